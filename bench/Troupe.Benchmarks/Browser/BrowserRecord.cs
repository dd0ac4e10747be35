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
        ? new RecordedSound(new AudioFormat(rate), Time(sound, "began"), Pcm.FromBytes(sound.GetProperty("samples").GetBytesFromBase64()))
        : new RecordedSound(AudioFormat.Hearing, TimeSpan.Zero, []);

    private static TimeSpan Time(JsonElement element, string name) => TimeSpan.FromMilliseconds(element.GetProperty(name).GetDouble());
}

/// <summary>Sound with the time of its first sample.</summary>
/// <param name="Format">Its rate.</param>
/// <param name="Began">When its first sample was made.</param>
/// <param name="Samples">PCM16.</param>
internal sealed record RecordedSound(AudioFormat Format, TimeSpan Began, short[] Samples)
{
    private const int PerSecond = 100;

    /// <summary>The first sample above a level from a time on; null when there is none.</summary>
    /// <param name="from">Where to begin.</param>
    /// <param name="level">In dBFS of the peak.</param>
    public TimeSpan? FirstLoud(TimeSpan from, double level)
    {
        var start = Math.Clamp(Format.Samples(from - Began), 0, Samples.Length);
        var loud = Pcm.FirstLoud(Samples.AsSpan(start), level);
        return loud < 0 ? null : Began + Format.Duration(start + loud);
    }

    /// <summary>The last sample above a level up to a time; null when there is none.</summary>
    public TimeSpan? LastLoud(TimeSpan to, double level)
    {
        var end = Math.Clamp(Format.Samples(to - Began), 0, Samples.Length);
        var loud = Pcm.LastLoud(Samples.AsSpan(0, end), level);
        return loud < 0 ? null : Began + Format.Duration(loud + 1);
    }

    /// <summary>Root mean square of each 10 ms.</summary>
    public double[] Envelope()
    {
        var piece = Format.SampleRate / PerSecond;
        var levels = new double[Samples.Length / piece];
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] = Math.Pow(10, Pcm.Level(Samples.AsSpan(i * piece, piece)) / 20);
        }

        return levels;
    }

    /// <summary>When a known sound began in this one: where its envelope fits best, to 10 ms. Both may have been resampled, amplified and delayed on the way; null when nothing fits.</summary>
    public TimeSpan? Find(WavFile sound)
    {
        var (all, known) = (Envelope(), new RecordedSound(sound.Format, TimeSpan.Zero, sound.Samples.ToArray()).Envelope());
        var (best, place) = (0.0, -1);
        for (var at = 0; at + known.Length <= all.Length; at++)
        {
            double product = 0, power = 0;
            for (var i = 0; i < known.Length; i++)
            {
                product += known[i] * all[at + i];
                power += all[at + i] * all[at + i];
            }

            if (power > 0 && product / Math.Sqrt(power) > best)
            {
                (best, place) = (product / Math.Sqrt(power), at);
            }
        }

        return place < 0 ? null : Began + TimeSpan.FromSeconds((double)place / PerSecond);
    }
}
