using System.Text.Json;
using Troupe.Contracts;
using Troupe.Conversation.Audio;

namespace Troupe.Benchmarks.Browser;

/// <summary>What a page saw and heard. Times are of the page's clock.</summary>
/// <param name="Microphone">What came from the microphone, as the page got it.</param>
/// <param name="Loudspeaker">What left the page for the loudspeaker.</param>
/// <param name="Messages">The server's messages, in order.</param>
/// <param name="Frames">How far the mouth was from rest in each frame: mean difference of its pixels, 0 to 255.</param>
internal sealed record BrowserRecord(
    RecordedSound Microphone, RecordedSound Loudspeaker, IReadOnlyList<(TimeSpan Arrived, ServerMessage Message)> Messages, IReadOnlyList<(TimeSpan At, double Mouth)> Frames)
{
    /// <summary>Reads what <c>bench/browser</c> left.</summary>
    public static BrowserRecord Parse(ReadOnlyMemory<byte> file)
    {
        using var document = JsonDocument.Parse(file);
        var root = document.RootElement;
        return new BrowserRecord(
            Sound(root.GetProperty("microphone")),
            Sound(root.GetProperty("loudspeaker")),
            [.. root.GetProperty("messages").EnumerateArray().Select(message => (Time(message, "arrived"), message.GetProperty("message").Deserialize<ServerMessage>(Wire.Json)!))],
            [.. root.GetProperty("frames").EnumerateArray().Select(frame => (Time(frame, "at"), frame.GetProperty("mouth").GetDouble()))]);
    }

    private static RecordedSound Sound(JsonElement sound) => sound.GetProperty("rate").GetInt32() is > 0 and var rate
        ? new RecordedSound(
            new AudioFormat(rate),
            Pcm.FromBytes(sound.GetProperty("samples").GetBytesFromBase64()),
            [.. sound.GetProperty("blocks").EnumerateArray().Select(block => (TimeSpan.FromMilliseconds(block[0].GetDouble()), block[1].GetInt32()))])
        : new RecordedSound(AudioFormat.Hearing, [], []);

    private static TimeSpan Time(JsonElement element, string name) => TimeSpan.FromMilliseconds(element.GetProperty(name).GetDouble());
}
