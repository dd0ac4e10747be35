using System.Buffers.Binary;
using Troupe.Conversation.Acting.Listening;

namespace Troupe.Conversation.Acting.Calibrating;

/// <summary>Writes what <see cref="LipNetWeights"/> reads.</summary>
internal static class LipNetFile
{
    /// <summary>The file of a network that has learned, in numbers of 32 bits.</summary>
    /// <param name="origin">What it began with: its shape, and the mean and deviation of bands, which are not learned.</param>
    /// <param name="parameters">In the order of <see cref="LipNetPass.Parameters"/>.</param>
    public static byte[] Write(LipNetWeights origin, IReadOnlyList<Parameter> parameters)
    {
        float[][] tensors = [origin.Mean, origin.Deviation, .. parameters.Select(parameter => parameter.Values)];
        int[] header = [1, 0, LipNetBands.SampleRate, LipNetBands.Hop, LipNetBands.Count, origin.Units, LipNetWeights.Context, VisemeSet.Count, origin.Delay];
        var file = new byte[4 + (4 * header.Length) + (4 * tensors.Sum(tensor => tensor.Length))];
        "TLIP"u8.CopyTo(file);
        var rest = file.AsSpan(4);
        foreach (var number in header)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, number);
            rest = rest[4..];
        }

        foreach (var tensor in tensors)
        {
            foreach (var number in tensor)
            {
                BinaryPrimitives.WriteSingleLittleEndian(rest, number);
                rest = rest[4..];
            }
        }

        return file;
    }
}
