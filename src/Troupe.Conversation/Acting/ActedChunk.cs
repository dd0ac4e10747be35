using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Acting;

/// <summary>
/// A piece of speech with the face that belongs to it; all times from the phrase's first sample. Where the face was found in the sound, every chunk carries what begins in it, not only the first.
/// </summary>
internal sealed record ActedChunk
{
    /// <summary>The speech.</summary>
    public required SpeechChunk Speech { get; init; }

    /// <summary>In the first chunk of a phrase: all its visemes in order of start. Otherwise empty.</summary>
    public IReadOnlyList<VisemeCue> Visemes { get; init; } = [];

    /// <summary>In the first chunk of a phrase: frames of the 52 ARKit blend shapes, when asked for.</summary>
    public BlendShapeFrames? BlendShapes { get; init; }

    /// <summary>In the first chunk of a phrase: gestures, gaze and expression.</summary>
    public IReadOnlyList<ExpressionCue> Cues { get; init; } = [];
}

/// <summary>A viseme with its time and strength.</summary>
/// <param name="Viseme">Position in the 15 OpenXR visemes, 0 (silence) to 14.</param>
/// <param name="Start">From the phrase's first sample.</param>
/// <param name="Duration">How long it is held; its curve reaches into its neighbours.</param>
/// <param name="Weight">0 to 1.</param>
public readonly record struct VisemeCue(int Viseme, TimeSpan Start, TimeSpan Duration, float Weight);

/// <summary>Blend-shape frames at a fixed rate.</summary>
/// <param name="Start">Time of the first frame, from the phrase's first sample.</param>
/// <param name="FrameRate">Frames per second.</param>
/// <param name="Frames">52 weights, 0 to 1, per frame.</param>
public sealed record BlendShapeFrames(TimeSpan Start, double FrameRate, IReadOnlyList<float[]> Frames);

/// <summary>A gesture, gaze or expression with its time.</summary>
/// <param name="Kind">What moves: <c>expression</c>, <c>gesture</c> or <c>gaze</c>.</param>
/// <param name="Name">Which one, such as <c>smile</c> or <c>nod</c>.</param>
/// <param name="Start">From the phrase's first sample.</param>
/// <param name="Duration">How long it lasts.</param>
/// <param name="Weight">0 to 1.</param>
public readonly record struct ExpressionCue(string Kind, string Name, TimeSpan Start, TimeSpan Duration, float Weight);
