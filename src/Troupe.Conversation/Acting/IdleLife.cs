namespace Troupe.Conversation.Acting;

/// <summary>
/// What a face does when it does nothing: blinks, breath, a little sway of the head, glances. A pure function of time and seed, apart from the mouth,
/// so that two renderers show the same; <c>packages/avatar</c> computes the same.
/// </summary>
public static class IdleLife
{
    // A person in conversation blinks about every 3.5 s (Bentivoglio et al. 1997: 17 a minute at rest, 26 in conversation).
    private const double BlinkSlot = 3500;
    private const double Closing = 75;
    private const double Closed = 35;
    private const double Opening = 140;
    private const double SecondBlink = 300;
    private const double BreathPeriod = 4200;
    private const double GlanceSlot = 2200;
    private const double Saccade = 60;

    /// <summary>Adds the idle life to a face.</summary>
    /// <param name="seed">Which of many lives.</param>
    /// <param name="time">Any steady clock, not negative.</param>
    /// <param name="reducedMotion">Leaves only the blinks, for people whom motion disturbs.</param>
    /// <param name="attention">How far something else holds the eyes, 0 to 1; see <see cref="ExpressionCurve.Sample"/>.</param>
    /// <param name="face">14 values, added to and kept within −1 to 1.</param>
    public static void Add(uint seed, TimeSpan time, bool reducedMotion, double attention, Span<float> face)
    {
        var now = time.TotalMilliseconds;
        var blink = Blink(seed, now);
        Raise(face, FaceSet.BlinkLeft, blink);
        Raise(face, FaceSet.BlinkRight, blink);
        if (reducedMotion)
        {
            return;
        }

        Raise(face, FaceSet.Breath, 0.5 - (0.5 * Math.Cos(2 * Math.PI * now / BreathPeriod)));
        Raise(face, FaceSet.HeadYaw, Sway(seed, 1, now, 7100, 4300, 0.22));
        Raise(face, FaceSet.HeadPitch, Sway(seed, 2, now, 5900, 3700, 0.14));
        Raise(face, FaceSet.HeadRoll, Sway(seed, 3, now, 8300, 5300, 0.2));
        Raise(face, FaceSet.GazeX, Glance(seed, 4, now, 0.3) * (1 - attention));
        Raise(face, FaceSet.GazeY, Glance(seed, 5, now, 0.18) * (1 - attention));
    }

    private static void Raise(Span<float> face, int parameter, double value) =>
        face[parameter] = (float)Math.Clamp(face[parameter] + value, -1, 1);

    // One blink in every slot at a time of its own, and one in six comes twice. A blink ends within its slot.
    private static double Blink(uint seed, double now)
    {
        var slot = Math.Floor(now / BlinkSlot);
        var start = (slot * BlinkSlot) + (Chance(seed, slot, 0) * (BlinkSlot - SecondBlink - Closing - Closed - Opening));
        var lid = Lid(now - start);
        return Chance(seed, slot, 6) < 1.0 / 6 ? Math.Max(lid, Lid(now - start - SecondBlink)) : lid;
    }

    private static double Lid(double since) =>
        EasedStep.At(since / Closing) * (1 - EasedStep.At((since - Closing - Closed) / Opening));

    // Two slow waves whose periods do not divide each other, so that the eye finds no beat.
    private static double Sway(uint seed, uint axis, double now, double slow, double fast, double size) =>
        size * ((0.65 * Wave(seed, axis, now, slow)) + (0.35 * Wave(seed, axis + 100, now, fast)));

    private static double Wave(uint seed, uint axis, double now, double period) =>
        Math.Sin((2 * Math.PI * now / period) + (2 * Math.PI * Chance(seed, 0, axis)));

    // The eyes rest on the viewer in two slots of three, and jump between rests as eyes do.
    private static double Glance(uint seed, uint axis, double now, double size)
    {
        var slot = Math.Floor(now / GlanceSlot);
        var jump = Chance(seed, slot, 8) * (GlanceSlot - Saccade);
        var step = EasedStep.At((now - (slot * GlanceSlot) - jump) / Saccade);
        var from = Rest(seed, slot - 1, axis, size);
        return from + ((Rest(seed, slot, axis, size) - from) * step);
    }

    private static double Rest(uint seed, double slot, uint axis, double size) =>
        slot < 0 || Chance(seed, slot, 7) < 2.0 / 3 ? 0 : size * ((2 * Chance(seed, slot, axis)) - 1);

    /// <summary>0 to below 1 for a place in time, by the integer hash "lowbias32" (Chris Wellons, hash-prospector).</summary>
    private static double Chance(uint seed, double slot, uint salt)
    {
        unchecked
        {
            var hash = seed ^ ((uint)slot * 0x9E3779B9u) ^ (salt * 0x85EBCA6Bu);
            hash = (hash ^ (hash >> 16)) * 0x7FEB352Du;
            hash = (hash ^ (hash >> 15)) * 0x846CA68Bu;
            hash ^= hash >> 16;
            return hash / 4294967296.0;
        }
    }
}
