namespace Troupe.Benchmarks.LipSync;

/// <summary>A way from a clip to a mouth: one class each. It may use of the clip what its name promises: phones, text and sound, or sound alone.</summary>
public interface ILipSyncWay
{
    /// <summary>One word, as in the names of figures: <c>timed</c>, <c>audio</c>, a peer's name.</summary>
    string Name { get; }

    /// <summary>How much of the sound to come it hears before it shows a frame: the delay that it asks of the sound.</summary>
    TimeSpan LookAhead { get; }

    /// <summary>Whether it is scored at its best lag, as peers are, rather than as it stands.</summary>
    bool IsGrantedLag { get; }

    /// <summary>Whether it knows a few shapes of the mouth rather than the 15 visemes: then visemes are not scored, and classes are.</summary>
    bool IsShapesOnly => false;

    /// <summary>Moves the mouth of a whole clip, one frame for each 10 ms: what is on the screen in the middle of them when the sound is delayed by <see cref="LookAhead"/>.</summary>
    MouthFrames Perform(LipSyncClip clip);

    /// <summary>What a frame of a clip costs.</summary>
    WayCost Cost(LipSyncClip clip);
}
