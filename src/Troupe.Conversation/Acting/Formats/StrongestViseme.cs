namespace Troupe.Conversation.Acting.Formats;

/// <summary>
/// The one viseme that stands for a whole mouth, for rigs that take a number or swap drawings: a Rive state machine with a number input
/// <c>viseme</c> of 0 to 14, sprites, or a strip of cut-outs. What is blended gets lost; which shape leads does not.
/// </summary>
public static class StrongestViseme
{
    /// <summary>The viseme that leads. Rest counts with what the weights lack of 1; of equals the first leads, so that touching lips win.</summary>
    /// <param name="weights">15 weights, 0 to 1.</param>
    /// <returns>Position in <see cref="VisemeSet"/>.</returns>
    public static int Of(ReadOnlySpan<float> weights)
    {
        var (strongest, most, moving) = (VisemeSet.PP, 0f, 0f);
        for (var viseme = VisemeSet.PP; viseme < VisemeSet.Count; viseme++)
        {
            moving += weights[viseme];
            if (weights[viseme] > most)
            {
                (strongest, most) = (viseme, weights[viseme]);
            }
        }

        return most < 1 - moving || most == 0 ? VisemeSet.Sil : strongest;
    }
}
