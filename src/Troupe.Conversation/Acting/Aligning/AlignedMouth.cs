namespace Troupe.Conversation.Acting.Aligning;

/// <summary>What a text says of a frame and what the network heard in it, to one mouth. Allocates nothing.</summary>
internal static class AlignedMouth
{
    // Where the text is sure, what the network heard only shades the shape.
    private const float BesideText = 0.02f;
    private const float BesideSchwa = 0.4f;

    // Also a shape that the network has not heard at all is shown where the text has it.
    private const float Unheard = 0.02f;

    /// <summary>Mixes.</summary>
    /// <param name="votes">Of a <see cref="TextAligner"/>, by position in <see cref="FrameOdds"/>.</param>
    /// <param name="heard">15 probabilities of the same frame.</param>
    /// <param name="alone">15 weights of a mouth that has nothing but the sound.</param>
    /// <param name="weights">Gets 15 weights that add up to 1.</param>
    public static void Mix(ReadOnlySpan<float> votes, ReadOnlySpan<float> heard, ReadOnlySpan<float> alone, Span<float> weights)
    {
        for (var viseme = 0; viseme < weights.Length; viseme++)
        {
            weights[viseme] = votes[FrameOdds.Other] * alone[viseme];
        }

        Span<float> shape = stackalloc float[VisemeSet.Count];
        for (var sound = 0; sound < FrameOdds.Other; sound++)
        {
            if (votes[sound] == 0)
            {
                continue;
            }

            var sum = 0f;
            for (var viseme = 0; viseme < shape.Length; viseme++)
            {
                sum += shape[viseme] = Share(sound, viseme) * (heard[viseme] + Unheard);
            }

            for (var viseme = 0; viseme < shape.Length; viseme++)
            {
                weights[viseme] += votes[sound] * shape[viseme] / sum;
            }
        }
    }

    private static float Share(int sound, int viseme) => sound == FrameOdds.Schwa
        ? viseme switch { VisemeSet.AA => 1, VisemeSet.E or VisemeSet.IH => BesideSchwa, _ => 0 }
        : sound == viseme ? 1 : BesideText;
}
