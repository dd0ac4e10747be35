namespace Troupe.Conversation.Acting;

/// <summary>
/// The 52 ARKit blend shapes in the order in which Azure Speech emits them; left and right are the character's own sides.
/// Positions are what travels on the wire.
/// </summary>
public static class BlendShapeSet
{
    /// <summary>Number of blend shapes.</summary>
    public const int Count = 52;

    /// <summary>Names by position.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "eyeBlinkLeft", "eyeLookDownLeft", "eyeLookInLeft", "eyeLookOutLeft", "eyeLookUpLeft", "eyeSquintLeft", "eyeWideLeft",
        "eyeBlinkRight", "eyeLookDownRight", "eyeLookInRight", "eyeLookOutRight", "eyeLookUpRight", "eyeSquintRight", "eyeWideRight",
        "jawForward", "jawLeft", "jawRight", "jawOpen",
        "mouthClose", "mouthFunnel", "mouthPucker", "mouthLeft", "mouthRight", "mouthSmileLeft", "mouthSmileRight",
        "mouthFrownLeft", "mouthFrownRight", "mouthDimpleLeft", "mouthDimpleRight", "mouthStretchLeft", "mouthStretchRight",
        "mouthRollLower", "mouthRollUpper", "mouthShrugLower", "mouthShrugUpper", "mouthPressLeft", "mouthPressRight",
        "mouthLowerDownLeft", "mouthLowerDownRight", "mouthUpperUpLeft", "mouthUpperUpRight",
        "browDownLeft", "browDownRight", "browInnerUp", "browOuterUpLeft", "browOuterUpRight",
        "cheekPuff", "cheekSquintLeft", "cheekSquintRight", "noseSneerLeft", "noseSneerRight", "tongueOut",
    ];

    private static readonly Dictionary<string, int> Positions =
        Names.Select((name, position) => (name, position)).ToDictionary(pair => pair.name, pair => pair.position, StringComparer.Ordinal);

    /// <summary>Position of a name.</summary>
    /// <exception cref="KeyNotFoundException">No blend shape has the name.</exception>
    public static int IndexOf(string name) => Positions[name];
}
