namespace Troupe.Conversation.Acting.Formats;

/// <summary>
/// Poses as the presets of VRM. Pure and free of allocation; <c>packages/avatar</c> computes the same.
/// VRM has five open mouths and no consonants: these are hinted at by a mouth that is a little open, and lips that touch are the mouth at rest.
/// </summary>
public static class VrmFace
{
    // Weight of aa, ih, ou, ee, oh by viseme.
    private static readonly float[][] Mouth =
    [
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [0.1f, 0.2f, 0, 0, 0],
        [0, 0.3f, 0, 0, 0],
        [0.15f, 0.2f, 0, 0, 0],
        [0, 0, 0.4f, 0, 0],
        [0, 0.35f, 0, 0, 0],
        [0, 0.3f, 0, 0, 0],
        [0, 0, 0.35f, 0, 0],
        [1, 0, 0, 0, 0],
        [0, 0, 0, 1, 0],
        [0, 1, 0, 0, 0],
        [0, 0, 0, 0, 1],
        [0, 0, 1, 0, 0],
    ];

    /// <summary>
    /// Writes the presets of a pose, as a VRM runtime expects them: before overriding (see <see cref="VrmModel.Override"/>).
    /// An emotion whose shape moves the lips yields to lips that touch: it is weighed by 1 − PP, so that no smile opens a p, b or m.
    /// </summary>
    /// <param name="visemes">15 weights.</param>
    /// <param name="face">14 values.</param>
    /// <param name="model">Which of the model's emotions move the lips.</param>
    /// <param name="weights">18 values, 0 to 1, overwritten; names by position in <see cref="VrmPresets"/>.</param>
    public static void FromPose(ReadOnlySpan<float> visemes, ReadOnlySpan<float> face, VrmModel model, Span<float> weights)
    {
        ArgumentNullException.ThrowIfNull(model);
        weights[..VrmPresets.Count].Clear();
        for (var viseme = 0; viseme < VisemeSet.Count; viseme++)
        {
            for (var mouth = 0; mouth < Mouth[viseme].Length; mouth++)
            {
                weights[VrmPresets.AA + mouth] += visemes[viseme] * Mouth[viseme][mouth];
            }
        }

        // Emotions by what a face shows of them: sorrow needs brows and mouth, surprise brows and eyes.
        var (smile, inner) = (face[FaceSet.Smile], face[FaceSet.BrowInner]);
        weights[VrmPresets.Happy] = smile;
        weights[VrmPresets.Angry] = -inner;
        weights[VrmPresets.Sad] = Math.Min(inner, -1.5f * smile);
        weights[VrmPresets.Surprised] = Math.Min((face[FaceSet.BrowLeft] + face[FaceSet.BrowRight]) / 2, face[FaceSet.Wide]);
        for (var emotion = 0; emotion < VrmPresets.AA; emotion++)
        {
            weights[emotion] *= model.MovesLips(emotion) ? 1 - visemes[VisemeSet.PP] : 1;
        }

        // Both lids by one expression, and what one closes further by its own.
        weights[VrmPresets.Blink] = Math.Min(face[FaceSet.BlinkLeft], face[FaceSet.BlinkRight]);
        weights[VrmPresets.BlinkLeft] = face[FaceSet.BlinkLeft] - weights[VrmPresets.Blink];
        weights[VrmPresets.BlinkRight] = face[FaceSet.BlinkRight] - weights[VrmPresets.Blink];
        weights[VrmPresets.LookUp] = face[FaceSet.GazeY];
        weights[VrmPresets.LookDown] = -face[FaceSet.GazeY];
        weights[VrmPresets.LookLeft] = face[FaceSet.GazeX];
        weights[VrmPresets.LookRight] = -face[FaceSet.GazeX];
        for (var preset = 0; preset < VrmPresets.Count; preset++)
        {
            weights[preset] = Math.Clamp(weights[preset], 0, 1);
        }
    }
}
