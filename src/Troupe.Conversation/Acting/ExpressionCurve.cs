using System.Collections.Frozen;

namespace Troupe.Conversation.Acting;

/// <summary>
/// The face at a time: cues of expression, gesture and gaze to the values of <see cref="FaceSet"/>. Pure and free of allocation;
/// <c>packages/avatar</c> computes the same. A cue rises by the eased step in 160 ms and falls in 240 ms, each at most half of its duration;
/// values of cues add up and are kept within −1 to 1. A cue of an unknown kind or name moves nothing.
/// </summary>
public static class ExpressionCurve
{
    private const double Rise = 160;
    private const double Fall = 240;

    private static readonly FrozenDictionary<string, float[]> Expressions = new Dictionary<string, float[]>(StringComparer.Ordinal)
    {
        ["neutral"] = Of(),
        ["smile"] = Of((FaceSet.Smile, 0.8f), (FaceSet.Squint, 0.35f), (FaceSet.BrowLeft, 0.15f), (FaceSet.BrowRight, 0.15f)),
        ["raiseBrows"] = Of((FaceSet.BrowLeft, 0.8f), (FaceSet.BrowRight, 0.8f), (FaceSet.Wide, 0.3f)),
        ["surprised"] = Of((FaceSet.BrowLeft, 1), (FaceSet.BrowRight, 1), (FaceSet.Wide, 0.9f)),
        ["concerned"] = Of((FaceSet.BrowInner, 0.7f), (FaceSet.Smile, -0.2f), (FaceSet.HeadRoll, 0.3f)),
        ["sad"] = Of((FaceSet.BrowInner, 0.9f), (FaceSet.Smile, -0.6f), (FaceSet.HeadPitch, -0.4f)),
        ["angry"] = Of((FaceSet.BrowInner, -0.9f), (FaceSet.BrowLeft, -0.5f), (FaceSet.BrowRight, -0.5f), (FaceSet.Smile, -0.3f), (FaceSet.Squint, 0.4f)),
        ["thinking"] = Of((FaceSet.BrowLeft, 0.6f), (FaceSet.BrowRight, -0.1f), (FaceSet.Squint, 0.2f), (FaceSet.GazeX, 0.5f), (FaceSet.GazeY, 0.5f), (FaceSet.HeadRoll, 0.25f)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (float X, float Y)> Gazes = new Dictionary<string, (float X, float Y)>(StringComparer.Ordinal)
    {
        ["viewer"] = (0, 0),
        ["left"] = (0.8f, 0),
        ["right"] = (-0.8f, 0),
        ["up"] = (0, 0.8f),
        ["down"] = (0, -0.8f),
        ["away"] = (0.6f, 0.35f),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Names of the expressions.</summary>
    public static IReadOnlyList<string> ExpressionNames => Expressions.Keys;

    /// <summary>Names of the gestures: a nod dips the head once, a shake turns it to both sides, a tilt leans it while it lasts.</summary>
    public static IReadOnlyList<string> GestureNames { get; } = ["nod", "shake", "tilt"];

    /// <summary>Names of the directions of gaze.</summary>
    public static IReadOnlyList<string> GazeNames => Gazes.Keys;

    /// <summary>Writes the values of the face.</summary>
    /// <param name="cues">In any order.</param>
    /// <param name="time">On the clock of the cues.</param>
    /// <param name="face">14 values, overwritten.</param>
    /// <returns>How far a gaze cue holds the eyes, 0 to 1, so that idle glances yield to it.</returns>
    public static double Sample(ReadOnlySpan<ExpressionCue> cues, TimeSpan time, Span<float> face)
    {
        Span<double> sums = stackalloc double[FaceSet.Count];
        sums.Clear();
        var attention = 0.0;
        foreach (ref readonly var cue in cues)
        {
            var now = (time - cue.Start).TotalMilliseconds;
            var duration = cue.Duration.TotalMilliseconds;
            if (now <= 0 || now >= duration)
            {
                continue;
            }

            var weight = Envelope(now, duration) * cue.Weight;
            Add(cue, now / duration, weight, sums);
            if (cue.Kind is "gaze" && Gazes.ContainsKey(cue.Name))
            {
                attention = Math.Max(attention, weight);
            }
        }

        for (var index = 0; index < sums.Length; index++)
        {
            face[index] = (float)Math.Clamp(sums[index], -1, 1);
        }

        return Math.Min(1, attention);
    }

    private static void Add(in ExpressionCue cue, double progress, double weight, Span<double> sums)
    {
        switch (cue.Kind)
        {
            case "expression" when Expressions.TryGetValue(cue.Name, out var values):
                for (var index = 0; index < sums.Length; index++)
                {
                    sums[index] += weight * values[index];
                }

                break;
            case "gaze" when Gazes.TryGetValue(cue.Name, out var direction):
                sums[FaceSet.GazeX] += weight * direction.X;
                sums[FaceSet.GazeY] += weight * direction.Y;
                break;
            case "gesture" when cue.Name is "nod":
                sums[FaceSet.HeadPitch] -= weight * Math.Sin(Math.PI * progress);
                break;
            case "gesture" when cue.Name is "shake":
                sums[FaceSet.HeadYaw] += weight * 0.6 * Math.Sin(4 * Math.PI * progress);
                break;
            case "gesture" when cue.Name is "tilt":
                sums[FaceSet.HeadRoll] += weight * 0.6;
                break;
        }
    }

    private static double Envelope(double now, double duration)
    {
        var rise = Math.Min(Rise, duration / 2);
        var fall = Math.Min(Fall, duration / 2);
        return EasedStep.At(now / rise) * (1 - EasedStep.At((now - duration + fall) / fall));
    }

    private static float[] Of(params ReadOnlySpan<(int Parameter, float Value)> values)
    {
        var face = new float[FaceSet.Count];
        foreach (var (parameter, value) in values)
        {
            face[parameter] = value;
        }

        return face;
    }
}
