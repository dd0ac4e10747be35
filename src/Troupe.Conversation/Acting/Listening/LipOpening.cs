namespace Troupe.Conversation.Acting.Listening;

/// <summary>How far the 15 visemes open the mouth, of the widest opening: order and rough distances as in pictures of Meta's viseme reference. What the network is trained and scored by.</summary>
internal static class LipOpening
{
    private static readonly float[] Openings = [0, 0, 0.12f, 0.2f, 0.2f, 0.25f, 0.2f, 0.15f, 0.25f, 0.25f, 1, 0.6f, 0.35f, 0.6f, 0.25f];

    /// <summary>Of a viseme at full weight, 0 to 1.</summary>
    public static float Of(int viseme) => Openings[viseme];

    /// <summary>Of weights of all 15, 0 to 1 while they add up to 1.</summary>
    public static float Of(ReadOnlySpan<float> weights) => Rows.Dot(Openings, weights);
}
