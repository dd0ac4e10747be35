namespace Troupe.Conversation.Acting;

/// <summary>
/// Leaves out of the shapes of speech what a viewer need not see, by <see cref="LipSyncSettings"/>. Lips that touch are never left out. Pure; <c>packages/avatar</c> computes the same.
/// </summary>
internal static class NaturalLipSync
{
    // Of its time a shape gives to a critical neighbour, on either side.
    private const double MostGiven = 0.5;

    /// <summary>Changes the shapes of a phrase.</summary>
    /// <param name="held">In order; what follows another starts where that ends.</param>
    /// <param name="settings">What is left out.</param>
    public static void Apply(List<HeldShape> held, LipSyncSettings settings)
    {
        Merge(held, settings);
        Thin(held, settings);
        Hold(held, settings);
    }

    private static void Merge(List<HeldShape> held, LipSyncSettings settings)
    {
        for (var index = 0; index + 1 < held.Count;)
        {
            var (first, second) = (held[index], held[index + 1]);
            if (first.End == second.Start && Kept(first, second, settings) is { } kept)
            {
                held[index] = kept with { Start = first.Start, End = second.End };
                held.RemoveAt(index + 1);
                index = Math.Max(0, index - 1);
            }
            else
            {
                index++;
            }
        }
    }

    // What two shapes become that are shown as one, or null when they stay two.
    private static HeldShape? Kept(HeldShape first, HeldShape second, LipSyncSettings settings)
    {
        // Lips that touch twice, as in "stop pushing", are held together for both; a contact that is only near does not stand for one that touches.
        if (first.Viseme == second.Viseme && !first.IsContact)
        {
            return first.Weight >= second.Weight ? first : second;
        }

        var (keepFirst, keepSecond) = (settings.Keeps(first.Viseme), settings.Keeps(second.Viseme));
        if (first.Viseme == second.Viseme || first.IsSilence || second.IsSilence || (keepFirst && keepSecond) || second.End - first.Start > settings.MergeWindow.TotalMilliseconds
            || VisemeLikeness.Of(first.Viseme, second.Viseme) < settings.SimilarityThreshold)
        {
            return null;
        }

        return keepFirst || (!keepSecond && Worth(first, second, settings) >= Worth(second, first, settings)) ? first : second;
    }

    private static double Worth(HeldShape shape, HeldShape other, LipSyncSettings settings) =>
        (settings.KeyVisemePreference * VisemeLikeness.Distinctness(shape.Viseme))
        + ((1 - settings.KeyVisemePreference) * shape.Duration / (shape.Duration + other.Duration));

    private static void Thin(List<HeldShape> held, LipSyncSettings settings)
    {
        for (var index = 0; index < held.Count; index++)
        {
            var shape = held[index];
            if (shape.Duration >= settings.MinVisemeInterval.TotalMilliseconds || shape.IsSilence || settings.Keeps(shape.Viseme) || held.Count == 1)
            {
                continue;
            }

            held.RemoveAt(index);
            if (index > 0 && Takes(held[index - 1]) && held[index - 1].End == shape.Start)
            {
                held[index - 1] = held[index - 1] with { End = shape.End };
            }
            else if (index < held.Count && Takes(held[index]) && held[index].Start == shape.End)
            {
                held[index] = held[index] with { Start = shape.Start };
            }

            index = Math.Max(-1, index - 2);
        }
    }

    private static bool Takes(HeldShape shape) => shape is { IsContact: false, IsSilence: false };

    private static void Hold(List<HeldShape> held, LipSyncSettings settings)
    {
        for (var index = 0; index < held.Count; index++)
        {
            var lacking = settings.CriticalVisemeMinDuration.TotalMilliseconds - held[index].Duration;
            if (lacking <= 0 || !settings.IsCritical(held[index].Viseme))
            {
                continue;
            }

            if (index + 1 < held.Count && held[index + 1].Start == held[index].End)
            {
                var given = Math.Min(lacking, Gives(held[index + 1], settings));
                held[index + 1] = held[index + 1] with { Start = held[index + 1].Start + given };
                held[index] = held[index] with { End = held[index].End + given };
                lacking -= given;
            }

            if (index > 0 && held[index - 1].End == held[index].Start)
            {
                var given = Math.Min(lacking, Gives(held[index - 1], settings));
                held[index - 1] = held[index - 1] with { End = held[index - 1].End - given };
                held[index] = held[index] with { Start = held[index].Start - given };
            }
        }
    }

    private static double Gives(HeldShape shape, LipSyncSettings settings) =>
        shape.IsContact || shape.IsSilence || settings.IsCritical(shape.Viseme) ? 0 : shape.Duration * MostGiven;
}
