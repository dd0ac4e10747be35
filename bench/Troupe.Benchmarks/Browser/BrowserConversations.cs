using System.Text.Json;
using Troupe.Contracts;
using Troupe.Conversation.Audio;

namespace Troupe.Benchmarks.Browser;

/// <summary>A conversation to be held in Chromium, each in a browser of its own, against the real server as a process of its own; see <c>bench/browser</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sound">What is said into the microphone.</param>
/// <param name="Lead">Silence before it: the microphone hears the recording from the moment at which it opens.</param>
/// <param name="Write">What is written as soon as the microphone is open; null for nothing.</param>
/// <param name="Heard">How much of the answer is to be heard.</param>
/// <param name="Patience">How long to wait for that; with something written, how long to listen.</param>
internal sealed record BrowserConversation(string Name, WavFile Sound, TimeSpan Lead, string? Write, TimeSpan Heard, TimeSpan Patience);

/// <summary>Has conversations held in Chromium.</summary>
internal static class BrowserConversations
{
    /// <summary>Silence behind what is said: longer than anything is waited for.</summary>
    private static readonly TimeSpan Tail = TimeSpan.FromSeconds(40);

    /// <summary>Holds the conversations, one after another; those that failed are missing from what is returned.</summary>
    /// <param name="folder">Where plan, sounds and recordings go.</param>
    /// <param name="conversations">The plan.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyDictionary<string, BrowserRecord>> HoldAsync(string folder, IReadOnlyList<BrowserConversation> conversations, CancellationToken cancellationToken)
    {
        folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(folder);
        foreach (var conversation in conversations)
        {
            var format = conversation.Sound.Format;
            short[] samples = [.. new short[format.Samples(conversation.Lead)], .. conversation.Sound.Samples.Span, .. new short[format.Samples(Tail)]];
            await File.WriteAllBytesAsync(Wave(conversation), new WavFile(format, samples).ToBytes(), cancellationToken);
        }

        var plan = conversations.Select(conversation => new
        {
            conversation.Name,
            recording = Wave(conversation),
            conversation.Write,
            heard = conversation.Heard.TotalMilliseconds,
            patience = conversation.Patience.TotalMilliseconds,
        });
        await File.WriteAllTextAsync(Path.Combine(folder, "plan.json"), JsonSerializer.Serialize(plan, Wire.Json), cancellationToken);
        await BrowserScript.RunAsync("vitest.config.ts", folder, [], cancellationToken);

        var records = new Dictionary<string, BrowserRecord>(StringComparer.Ordinal);
        foreach (var conversation in conversations)
        {
            var file = Path.Combine(folder, conversation.Name + ".json");
            if (File.Exists(file))
            {
                records.Add(conversation.Name, BrowserRecord.Parse(await File.ReadAllBytesAsync(file, cancellationToken)));
            }

            File.Delete(Wave(conversation));
        }

        return records;

        string Wave(BrowserConversation conversation) => Path.Combine(folder, conversation.Name + ".wav");
    }
}
