namespace Troupe.Contracts;

/// <summary>A performance that is kept in a file, <c>.performance.json</c>: what a face does while it speaks, in the records of the wire and so in their names and units. The sound is beside it.</summary>
/// <remarks>Readers ignore fields that they do not know. The version changes when what an older reader makes of a file would be wrong.</remarks>
public sealed record PerformanceFile
{
    /// <summary>The version that is written.</summary>
    public const int Latest = 1;

    /// <summary>How the names of such files end.</summary>
    public const string Extension = ".performance.json";

    /// <summary>The version of the format.</summary>
    public required int Version { get; init; }

    /// <summary>The mark of generated media, <see cref="Protocol.GeneratedMedia"/> (IPTC <c>trainedAlgorithmicMedia</c>), for whoever shows or keeps what is made of the file; null where the tenant turned marks off, and in files of before there was one.</summary>
    public string? DigitalSourceType { get; init; }

    /// <summary>What is spoken, one after another without a gap: an utterance begins where the one before it ends.</summary>
    public required IReadOnlyList<PerformedUtterance> Utterances { get; init; }
}

/// <summary>An utterance of a performance. Cues are runs, a shape with its start and duration; every time counts from the utterance's first sample.</summary>
public sealed record PerformedUtterance
{
    /// <summary>Its number in the conversation that it comes from; 0 when it comes from none.</summary>
    public uint Utterance { get; init; }

    /// <summary>Milliseconds of sound, less than a day.</summary>
    public required double Duration { get; init; }

    /// <summary>Phonemes in order of start, pauses included.</summary>
    public IReadOnlyList<PhonemeSpan> Phonemes { get; init; } = [];

    /// <summary>Visemes in order of start.</summary>
    public IReadOnlyList<VisemeSpan> Visemes { get; init; } = [];

    /// <summary>Captions in order of start.</summary>
    public IReadOnlyList<Caption> Captions { get; init; } = [];

    /// <summary>Expressions, gestures and gaze, in any order.</summary>
    public IReadOnlyList<PerformanceCue> Cues { get; init; } = [];

    /// <summary>The same face drawn to frames, for players that do not know the curves of cues.</summary>
    public FrameTrack? Frames { get; init; }
}

/// <summary>Frames at a fixed rate, packed by runs of equal weights. A channel that is left out is 0 in every frame.</summary>
/// <param name="FrameRate">Frames per second, 1 to 1000; frame 0 is at the utterance's first sample.</param>
/// <param name="Count">Number of frames.</param>
/// <param name="Channels">What moves, each named once.</param>
public sealed record FrameTrack(double FrameRate, int Count, IReadOnlyList<FrameChannel> Channels);

/// <summary>A weight over the frames of a track.</summary>
/// <param name="Name">One of <see cref="RigNames.Visemes"/> or of <see cref="RigNames.BlendShapes"/>.</param>
/// <param name="Lengths">Frames of each run, at least 1; they add up to the frames of the track.</param>
/// <param name="Weights">The weight of each run, 0 to 1.</param>
public sealed record FrameChannel(string Name, IReadOnlyList<int> Lengths, IReadOnlyList<double> Weights);
