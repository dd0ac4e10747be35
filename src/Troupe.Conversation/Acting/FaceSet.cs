namespace Troupe.Conversation.Acting;

/// <summary>
/// What moves in a face besides the mouth's visemes. Values are 0 at rest and 0 to 1, or −1 to 1 where a direction is given.
/// Left and right are the character's own sides; gaze and head turn towards its left at +1, which is the right of the picture.
/// </summary>
public static class FaceSet
{
    /// <summary>Number of parameters.</summary>
    public const int Count = 14;

    /// <summary>
    /// Names by position: eyelids (1 closed), gaze (x, y up), brows (−1 down, 1 up), their inner ends (−1 anger, 1 worry),
    /// corners of the mouth (−1 down, 1 up), narrowed and widened eyes, the head (yaw, pitch up, roll towards its left), breath (1 full).
    /// </summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "blinkLeft", "blinkRight", "gazeX", "gazeY", "browLeft", "browRight", "browInner",
        "smile", "squint", "wide", "headYaw", "headPitch", "headRoll", "breath",
    ];

    internal const int BlinkLeft = 0;
    internal const int BlinkRight = 1;
    internal const int GazeX = 2;
    internal const int GazeY = 3;
    internal const int BrowLeft = 4;
    internal const int BrowRight = 5;
    internal const int BrowInner = 6;
    internal const int Smile = 7;
    internal const int Squint = 8;
    internal const int Wide = 9;
    internal const int HeadYaw = 10;
    internal const int HeadPitch = 11;
    internal const int HeadRoll = 12;
    internal const int Breath = 13;
}
