using System.Text.Json;

namespace Troupe.Server.Assets.Formats.Gltf;

/// <summary>Accessors of glTF 2.0 (section 3.6.2): their elements are in the file, and unpack to no more than allowed, also where the file leaves them out.</summary>
/// <param name="views">The parts of the binary chunk.</param>
/// <param name="limits">What is allowed.</param>
internal sealed class AccessorCheck(ModelView[] views, FormatOptions limits)
{
    private const int MostStride = 252;

    /// <summary>Bytes of a component by its type (section 3.6.2.2).</summary>
    private static readonly Dictionary<long, int> Components = new() { [5120] = 1, [5121] = 1, [5122] = 2, [5123] = 2, [5125] = 4, [5126] = 4 };

    /// <summary>Components of an element by its type.</summary>
    private static readonly Dictionary<string, int> Elements = new(StringComparer.Ordinal)
    {
        ["SCALAR"] = 1, ["VEC2"] = 2, ["VEC3"] = 3, ["VEC4"] = 4, ["MAT2"] = 4, ["MAT3"] = 9, ["MAT4"] = 16,
    };

    /// <summary>Checks all accessors.</summary>
    /// <returns>How many elements each has.</returns>
    /// <exception cref="AssetException">They cannot be so, or are too many.</exception>
    public long[] Check(JsonElement model)
    {
        var counts = new List<long>();
        var (elements, unpacked) = (0L, 0L);
        foreach (var accessor in model.Member("accessors").Items())
        {
            var name = $"accessors[{counts.Count}]";
            var count = accessor.Member("count").Whole() ?? 0;
            var size = SizeOf(accessor) * Elements.GetValueOrDefault(accessor.Member("type").Text() ?? "");
            if (count == 0 || size == 0)
            {
                throw ModelCheck.Broken($"has an {name} without elements");
            }

            if (count > limits.ModelElements || (elements += count) > limits.ModelElements)
            {
                throw AssetException.TooLarge($"The accessors of the model have more than {limits.ModelElements} elements.", limits.ModelElements);
            }

            if ((unpacked += count * size) > limits.ModelUnpackedBytes)
            {
                throw AssetException.TooLarge($"The accessors of the model unpack to more than {limits.ModelUnpackedBytes} bytes.", limits.ModelUnpackedBytes);
            }

            InView(accessor, count, size, name);
            Sparse(accessor, count, size, name);
            counts.Add(count);
        }

        return [.. counts];
    }

    private static int SizeOf(JsonElement part) => Components.GetValueOrDefault(part.Member("componentType").Whole() ?? 0);

    // Elements that a few deviate from (section 3.6.2.3); the others are zeros, or those of the view.
    private void Sparse(JsonElement accessor, long count, int size, string name)
    {
        if (accessor.Member("sparse") is not { ValueKind: JsonValueKind.Object } sparse)
        {
            return;
        }

        var (indices, values) = (sparse.Member("indices"), sparse.Member("values"));
        var few = sparse.Member("count").Whole() ?? 0;
        if (few == 0 || few > count || SizeOf(indices) == 0 || indices.Member("bufferView").Whole() is null || values.Member("bufferView").Whole() is null)
        {
            throw ModelCheck.Broken($"has an {name} whose sparse elements are none, or more than it has");
        }

        InView(indices, few, SizeOf(indices), $"{name}.sparse.indices");
        InView(values, few, size, $"{name}.sparse.values");
    }

    private void InView(JsonElement part, long count, int size, string name)
    {
        if (part.Member("bufferView").Whole() is not { } index)
        {
            return;
        }

        var view = index < views.Length ? views[index] : throw ModelCheck.Broken($"has an {name} of no bufferView");
        var offset = part.Member("byteOffset").Whole() ?? 0;
        if (view.Stride > MostStride || offset > view.Bytes || ((count - 1) * Math.Max(view.Stride, size)) + size > view.Bytes - offset)
        {
            throw ModelCheck.Broken($"has an {name} that is not inside of its bufferView");
        }
    }
}
