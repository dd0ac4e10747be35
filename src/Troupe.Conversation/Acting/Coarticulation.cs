using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Acting;

/// <summary>Phonemes to visemes: a mouth prepares the next sound while it makes this one. Pure.</summary>
internal static class Coarticulation
{
    // Lips that touch must be seen to touch: 60 ms is about four frames at 60 Hz, of which half at full weight (see MouthCurve).
    private static readonly TimeSpan ShortestContact = TimeSpan.FromMilliseconds(60);

    // A fall of 60 ms is a tenth done after 15 ms: so lips are shut in the middle of the shortest sound, also where contacts follow each other.
    private static readonly TimeSpan HoldAfterMiddle = TimeSpan.FromMilliseconds(20);

    // However many contacts crowd, the last is over 75 ms after its sound and the mouth at rest after 120.
    private static readonly TimeSpan LongestHold = TimeSpan.FromMilliseconds(75);

    // Below this a shape is a flicker (two frames at 60 Hz): its time goes to a neighbour.
    private static readonly TimeSpan ShortestShape = TimeSpan.FromMilliseconds(35);

    // A gap this short is the closure of a stop or a join of two words, not a rest of the mouth.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(80);

    // Lips move ahead of the sound: closures are complete 10 to 40 ms before the consonant is heard, other shapes are half made.
    private static readonly TimeSpan LeadOfContact = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(10);

    // Lips round up to two consonants ahead of a rounded sound, for 120 ms at most.
    private static readonly TimeSpan LongestRounding = TimeSpan.FromMilliseconds(120);
    private const float RoundingAhead = 0.4f;

    /// <summary>Plans the mouth of a phrase.</summary>
    /// <param name="phonemes">All phonemes in order, pauses included.</param>
    /// <returns>Visemes in order of start, none before 0; the last ends with the last sound.</returns>
    public static IReadOnlyList<VisemeCue> Plan(IReadOnlyList<PhonemeTiming> phonemes)
    {
        var segments = Segments(phonemes);
        KeepContacts(segments);
        Calm(segments);
        var cues = new List<VisemeCue>(segments.Count * 2);
        for (var index = 0; index < segments.Count; index++)
        {
            Add(cues, segments, index);
        }

        return [.. cues.OrderBy(cue => cue.Start)];
    }

    private static List<Segment> Segments(IReadOnlyList<PhonemeTiming> phonemes)
    {
        var segments = new List<Segment>(phonemes.Count + 8);
        for (var index = 0; index < phonemes.Count; index++)
        {
            var phoneme = phonemes[index];
            if (phoneme.Duration <= TimeSpan.Zero)
            {
                continue;
            }

            if (phoneme.Ipa.Length == 0 && phoneme.Duration < ShortestPause && segments.Count > 0)
            {
                segments[^1] = segments[^1] with { End = phoneme.End };
                continue;
            }

            var shapes = PhoneShapes.Of(phoneme.Ipa);
            if (shapes.Count == 1 && shapes[0].Viseme == PhoneShapes.NextVowel)
            {
                shapes = [new(VowelAfter(phonemes, index), 1, shapes[0].Weight)];
            }

            var start = phoneme.Start;
            foreach (var shape in shapes)
            {
                var end = shape == shapes[^1] ? phoneme.End : start + (phoneme.Duration * shape.Share);
                var weight = PhoneShapes.IsVowel(shape.Viseme) && !phoneme.Stressed ? shape.Weight * PhoneShapes.Unstressed : shape.Weight;
                segments.Add(new Segment(shape.Viseme, start, end, weight));
                start = end;
            }
        }

        for (var index = 1; index < segments.Count; index++)
        {
            // Engines round their times: what follows starts where this one ends.
            var gap = segments[index].Start - segments[index - 1].End;
            if (gap.Duration() < ShortestPause)
            {
                segments[index - 1] = segments[index - 1] with { End = segments[index].Start };
            }
        }

        return segments;
    }

    private static int VowelAfter(IReadOnlyList<PhonemeTiming> phonemes, int index)
    {
        var next = index + 1 < phonemes.Count ? PhoneShapes.Of(phonemes[index + 1].Ipa)[0].Viseme : VisemeSet.AA;
        return PhoneShapes.IsVowel(next) ? next : VisemeSet.AA;
    }

    private static void KeepContacts(List<Segment> segments)
    {
        var ends = segments.ConvertAll(segment => segment.End);
        for (var index = 0; index < segments.Count; index++)
        {
            var segment = segments[index];
            if (!segment.IsContact)
            {
                continue;
            }

            // A contact after a contact, as in "five boxes", leaves the first its time.
            var start = segment.Start - (index > 0 && segments[index - 1].IsContact ? Lead : LeadOfContact);
            var end = Later(Later(segment.End, start + ShortestContact), segment.Start + (segment.Duration / 2) + HoldAfterMiddle);
            start = Later(start, TimeSpan.Zero);
            end = Later(start, ends[index] + LongestHold < end ? ends[index] + LongestHold : end);

            // A lip at the teeth that is held longer than it sounds must not keep the lips from touching.
            if (segment.Viseme is VisemeSet.FF && NextPress(segments, index) is { } press && press < end)
            {
                end = Later(press, start);
            }

            segments[index] = segment with { Start = start, End = end };
            for (var before = index - 1; before >= 0 && segments[before].End > start; before--)
            {
                var neighbour = segments[before];
                segments[before] = neighbour with { End = neighbour.Start > start ? neighbour.Start : start };
            }

            for (var after = index + 1; after < segments.Count && segments[after].Start < end; after++)
            {
                var neighbour = segments[after];
                segments[after] = neighbour with { Start = neighbour.End < end && !neighbour.IsContact ? neighbour.End : end, End = neighbour.End < end ? end : neighbour.End };
            }
        }
    }

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private static TimeSpan? NextPress(List<Segment> segments, int index)
    {
        for (var after = index + 1; after < segments.Count && segments[after].Start - segments[index].End < ShortestContact; after++)
        {
            if (segments[after].Viseme is VisemeSet.PP)
            {
                return segments[after].Start - Lead;
            }
        }

        return null;
    }

    private static void Calm(List<Segment> segments)
    {
        for (var index = 0; index < segments.Count; index++)
        {
            var segment = segments[index];
            var next = index + 1 < segments.Count ? segments[index + 1] : default;
            if (index + 1 < segments.Count && next.Viseme == segment.Viseme && next.Start - segment.End < ShortestShape)
            {
                segments[index] = segment with { End = next.End, Weight = Math.Max(segment.Weight, next.Weight) };
                segments.RemoveAt(index + 1);
                index--;
            }
            else if (segment.Duration < ShortestShape && !segment.IsContact && segments.Count > 1)
            {
                segments.RemoveAt(index);
                if (index > 0 && !segments[index - 1].IsContact && segment.Start - segments[index - 1].End < ShortestShape)
                {
                    segments[index - 1] = segments[index - 1] with { End = segment.End };
                }
                else if (index < segments.Count && !segments[index].IsContact)
                {
                    segments[index] = segments[index] with { Start = segment.Start };
                }

                index = Math.Max(-1, index - 2);
            }
        }
    }

    private static void Add(List<VisemeCue> cues, List<Segment> segments, int index)
    {
        var segment = segments[index];
        var weight = segment.Weight;
        if (RoundedAfter(segments, index) is { } rounded)
        {
            var from = rounded.Start - LongestRounding;
            from = from < segment.Start ? segment.Start : from;
            Add(cues, new VisemeCue(rounded.Viseme, Ahead(from), Ahead(segment.End) - Ahead(from), RoundingAhead * rounded.Weight));
            weight *= 1 - (RoundingAhead / 2);
        }

        var start = segment.IsContact ? segment.Start : Ahead(segment.Start);
        var end = index + 1 < segments.Count && segments[index + 1].IsContact ? segment.End : Ahead(segment.End);
        Add(cues, new VisemeCue(segment.Viseme, start, end - start, weight));
    }

    private static void Add(List<VisemeCue> cues, VisemeCue cue)
    {
        if (cue.Duration > TimeSpan.Zero)
        {
            cues.Add(cue);
        }
    }

    private static Segment? RoundedAfter(List<Segment> segments, int index)
    {
        if (PhoneShapes.IsVowel(segments[index].Viseme) || segments[index].IsContact || segments[index].Viseme is VisemeSet.Sil)
        {
            return null;
        }

        for (var ahead = index + 1; ahead < segments.Count && ahead <= index + 2; ahead++)
        {
            if (segments[ahead].Start - segments[index].End > LongestRounding)
            {
                return null;
            }

            if (segments[ahead].Viseme is VisemeSet.OU or VisemeSet.OH)
            {
                return segments[ahead].Start - LongestRounding < segments[index].End ? segments[ahead] : null;
            }

            if (PhoneShapes.IsVowel(segments[ahead].Viseme) || segments[ahead].Viseme is VisemeSet.Sil)
            {
                return null;
            }
        }

        return null;
    }

    private static TimeSpan Ahead(TimeSpan time) => time > Lead ? time - Lead : TimeSpan.Zero;

    private readonly record struct Segment(int Viseme, TimeSpan Start, TimeSpan End, float Weight)
    {
        public TimeSpan Duration => End - Start;

        public bool IsContact => Viseme is VisemeSet.PP or VisemeSet.FF;
    }
}
