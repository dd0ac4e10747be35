using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Acting;

/// <summary>Phonemes to visemes: a mouth prepares the next sound while it makes this one. Pure; <c>packages/avatar</c> computes the same.</summary>
internal static class Coarticulation
{
    // Lips close 10 to 40 ms before the consonant is heard and open while it ends; with the rise of a contact this puts them together 13 ms before it in the median.
    private const double Lead = 16;
    private const double Release = 10;

    // Lips that touch must be seen to touch: 54 ms hold them together for two frames at 60 Hz.
    private const double ShortestContact = 54;

    // A contact after a contact, as in "five boxes", leaves the first its time.
    private const double Handover = 4;

    // The jaw falls before the lips press, so that they meet without haste.
    private const double JawFirst = 14;

    // A shape that is held shorter is still prepared and left this far apart, and so seen.
    private const double ShortestShape = 40;

    // Lips round up to two consonants ahead of a rounded sound, for 120 ms at most.
    private const double LongestRounding = 120;
    private const int MostRounded = 2;
    private const float RoundingAhead = 0.4f;

    /// <summary>Plans the mouth of a phrase as <see cref="LipSyncSettings.Natural"/> has it.</summary>
    /// <param name="phonemes">All phonemes in order, pauses included.</param>
    public static IReadOnlyList<VisemeCue> Plan(IReadOnlyList<PhonemeTiming> phonemes) => Plan(phonemes, LipSyncSettings.Natural);

    /// <summary>Plans the mouth of a phrase.</summary>
    /// <param name="phonemes">All phonemes in order, pauses included.</param>
    /// <param name="settings">What is shown of them.</param>
    /// <returns>Visemes in order of start, none before 0; the mouth rests 120 ms after the last sound.</returns>
    public static IReadOnlyList<VisemeCue> Plan(IReadOnlyList<PhonemeTiming> phonemes, LipSyncSettings settings)
    {
        var held = HeldShapes.Of(phonemes, settings.PreserveSilence);
        NaturalLipSync.Apply(held, settings);
        var cues = new List<VisemeCue>(held.Count * 2);
        for (var index = 0; index < held.Count; index++)
        {
            AddRounding(cues, held, index);
            if (held[index].IsContact)
            {
                AddContact(cues, held, index);
            }
            else
            {
                AddShape(cues, held, index);
            }
        }

        return [.. cues.OrderBy(cue => cue.Start)];
    }

    private static void AddContact(List<VisemeCue> cues, List<HeldShape> held, int index)
    {
        var shape = held[index];
        var start = shape.Start - (Touches(held, index - 1) ? Handover : shape.Viseme is VisemeSet.PP ? Lead : Lead / 2);
        var end = Math.Max(shape.End - Release, start + ShortestContact);
        Add(cues, shape, start, end);
    }

    private static void AddShape(List<VisemeCue> cues, List<HeldShape> held, int index)
    {
        var shape = held[index];
        var closing = Touches(held, index + 1) ? Lead + JawFirst : 0;
        var (start, end) = (shape.Start, shape.End - closing);
        if (end - start < ShortestShape && !shape.IsSilence)
        {
            var middle = (shape.Start + shape.End - (closing > 0 ? Lead : 0)) / 2;
            (start, end) = (middle - (ShortestShape / 2), middle + (ShortestShape / 2));
        }

        Add(cues, shape, start, end);
    }

    private static void AddRounding(List<VisemeCue> cues, List<HeldShape> held, int index)
    {
        var rounded = held[index];
        if (rounded.Viseme is not (VisemeSet.OU or VisemeSet.OH))
        {
            return;
        }

        var first = index;
        while (first > Math.Max(0, index - MostRounded) && held[first - 1] is { IsVowel: false, IsContact: false, IsSilence: false })
        {
            first--;
        }

        if (first < index)
        {
            Add(cues, rounded with { Weight = RoundingAhead * rounded.Weight }, Math.Max(held[first].Start, rounded.Start - LongestRounding), rounded.Start);
        }
    }

    private static bool Touches(List<HeldShape> held, int index) => index >= 0 && index < held.Count && held[index].IsContact;

    private static void Add(List<VisemeCue> cues, HeldShape shape, double start, double end)
    {
        start = Math.Max(0, start);
        if (end > start)
        {
            cues.Add(new VisemeCue(shape.Viseme, TimeSpan.FromMilliseconds(start), TimeSpan.FromMilliseconds(end - start), shape.Weight));
        }
    }
}
