using Troupe.Conversation.Acting;

namespace Troupe.Conversation.Tests.Acting;

/// <summary>How far the lips of a rig of ARKit shapes are apart.</summary>
internal static class Lips
{
    /// <summary>0 for lips that touch, 1 for ɑ.</summary>
    /// <param name="visemes">15 weights.</param>
    public static double Opening(float[] visemes)
    {
        var shapes = new float[BlendShapeSet.Count];
        BlendShapes.FromPose(visemes, new float[FaceSet.Count], shapes);
        return Math.Max(0, shapes[BlendShapeSet.IndexOf("jawOpen")] - shapes[BlendShapeSet.IndexOf("mouthClose")]) / 0.6;
    }
}
