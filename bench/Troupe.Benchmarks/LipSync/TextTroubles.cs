using Troupe.Benchmarks.Harness;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Aligning;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Speaking;
using Troupe.Conversation.Speaking.Normalization;

namespace Troupe.Benchmarks.LipSync;

/// <summary>How well words are found in a sound: in that of their own sentence, and where text and sound do not agree in the middle of it.</summary>
/// <param name="model">What has learnt to hear the mouth.</param>
/// <param name="pronouncer">How words are said.</param>
internal sealed class TextTroubles(LipModel model, IPronouncer pronouncer)
{
    // A sentence with two words on both sides of the trouble.
    private const int FewestWords = 5;

    // A word is where it is heard when it is found this near.
    private static readonly TimeSpan Near = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Interruption = TimeSpan.FromSeconds(1.2);

    // Laughter here is bursts of voice and noise, five a second (Bachorowski et al. 2001, https://doi.org/10.1121/1.1391244, have 4.4 calls a second).
    private const int Bursts = 5;
    private const int Pitch = 220;

    /// <summary>The figures of a set whose words have times; none of another.</summary>
    public IEnumerable<Figure> Of(string set, IReadOnlyList<LipSyncClip> clips)
    {
        LipSyncClip[] known = [.. clips.Where(clip => clip.Words.Count >= FewestWords && clip.Words.Count == Split(clip.Text).Length)];
        if (known.Length == 0)
        {
            return [];
        }

        double[] errors = [.. known.SelectMany(clip => Find(clip.Sound, clip.Text).Zip(clip.Words, (found, truth) => (found.Start - truth.Start).Duration().TotalMilliseconds)).Order()];
        return
        [
            new Figure($"text.{set}.word_p50_ms", Repetitions.Percentile(errors, 0.5), "ms"),
            new Figure($"text.{set}.word_p95_ms", Repetitions.Percentile(errors, 0.95), "ms"),
            .. Return(set, "wrong_word", known, Wrong),
            .. Return(set, "unsaid_word", known, Unsaid),
            .. Return(set, "unwritten_word", known, Unwritten),
            .. Return(set, "laughter", known, clip => Interrupted(clip, Laughter())),
            .. Return(set, "noise", known, clip => Interrupted(clip, Noise())),
        ];
    }

    private IEnumerable<Figure> Return(string set, string what, LipSyncClip[] clips, Func<LipSyncClip, Trouble> make)
    {
        double[] times = [.. clips.Select(make).Select(Return).Order()];
        return
        [
            new Figure($"text.{set}.return_{what}_p50_ms", Repetitions.Percentile(times, 0.5), "ms"),
            new Figure($"text.{set}.return_{what}_p95_ms", Repetitions.Percentile(times, 0.95), "ms", "<= 1000"),
        ];
    }

    // Milliseconds from the end of the trouble to the first word that is found where it is heard; to the end of the sound when none is.
    private double Return(Trouble trouble)
    {
        var end = trouble.Words.Max(word => word.Sounds?.Start ?? TimeSpan.Zero);
        var back = Find(trouble.Sound, string.Join(' ', trouble.Words.Select(word => word.Text)))
            .Zip(trouble.Words, (found, word) => (found.Start, Truth: word.Sounds))
            .Where(word => word.Truth is { } truth && truth.Start >= trouble.End && (word.Start - truth.Start).Duration() <= Near)
            .Select(word => word.Truth!.Value.Start)
            .DefaultIfEmpty(end).First();
        return Math.Max(0, (back - trouble.End).TotalMilliseconds);
    }

    private IList<WordTiming> Find(ReadOnlyMemory<short> sound, string text)
    {
        var (ear, found) = (new TextCues(model, AudioFormat.Hearing, TextNormalizer.Normalize(text), pronouncer, LipSyncSettings.Natural), new AlignedPart());
        ear.Add(sound.Span, found);
        ear.Finish(found);
        return found.Words;
    }

    private static Trouble Wrong(LipSyncClip clip) => Changed(clip, (word, isMiddle) => [isMiddle ? ("committee", null) : word]);

    private static Trouble Unsaid(LipSyncClip clip) => Changed(clip, (word, isMiddle) => isMiddle ? [word, ("nevertheless", null)] : [word]);

    private static Trouble Unwritten(LipSyncClip clip) => Changed(clip, (word, isMiddle) => isMiddle ? [] : [word]);

    private static Trouble Changed(LipSyncClip clip, Func<(string Text, WordTiming? Sounds), bool, (string Text, WordTiming? Sounds)[]> change)
    {
        var middle = clip.Words.Count / 2;
        var words = Split(clip.Text).Zip(clip.Words, (text, sounds) => (text, (WordTiming?)sounds)).SelectMany((word, index) => change(word, index == middle));
        return new Trouble(clip.Sound, [.. words], clip.Words[middle].Start + clip.Words[middle].Duration);
    }

    private static Trouble Interrupted(LipSyncClip clip, short[] sound)
    {
        var middle = clip.Words[clip.Words.Count / 2];
        var at = middle.Start + middle.Duration;
        var cut = AudioFormat.Hearing.Samples(at);
        var words = Split(clip.Text).Zip(clip.Words, (text, word) => (text, (WordTiming?)(word.Start < at ? word : word with { Start = word.Start + Interruption })));
        return new Trouble((short[])[.. clip.Sound.Span[..cut], .. sound, .. clip.Sound.Span[cut..]], [.. words], at + Interruption);
    }

    private static short[] Laughter()
    {
        var noise = new Random(7);
        return Made(second => Math.Max(0, Math.Sin(2 * Math.PI * Bursts * second)) * ((3000 * ((2 * noise.NextDouble()) - 1)) + (3000 * Math.Sign(Math.Sin(2 * Math.PI * Pitch * second)))));
    }

    private static short[] Noise()
    {
        var noise = new Random(7);
        return Made(_ => 4000 * ((2 * noise.NextDouble()) - 1));
    }

    private static short[] Made(Func<double, double> sound) =>
        [.. Enumerable.Range(0, AudioFormat.Hearing.Samples(Interruption)).Select(sample => (short)sound((double)sample / AudioFormat.Hearing.SampleRate))];

    private static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A sound and a text that do not agree.</summary>
    /// <param name="Sound">The sound.</param>
    /// <param name="Words">The text, word by word, with when each sounds if it does.</param>
    /// <param name="End">From when on they agree again.</param>
    private sealed record Trouble(ReadOnlyMemory<short> Sound, IReadOnlyList<(string Text, WordTiming? Sounds)> Words, TimeSpan End);
}
