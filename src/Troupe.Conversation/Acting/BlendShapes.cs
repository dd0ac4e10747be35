namespace Troupe.Conversation.Acting;

/// <summary>
/// Poses as the 52 ARKit blend shapes. Pure and free of allocation; <c>packages/avatar</c> computes the same.
/// The visemes are mixed linearly by a table in which jaw and lips are apart; lips that touch overrule the jaw because <see cref="MouthCurve"/> does.
/// </summary>
public static class BlendShapes
{
    /// <summary>Frames per second of <see cref="Frames"/>: that of ARKit and of Azure Speech.</summary>
    public const double FrameRate = 60;

    private static readonly (int Shape, float Weight)[][] Mouth =
    [
        [],
        Of("jawOpen .05, mouthClose .05, mouthPress .35, mouthRollLower .25, mouthRollUpper .2"),
        Of("jawOpen .08, mouthRollLower .7, mouthUpperUp .3, mouthShrugLower .2"),
        Of("jawOpen .18, mouthUpperUp .15, mouthLowerDown .2, tongueOut .45"),
        Of("jawOpen .14, mouthUpperUp .15, mouthLowerDown .25, mouthStretch .1"),
        Of("jawOpen .22, mouthUpperUp .1, mouthLowerDown .2, mouthStretch .15"),
        Of("jawOpen .1, mouthFunnel .65, mouthPucker .25, mouthShrugUpper .2"),
        Of("jawOpen .06, mouthStretch .3, mouthUpperUp .25, mouthLowerDown .35, mouthSmile .1"),
        Of("jawOpen .16, mouthUpperUp .1, mouthLowerDown .25"),
        Of("jawOpen .15, mouthFunnel .35, mouthPucker .3"),
        Of("jawOpen .6, mouthUpperUp .15, mouthLowerDown .25"),
        Of("jawOpen .32, mouthStretch .3, mouthUpperUp .2, mouthLowerDown .3, mouthDimple .1"),
        Of("jawOpen .18, mouthStretch .35, mouthUpperUp .2, mouthLowerDown .25, mouthSmile .15"),
        Of("jawOpen .4, mouthFunnel .5, mouthPucker .25"),
        Of("jawOpen .18, mouthFunnel .35, mouthPucker .75"),
    ];

    private static readonly (int Parameter, float Sign, int Shape, float Weight)[] Face =
    [
        .. Driven(FaceSet.BlinkLeft, 1, "eyeBlinkLeft 1"),
        .. Driven(FaceSet.BlinkRight, 1, "eyeBlinkRight 1"),
        .. Driven(FaceSet.GazeX, 1, "eyeLookOutLeft 1, eyeLookInRight 1"),
        .. Driven(FaceSet.GazeX, -1, "eyeLookInLeft 1, eyeLookOutRight 1"),
        .. Driven(FaceSet.GazeY, 1, "eyeLookUp 1"),
        .. Driven(FaceSet.GazeY, -1, "eyeLookDown 1"),
        .. Driven(FaceSet.BrowLeft, 1, "browOuterUpLeft 1, browInnerUp .4"),
        .. Driven(FaceSet.BrowLeft, -1, "browDownLeft 1"),
        .. Driven(FaceSet.BrowRight, 1, "browOuterUpRight 1, browInnerUp .4"),
        .. Driven(FaceSet.BrowRight, -1, "browDownRight 1"),
        .. Driven(FaceSet.BrowInner, 1, "browInnerUp 1"),
        .. Driven(FaceSet.BrowInner, -1, "browDown .7, noseSneer .2"),
        .. Driven(FaceSet.Smile, 1, "mouthSmile 1, cheekSquint .3"),
        .. Driven(FaceSet.Smile, -1, "mouthFrown 1"),
        .. Driven(FaceSet.Squint, 1, "eyeSquint 1"),
        .. Driven(FaceSet.Wide, 1, "eyeWide 1"),
    ];

    /// <summary>Writes the blend shapes of a pose.</summary>
    /// <param name="visemes">15 weights.</param>
    /// <param name="face">14 values.</param>
    /// <param name="weights">52 values, 0 to 1, overwritten.</param>
    public static void FromPose(ReadOnlySpan<float> visemes, ReadOnlySpan<float> face, Span<float> weights)
    {
        weights[..BlendShapeSet.Count].Clear();
        for (var viseme = 0; viseme < VisemeSet.Count; viseme++)
        {
            foreach (var (shape, weight) in Mouth[viseme])
            {
                weights[shape] += visemes[viseme] * weight;
            }
        }

        foreach (var (parameter, sign, shape, weight) in Face)
        {
            weights[shape] += Math.Max(0, face[parameter] * sign) * weight;
        }

        for (var shape = 0; shape < BlendShapeSet.Count; shape++)
        {
            weights[shape] = Math.Clamp(weights[shape], 0, 1);
        }
    }

    /// <summary>Frames of a performance from its start until the face is at rest again, at <see cref="FrameRate"/>.</summary>
    /// <param name="visemes">In order of start.</param>
    /// <param name="cues">In any order.</param>
    public static BlendShapeFrames Frames(ReadOnlySpan<VisemeCue> visemes, ReadOnlySpan<ExpressionCue> cues)
    {
        var end = TimeSpan.Zero;
        foreach (ref readonly var viseme in visemes)
        {
            end = viseme.Start + viseme.Duration + MouthCurve.Reach is var until && until > end ? until : end;
        }

        foreach (ref readonly var cue in cues)
        {
            end = cue.Start + cue.Duration is var until && until > end ? until : end;
        }

        var pose = new Pose();
        var frames = new float[end > TimeSpan.Zero ? (int)Math.Ceiling(end.TotalSeconds * FrameRate) + 1 : 0][];
        for (var index = 0; index < frames.Length; index++)
        {
            pose.Sample(visemes, cues, TimeSpan.FromSeconds(index / FrameRate));
            frames[index] = new float[BlendShapeSet.Count];
            FromPose(pose.Visemes, pose.Face, frames[index]);
        }

        return new BlendShapeFrames(TimeSpan.Zero, FrameRate, frames);
    }

    private static IEnumerable<(int Parameter, float Sign, int Shape, float Weight)> Driven(int parameter, float sign, string mix) =>
        Of(mix).Select(part => (parameter, sign, part.Shape, part.Weight));

    // "mouthPress .35" without a side stands for both sides.
    private static (int Shape, float Weight)[] Of(string mix) =>
    [
        .. from part in mix.Split(", ")
           let space = part.IndexOf(' ', StringComparison.Ordinal)
           let weight = float.Parse(part[space..], System.Globalization.CultureInfo.InvariantCulture)
           from name in BlendShapeSet.Names
           where name == part[..space] || name == part[..space] + "Left" || name == part[..space] + "Right"
           select (BlendShapeSet.IndexOf(name), weight),
    ];
}
