using System.Buffers.Binary;

namespace Troupe.Conversation.Acting.Listening;

/// <summary>
/// The weights of a <see cref="LipNet"/>, as <c>tools/lipsync</c> trains and writes them: little-endian, the letters <c>TLIP</c>, nine numbers of 32 bits (version, type of the numbers, sample rate,
/// samples per hop, bands, hidden units, frames of the convolution, visemes, delay in frames), then the tensors with rows first. Immutable: one serves all streams.
/// </summary>
internal sealed class LipNetWeights
{
    private const int HeaderBytes = 40;
    private const int MostUnits = 1024;

    private LipNetWeights(int units, int delay, TensorReader read)
    {
        (Units, Delay) = (units, delay);
        (Mean, Deviation) = (read.Exact(LipNetBands.Count), read.Exact(LipNetBands.Count));
        (Front, FrontBias) = (read.Next(units * Context * LipNetBands.Count), read.Next(units));
        (First, Second) = (new GruWeights(units, read), new GruWeights(units, read));
        (Heads, HeadsBias) = (read.Next(Answers * units), read.Next(Answers));
        read.End();
    }

    /// <summary>Frames that the convolution sees: this one and those before it.</summary>
    public const int Context = 3;

    /// <summary>Numbers that come out: a viseme each, the opening, and the closure of the lips.</summary>
    public const int Answers = VisemeSet.Count + 2;

    /// <summary>Hidden units of each layer.</summary>
    public int Units { get; }

    /// <summary>How many frames an answer comes after the frame that it is about.</summary>
    public int Delay { get; }

    /// <summary>Mean of each band.</summary>
    public float[] Mean { get; }

    /// <summary>Standard deviation of each band.</summary>
    public float[] Deviation { get; }

    /// <summary>The convolution: a row for each unit, the oldest frame first.</summary>
    public float[] Front { get; }

    /// <summary>Of the convolution.</summary>
    public float[] FrontBias { get; }

    /// <summary>The first recurrent layer.</summary>
    public GruWeights First { get; }

    /// <summary>The second.</summary>
    public GruWeights Second { get; }

    /// <summary>A row for each answer.</summary>
    public float[] Heads { get; }

    /// <summary>Of the answers.</summary>
    public float[] HeadsBias { get; }

    /// <summary>Reads a file of weights.</summary>
    /// <exception cref="InvalidDataException">It is none, of another version, cut off, or holds a number that is not finite; the message says which.</exception>
    public static LipNetWeights Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length < HeaderBytes || !file.Span[..4].SequenceEqual("TLIP"u8))
        {
            throw new InvalidDataException("This is no file of lip sync weights: it does not begin with TLIP and a header of 40 bytes.");
        }

        int Number(int position) => BinaryPrimitives.ReadInt32LittleEndian(file.Span[(4 + (4 * position))..]);
        void Expect(int position, string what, int wanted)
        {
            if (Number(position) != wanted)
            {
                throw new InvalidDataException($"The lip sync weights are for {what} {(uint)Number(position)}; this program runs {wanted}.");
            }
        }

        Expect(0, "version", 1);
        Expect(2, "a sample rate of", LipNetBands.SampleRate);
        Expect(3, "a hop of", LipNetBands.Hop);
        Expect(4, "a number of bands of", LipNetBands.Count);
        Expect(6, "a convolution over frames of", Context);
        Expect(7, "a number of visemes of", VisemeSet.Count);
        var (type, units, delay) = (Number(1), Number(5), Number(8));
        return type is < 0 or > 1 ? throw new InvalidDataException($"The numbers of the lip sync weights are of type {(uint)type}; known are 0 (32 bits) and 1 (16 bits).")
            : units is < 1 or > MostUnits ? throw new InvalidDataException($"The lip sync weights have {(uint)units} hidden units; they must have 1 to {MostUnits}.")
            : delay is < 0 or > 10 ? throw new InvalidDataException($"The lip sync weights answer {(uint)delay} frames late; they must be 0 to 10 late.")
            : new LipNetWeights(units, delay, new TensorReader(file[HeaderBytes..], type == 1));
    }

    /// <summary>Takes tensors one after another.</summary>
    internal sealed class TensorReader(ReadOnlyMemory<byte> tensors, bool half)
    {
        private ReadOnlyMemory<byte> _rest = tensors;

        /// <summary>The next tensor, whatever its type in the file.</summary>
        public float[] Next(int count) => Take(count, half ? 2 : 4, half ? bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes) : BinaryPrimitives.ReadSingleLittleEndian);

        /// <summary>The next tensor, which is of 32 bits in every file.</summary>
        public float[] Exact(int count) => Take(count, 4, BinaryPrimitives.ReadSingleLittleEndian);

        /// <summary>Nothing may follow.</summary>
        public void End()
        {
            if (!_rest.IsEmpty)
            {
                throw new InvalidDataException($"{_rest.Length} bytes follow the lip sync weights.");
            }
        }

        private float[] Take(int count, int bytes, Func<ReadOnlySpan<byte>, float> read)
        {
            if (_rest.Length < count * bytes)
            {
                throw new InvalidDataException($"The lip sync weights are cut off: of a tensor of {count * bytes} bytes there are {_rest.Length}.");
            }

            var tensor = new float[count];
            for (var i = 0; i < count; i++)
            {
                tensor[i] = read(_rest.Span[(i * bytes)..]);
                if (!float.IsFinite(tensor[i]))
                {
                    throw new InvalidDataException("The lip sync weights hold a number that is not finite.");
                }
            }

            _rest = _rest[(count * bytes)..];
            return tensor;
        }
    }
}

/// <summary>A gated recurrent layer (Cho et al. 2014, https://arxiv.org/abs/1406.1078) whose input is as wide as it is; rows of reset, update and fresh one after another.</summary>
internal sealed class GruWeights(int units, LipNetWeights.TensorReader read)
{
    /// <summary>On the input: three times the units by the units.</summary>
    public float[] Input { get; } = read.Next(3 * units * units);

    /// <summary>On the state: the same.</summary>
    public float[] State { get; } = read.Next(3 * units * units);

    /// <summary>Of the input.</summary>
    public float[] InputBias { get; } = read.Next(3 * units);

    /// <summary>Of the state.</summary>
    public float[] StateBias { get; } = read.Next(3 * units);
}
