namespace Troupe.Conversation.Acting;

/// <summary>The step from 0 to 1 that every curve of the face is made of.</summary>
internal static class EasedStep
{
    /// <summary>
    /// 6x⁵ − 15x⁴ + 10x³, 0 below 0 and 1 above 1 (Perlin 2002, "Improving Noise"): its first and second derivatives vanish at both ends,
    /// so that curves joined by it have no jump in speed or acceleration.
    /// </summary>
    public static double At(double x) => x switch
    {
        <= 0 => 0,
        >= 1 => 1,
        _ => Math.Min(1, x * x * x * ((x * ((x * 6) - 15)) + 10)),
    };
}
