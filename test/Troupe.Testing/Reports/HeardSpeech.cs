using Troupe.Contracts;
using Troupe.Testing.Pages;
using Troupe.Testing.Scenarios;

namespace Troupe.Testing.Reports;

/// <summary>A stretch of an utterance that left the loudspeaker without a gap, with its words.</summary>
/// <param name="Utterance">The utterance.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="From">When it began to be heard.</param>
/// <param name="To">When it was over.</param>
/// <param name="Position">What lies before it in the utterance.</param>
/// <param name="Words">The words that begin in it.</param>
public sealed record HeardSpeech(uint Utterance, uint Epoch, TimeSpan From, TimeSpan To, TimeSpan Position, IReadOnlyList<HeardWord> Words)
{
    /// <summary>What was heard in a run, in order.</summary>
    public static IReadOnlyList<HeardSpeech> Of(ScenarioRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var captions = run.Events.Select(happened => happened.Message).OfType<SpeechDelta>().ToLookup(delta => delta.Utterance);
        var heard = new List<HeardSpeech>();
        for (var i = 0; i < run.Played.Count;)
        {
            var first = i;
            while (++i < run.Played.Count && Follows(run, run.Played[i - 1], run.Played[i]))
            {
            }

            var (begin, last) = (run.Played[first], run.Played[i - 1]);
            var (from, to, position) = (begin.At, last.End(run.Output), run.Output.Duration(begin.Offset));
            var words = CaptionLines.Of(captions[begin.Utterance]).SelectMany(line => line.Words)
                .Select(word => (word.Text, Start: TimeSpan.FromMilliseconds(word.Start), Duration: TimeSpan.FromMilliseconds(word.Duration)))
                .Where(word => word.Start >= position && word.Start < position + (to - from))
                .Select(word => new HeardWord(word.Text, from + word.Start - position, word.Duration, from + word.Start - position + word.Duration <= to + TimeSpan.FromMilliseconds(1)));
            heard.Add(new HeardSpeech(begin.Utterance, begin.Epoch, from, to, position, [.. words]));
        }

        return heard;
    }

    private static bool Follows(ScenarioRun run, PlayedSound before, PlayedSound next) =>
        before.Utterance == next.Utterance && before.Offset + before.Samples.Length == next.Offset && (next.At - before.End(run.Output)).Duration() < TimeSpan.FromMilliseconds(1);
}

/// <summary>A word of the presenter.</summary>
/// <param name="Text">The word.</param>
/// <param name="At">When it began.</param>
/// <param name="Duration">How long it is.</param>
/// <param name="Heard">Whether it was heard to its end.</param>
public sealed record HeardWord(string Text, TimeSpan At, TimeSpan Duration, bool Heard);
