using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Aligning;
using Troupe.Conversation.Performances;
using Troupe.Conversation.Speaking;
using Troupe.Conversation.Speaking.Normalization;

namespace Troupe.Cli.LipSync;

/// <summary>Lip sync from a sound and its words: an aligner finds when each is said, and hears the mouth in the sound alone where it is not.</summary>
internal static class AlignedWay
{
    /// <summary>The utterance of a sound.</summary>
    /// <param name="file">A WAV file of PCM16.</param>
    /// <param name="text">What is said in it.</param>
    /// <param name="pronouncer">How words are said.</param>
    /// <param name="settings">What of the mouth is shown.</param>
    /// <param name="weights">Of another network than the one that ships, or null.</param>
    /// <param name="progress">Is told how many seconds of all are heard.</param>
    /// <param name="cancellationToken">Stops hearing.</param>
    /// <exception cref="LipSyncException">The file or the text cannot be used.</exception>
    public static async Task<(PerformedUtterance Utterance, AlignedSpans Aligned)> AlignAsync(
        FileInfo file, string text, IPronouncer pronouncer, LipSyncSettings settings, FileInfo? weights, Action<int, int> progress, CancellationToken cancellationToken)
    {
        var spoken = TextNormalizer.Normalize(text);
        if (spoken.Words.All(word => word.Spoken.Count == 0))
        {
            throw new LipSyncException("--text holds nothing that can be said: give the words of the sound, or leave --text out.");
        }

        var given = await GivenSound.ReadAsync(file, weights, cancellationToken);
        var (ear, all) = (new TextCues(given.Model, given.Sound.Format, spoken, pronouncer, settings), new AlignedPart());
        given.Hear(second => ear.Add(second, all), progress, cancellationToken);
        ear.Finish(all);
        foreach (var (index, phone) in VowelLoudness.Measure([.. all.Phonemes], given.Sound.Samples.Span, given.Sound.Format).Index())
        {
            all.Phonemes[index] = phone;
        }

        var alone = ear.Alone.Select(span => new SpanOfSound(span.Start.TotalMilliseconds, (span.End - span.Start).TotalMilliseconds));
        return (PerformanceTake.Of(all, given.Sound.Duration), new AlignedSpans(Math.Round(ear.InText / given.Sound.Duration, 3), [.. alone]));
    }
}

/// <summary>How far a text was found in a sound.</summary>
/// <param name="Share">Part of the sound that is the text, its pauses included; 0 to 1.</param>
/// <param name="Alone">Where the text did not fit.</param>
internal sealed record AlignedSpans(double Share, IReadOnlyList<SpanOfSound> Alone);

/// <summary>A stretch of a sound, in milliseconds.</summary>
internal sealed record SpanOfSound(double Start, double Duration);
