using Troupe.Conversation.Acting.Listening;

namespace Troupe.Conversation.Acting.Calibrating;

/// <summary>
/// How wrong the answers of a network are, and what each does to it: the loss of <c>tools/lipsync/train.py</c>, that is 0.65 of the surprise at the viseme, 0.35 of that at not seeing any accepted one,
/// both weighted by how rare the viseme is, and 0.5 of the surprise at the opening and at the closure each.
/// </summary>
internal sealed class LipNetLoss
{
    private const float Strict = 0.65f, Accepted = 0.35f, Opening = 0.5f, Closure = 0.5f;

    // A frame of closed lips is rarer and dearer than others.
    private const float ClosedWeight = 2;

    // Rare visemes weigh more, but not in proportion, and what hardly occurs not without bound.
    private const float Rarity = 0.35f, LeastShare = 0.005f;

    private readonly float[] _weights;

    /// <summary>The loss for labels that are distributed as these.</summary>
    public LipNetLoss(IReadOnlyCollection<FrameLabel> labels)
    {
        var known = labels.Count(label => label.IsKnown);
        var shares = Enumerable.Range(0, VisemeSet.Count).Select(viseme => labels.Count(label => label.Viseme == viseme) / (float)Math.Max(1, known)).ToArray();
        _weights = [.. shares.Select(share => MathF.Pow(1 / MathF.Max(share, LeastShare), Rarity))];
        var mean = shares.Zip(_weights, (share, weight) => share * weight).Sum();
        foreach (ref var weight in _weights.AsSpan())
        {
            weight /= mean;
        }
    }

    /// <summary>The loss of one answer.</summary>
    /// <param name="answers">Of one frame, before softmax and sigmoids.</param>
    /// <param name="label">What is right, which must be known.</param>
    /// <param name="share">What the frame's part in the whole is.</param>
    /// <param name="slopes">Gets the change of the loss by each answer.</param>
    public float Of(ReadOnlySpan<float> answers, FrameLabel label, float share, Span<float> slopes)
    {
        Span<float> odds = stackalloc float[VisemeSet.Count];
        Odds(answers, odds);
        var allowed = 0f;
        for (var viseme = 0; viseme < odds.Length; viseme++)
        {
            allowed += label.Accepts(viseme) ? odds[viseme] : 0;
        }

        // Odds may round to nothing; their logarithm must stay a number.
        allowed = MathF.Max(allowed, 1e-20f);
        var weight = share * _weights[label.Viseme];
        for (var viseme = 0; viseme < odds.Length; viseme++)
        {
            var wanted = label.Accepts(viseme) ? odds[viseme] / allowed : 0;
            slopes[viseme] = weight * ((Strict * (odds[viseme] - (viseme == label.Viseme ? 1 : 0))) + (Accepted * (odds[viseme] - wanted)));
        }

        var closed = label.Viseme == VisemeSet.PP ? 1f : 0;
        var surprise = weight * ((Strict * -MathF.Log(MathF.Max(odds[label.Viseme], 1e-20f))) + (Accepted * -MathF.Log(allowed)));
        return surprise
            + Binary(answers, VisemeSet.Count, label.Opening, share * Opening, slopes)
            + Binary(answers, VisemeSet.Count + 1, closed, share * Closure * (1 + ((ClosedWeight - 1) * closed)), slopes);
    }

    private static float Binary(ReadOnlySpan<float> answers, int at, float wanted, float weight, Span<float> slopes)
    {
        var answer = answers[at];
        slopes[at] = weight * ((1 / (1 + MathF.Exp(-answer))) - wanted);

        // The surprise of a sigmoid without its overflow.
        return weight * (MathF.Max(answer, 0) - (answer * wanted) + MathF.Log(1 + MathF.Exp(-MathF.Abs(answer))));
    }

    private static void Odds(ReadOnlySpan<float> answers, Span<float> odds)
    {
        var most = answers[0];
        foreach (var answer in answers[..VisemeSet.Count])
        {
            most = MathF.Max(most, answer);
        }

        var total = 0f;
        for (var viseme = 0; viseme < odds.Length; viseme++)
        {
            odds[viseme] = MathF.Exp(answers[viseme] - most);
            total += odds[viseme];
        }

        foreach (ref var odd in odds)
        {
            odd /= total;
        }
    }
}
