namespace Troupe.Conversation.Acting;

/// <summary>A face at one moment; all zero is the face at rest. The owner samples into it again and again; not thread-safe.</summary>
public sealed class Pose
{
    /// <summary>Weights of the visemes, by position in <see cref="VisemeSet"/>.</summary>
    public float[] Visemes { get; } = new float[VisemeSet.Count];

    /// <summary>Values of the face, by position in <see cref="FaceSet"/>.</summary>
    public float[] Face { get; } = new float[FaceSet.Count];

    /// <summary>Writes the pose of a performance at a time, without the idle life.</summary>
    /// <param name="visemes">In order of start.</param>
    /// <param name="cues">In any order.</param>
    /// <param name="time">On the clock of the cues.</param>
    /// <returns>How far a gaze cue holds the eyes, 0 to 1.</returns>
    public double Sample(ReadOnlySpan<VisemeCue> visemes, ReadOnlySpan<ExpressionCue> cues, TimeSpan time)
    {
        MouthCurve.Sample(visemes, time, Visemes);
        return ExpressionCurve.Sample(cues, time, Face);
    }
}
