using System.Buffers.Binary;
using Troupe.Conversation.Acting.Listening;

namespace Troupe.Conversation.Acting.Calibrating;

/// <summary>Writes what <see cref="LipNetWeights"/> reads.</summary>
internal static class LipNetFile
{
    /// <summary>The file of a network that has learned, its tensors in numbers of 16 bits: what they lose makes no difference to what is heard.</summary>
    /// <param name="origin">What it began with: its shape, and the mean and deviation of bands, which are not learned.</param>
    /// <param name="parameters">In the order of <see cref="LipNetPass.Parameters"/>.</param>
    public static byte[] Write(LipNetWeights origin, IReadOnlyList<Parameter> parameters)
    {
        int[] header = [1, 1, LipNetBands.SampleRate, LipNetBands.Hop, LipNetBands.Count, origin.Units, LipNetWeights.Context, VisemeSet.Count, origin.Delay];
        float[] exact = [.. origin.Mean, .. origin.Deviation];
        float[] learned = [.. parameters.SelectMany(parameter => parameter.Values)];
        var file = new byte[4 + (4 * header.Length) + (4 * exact.Length) + (2 * learned.Length)];
        var rest = file.AsSpan();
        "TLIP"u8.CopyTo(rest);
        rest = rest[4..];
        foreach (var number in header)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, number);
            rest = rest[4..];
        }

        foreach (var number in exact)
        {
            BinaryPrimitives.WriteSingleLittleEndian(rest, number);
            rest = rest[4..];
        }

        foreach (var number in learned)
        {
            BinaryPrimitives.WriteHalfLittleEndian(rest, (Half)number);
            rest = rest[2..];
        }

        return file;
    }
}
