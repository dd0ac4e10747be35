using System.Globalization;
using Troupe.Contracts;
using Troupe.Conversation.Acting;

namespace Troupe.Conversation.Performances;

/// <summary>What holds of every performance that is read or written.</summary>
internal static class PerformanceRules
{
    /// <summary>Milliseconds that no time of a performance reaches: a day.</summary>
    public const double Longest = 86_400_000;

    /// <summary>Decibels that no vowel is louder or softer than the ordinary one of its phrase.</summary>
    public const double Loudest = VowelLoudness.Loudest;

    private const double FastestFrames = 1000;

    private static readonly HashSet<string> Channels = new([.. VisemeSet.Names, .. BlendShapeSet.Names], StringComparer.Ordinal);

    /// <summary>Checks a performance.</summary>
    /// <exception cref="PerformanceException">A rule is broken; the message says where, and what belongs there.</exception>
    public static void Check(PerformanceFile file)
    {
        if (file.Version != PerformanceFile.Latest)
        {
            throw new PerformanceException("version", Say($"{file.Version} is not known; this program reads version {PerformanceFile.Latest}. Read the file with the program that wrote it, or with a newer one."));
        }

        foreach (var (index, utterance) in file.Utterances.Index())
        {
            Check(utterance, $"utterances[{index}]");
        }
    }

    private static void Check(PerformedUtterance utterance, string at)
    {
        Time(utterance.Duration, $"{at}.duration");
        Spans(utterance.Phonemes, $"{at}.phonemes", phoneme => (phoneme.Start, phoneme.Duration), ordered: true);
        Spans(utterance.Visemes, $"{at}.visemes", viseme => (viseme.Start, viseme.Duration), ordered: true);
        Spans(utterance.Captions, $"{at}.captions", caption => (caption.Start, caption.Duration), ordered: true);
        Spans(utterance.Cues, $"{at}.cues", cue => (cue.Start, cue.Duration), ordered: false);
        foreach (var (index, phoneme) in utterance.Phonemes.Index())
        {
            Require(phoneme.Loudness is null or >= -Loudest and <= Loudest, $"{at}.phonemes[{index}].loudness", $"{phoneme.Loudness} is not -{Loudest} to {Loudest} dB.");
        }

        foreach (var (index, viseme) in utterance.Visemes.Index())
        {
            Require(viseme.Viseme is >= 0 and < VisemeSet.Count, $"{at}.visemes[{index}].viseme", $"{viseme.Viseme} is not 0 to {VisemeSet.Count - 1}.");
            Weight(viseme.Weight, $"{at}.visemes[{index}].weight");
        }

        foreach (var (index, caption) in utterance.Captions.Index())
        {
            Spans(caption.Words, $"{at}.captions[{index}].words", word => (word.Start, word.Duration), ordered: true);
        }

        foreach (var (index, cue) in utterance.Cues.Index())
        {
            Require(cue.Kind.Length > 0, $"{at}.cues[{index}].kind", $"it is empty; expression, gesture and gaze are kinds.");
            Require(cue.Name.Length > 0, $"{at}.cues[{index}].name", $"it is empty; smile, nod and viewer are names.");
            Weight(cue.Weight, $"{at}.cues[{index}].weight");
        }

        if (utterance.Frames is { } frames)
        {
            Check(frames, $"{at}.frames");
        }
    }

    private static void Check(FrameTrack frames, string at)
    {
        Require(frames.FrameRate is >= 1 and <= FastestFrames, $"{at}.frameRate", $"{frames.FrameRate} is not 1 to {FastestFrames} frames per second.");
        Require(frames.Count >= 0 && frames.Count / frames.FrameRate * 1000 < Longest, $"{at}.count", $"{frames.Count} frames are not 0 to a day of them.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, channel) in frames.Channels.Index())
        {
            var place = $"{at}.channels[{index}]";
            Require(Channels.Contains(channel.Name), $"{place}.name", $"'{channel.Name}' is none of the 15 visemes or the 52 blend shapes.");
            Require(names.Add(channel.Name), $"{place}.name", $"'{channel.Name}' is there twice.");
            Require(channel.Lengths.Count == channel.Weights.Count, place, $"there are {channel.Lengths.Count} lengths and {channel.Weights.Count} weights; every run has both.");
            var frame = 0L;
            foreach (var (run, length) in channel.Lengths.Index())
            {
                Require(length > 0, $"{place}.lengths[{run}]", $"{length} is not at least 1.");
                frame += length;
                Weight(channel.Weights[run], $"{place}.weights[{run}]");
            }

            Require(frame == frames.Count, $"{place}.lengths", $"they add up to {frame} frames; the track has {frames.Count}.");
        }
    }

    private static void Spans<T>(IReadOnlyList<T> spans, string at, Func<T, (double Start, double Duration)> times, bool ordered)
    {
        var previous = 0.0;
        foreach (var (index, span) in spans.Index())
        {
            var (start, duration) = times(span);
            Time(start, $"{at}[{index}].start");
            Time(duration, $"{at}[{index}].duration");
            Require(!ordered || start >= previous, $"{at}[{index}].start", $"{start} ms comes after {previous} ms; the list is in order of start.");
            previous = start;
        }
    }

    private static void Time(double milliseconds, string at) =>
        Require(milliseconds is >= 0 and < Longest, at, $"{milliseconds} is not milliseconds from 0 to a day.");

    private static void Weight(double weight, string at) => Require(weight is >= 0 and <= 1, at, $"{weight} is not 0 to 1.");

    private static void Require(bool holds, string at, FormattableString problem)
    {
        if (!holds)
        {
            throw new PerformanceException(at, Say(problem));
        }
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
