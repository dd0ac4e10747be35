namespace Troupe.Conversation.Acting.Formats;

/// <summary>
/// The mouth of MPEG-4 face animation (ISO/IEC 14496-2, FAP 1): two of its visemes 0 to 14, whose numbers are those of <see cref="VisemeSet"/>,
/// mixed as <c>first · blend/63 + second · (1 − blend/63)</c>. It is as fine as two shapes and 63 steps: a mixture of up to two shapes,
/// rest among them, survives within half a step; of three or more the two strongest do.
/// </summary>
/// <param name="First"><c>viseme_select1</c>, 0 to 14.</param>
/// <param name="Second"><c>viseme_select2</c>, 0 to 14.</param>
/// <param name="Blend"><c>viseme_blend</c>, 0 (all second) to 63 (all first).</param>
public readonly record struct Mpeg4Mouth(int First, int Second, int Blend)
{
    /// <summary>Steps from one shape to the other.</summary>
    public const int Steps = 63;

    /// <summary>The mouth nearest to weights.</summary>
    /// <param name="weights">15 weights, 0 to 1, together at most 1; what they lack of 1 is rest.</param>
    public static Mpeg4Mouth FromWeights(ReadOnlySpan<float> weights)
    {
        var rest = 1f;
        for (var viseme = VisemeSet.PP; viseme < VisemeSet.Count; viseme++)
        {
            rest -= weights[viseme];
        }

        var (first, most, second, next) = (VisemeSet.Sil, Math.Max(0, rest), VisemeSet.Sil, -1f);
        for (var viseme = VisemeSet.PP; viseme < VisemeSet.Count; viseme++)
        {
            if (weights[viseme] > most)
            {
                (first, most, second, next) = (viseme, weights[viseme], first, most);
            }
            else if (weights[viseme] > next)
            {
                (second, next) = (viseme, weights[viseme]);
            }
        }

        var blend = most + next > 0 ? (int)MathF.Round(Steps * most / (most + next)) : Steps;
        return blend == Steps ? new Mpeg4Mouth(first, first, Steps) : new Mpeg4Mouth(first, second, blend);
    }

    /// <summary>Writes the weights of this mouth; together they are 1.</summary>
    /// <param name="weights">15 values, overwritten.</param>
    /// <exception cref="InvalidOperationException">A viseme is not 0 to 14, or the blend is not 0 to 63.</exception>
    public void ToWeights(Span<float> weights)
    {
        if (First is < 0 or >= VisemeSet.Count || Second is < 0 or >= VisemeSet.Count || Blend is < 0 or > Steps)
        {
            throw new InvalidOperationException($"{this} is no mouth of MPEG-4: its visemes are 0 to 14, its blend is 0 to 63.");
        }

        weights[..VisemeSet.Count].Clear();
        weights[First] = (float)Blend / Steps;
        weights[Second] += (float)(Steps - Blend) / Steps;
    }
}
