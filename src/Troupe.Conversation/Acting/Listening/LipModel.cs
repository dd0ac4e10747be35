namespace Troupe.Conversation.Acting.Listening;

/// <summary>
/// A trained network that hears the mouth in sound: the one that comes with this library, or one that <c>tools/lipsync</c> has trained since. Immutable: one serves all streams.
/// <c>LipNet.md</c> beside the weights that come with it says what they were made of and what they are worth.
/// </summary>
public sealed class LipModel
{
    private static readonly Lazy<LipModel> Shipped = new(ReadShipped);

    private LipModel(LipNetWeights weights) => Weights = weights;

    /// <summary>The model that comes with this library. Read when first asked for.</summary>
    public static LipModel Default => Shipped.Value;

    /// <summary>How long after the middle of a frame of 10 ms its answer is known.</summary>
    public TimeSpan LookAhead => LipNet.LookAheadOf(Weights);

    /// <summary>The numbers.</summary>
    internal LipNetWeights Weights { get; }

    /// <summary>Reads a file of weights, whose layout <c>tools/lipsync/README.md</c> gives.</summary>
    /// <exception cref="InvalidDataException">It is none, of another version, cut off, or holds a number that is not finite; the message says which.</exception>
    public static LipModel Read(ReadOnlyMemory<byte> file) => new(LipNetWeights.Read(file));

    private static LipModel ReadShipped()
    {
        using var file = typeof(LipModel).Assembly.GetManifestResourceStream("LipNet.bin") ?? throw new InvalidOperationException("The weights of lip sync are missing from the library.");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return Read(bytes);
    }
}
