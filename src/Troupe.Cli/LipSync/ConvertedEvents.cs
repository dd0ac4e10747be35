using System.Text.Json;
using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Formats;
using Troupe.Conversation.Performances;
using Troupe.Conversation.Speaking;

namespace Troupe.Cli.LipSync;

/// <summary>A performance as the moments at which its shape changes: a list in JSON, each shape holding until the next.</summary>
internal static class ConvertedEvents
{
    // Between two shapes the rest may lead for a moment; as a picture it would be a blink of the mouth. A pause is 80 ms at least.
    private const double ShortestRest = 40;

    /// <summary>The 22 visemes of Azure Speech or SAPI 5, with <c>audioOffset</c> in steps of 100 ns as their events have it. Where phones are not known, from the shapes.</summary>
    public static int Sapi(PerformanceFile file, VisemeNumbering numbering, Stream output)
    {
        var (events, offset) = (new List<VisemeEvent>(), TimeSpan.Zero);
        foreach (var utterance in file.Utterances)
        {
            var spoken = utterance.Phonemes.Count > 0 ? SapiVisemes.Events([.. utterance.Phonemes.Select(Timing)], numbering) : Shapes(utterance);
            foreach (var change in spoken.Where(change => events.Count == 0 || events[^1].Id != change.Id))
            {
                events.Add(change with { Offset = offset + change.Offset });
            }

            offset += TimeSpan.FromMilliseconds(utterance.Duration);
        }

        JsonSerializer.Serialize(output, events.Select(change => new { visemeId = change.Id, audioOffset = change.Offset.Ticks }));
        return events.Count;
    }

    /// <summary>The viseme that is seen most, 0 to 14, for the number input of a Rive file or any mouth of discrete pictures; <c>time</c> in milliseconds.</summary>
    public static int Rive(PerformanceTimeline timeline, double rate, Stream output, CancellationToken cancellationToken)
    {
        var (changes, pose) = (new List<(double Time, int Viseme)>(), new Pose());
        for (var frame = 0; frame < timeline.FramesAt(rate); frame++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            timeline.Sample(pose, TimeSpan.FromSeconds(frame / rate));
            var viseme = StrongestViseme.Of(pose.Visemes);
            if (changes.Count > 0 && changes[^1].Viseme == viseme)
            {
                continue;
            }

            var time = Math.Round(frame * 1000 / rate, 3);
            if (changes.Count > 1 && changes[^1] is (var since, VisemeSet.Sil) && time - since < ShortestRest)
            {
                changes.RemoveAt(changes.Count - 1);
            }

            if (changes.Count == 0 || changes[^1].Viseme != viseme)
            {
                changes.Add((time, viseme));
            }
        }

        JsonSerializer.Serialize(output, changes.Select(change => new { time = change.Time, viseme = change.Viseme }));
        return changes.Count;
    }

    private static PhonemeTiming Timing(PhonemeSpan phoneme) => new(phoneme.Ipa, TimeSpan.FromMilliseconds(phoneme.Start), TimeSpan.FromMilliseconds(phoneme.Duration));

    private static IEnumerable<VisemeEvent> Shapes(PerformedUtterance utterance)
    {
        var end = 0.0;
        foreach (var viseme in utterance.Visemes)
        {
            if (viseme.Start > end)
            {
                yield return new VisemeEvent(0, TimeSpan.FromMilliseconds(end));
            }

            yield return new VisemeEvent(SapiVisemes.OfViseme(viseme.Viseme), TimeSpan.FromMilliseconds(viseme.Start));
            end = viseme.Start + viseme.Duration;
        }

        yield return new VisemeEvent(0, TimeSpan.FromMilliseconds(end));
    }
}
