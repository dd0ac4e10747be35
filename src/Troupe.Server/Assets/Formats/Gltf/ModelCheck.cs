using System.Text.Json;

namespace Troupe.Server.Assets.Formats.Gltf;

/// <summary>Whether what glTF 2.0 says of its parts can be so: nothing is outside of the file, behind its end, in a circle, or larger than allowed.</summary>
/// <param name="binary">Bytes of the binary chunk.</param>
/// <param name="limits">What is allowed.</param>
internal sealed class ModelCheck(long binary, FormatOptions limits)
{
    /// <summary>The binary chunk may be padded to a multiple of 4.</summary>
    private const int Padding = 3;

    /// <summary>Bytes of a component by its type (glTF 2.0, section 3.6.2.2).</summary>
    private static readonly Dictionary<long, int> Components = new() { [5120] = 1, [5121] = 1, [5122] = 2, [5123] = 2, [5125] = 4, [5126] = 4 };

    /// <summary>Components of an element by its type.</summary>
    private static readonly Dictionary<string, int> Elements = new(StringComparer.Ordinal)
    {
        ["SCALAR"] = 1, ["VEC2"] = 2, ["VEC3"] = 3, ["VEC4"] = 4, ["MAT2"] = 4, ["MAT3"] = 9, ["MAT4"] = 16,
    };

    /// <summary>Checks a model.</summary>
    /// <exception cref="AssetException">It cannot be so.</exception>
    public void Check(JsonElement model)
    {
        if (model.Member("asset").Member("version").Text()?.StartsWith("2.", StringComparison.Ordinal) != true)
        {
            throw Broken("is not of version 2 (asset.version)");
        }

        Inside(model);
        var views = Views(model);
        Accessors(model, views);
        Tree(model);
    }

    private static AssetException Broken(string what) => AssetException.Unsupported($"The model {what}.");

    private void Inside(JsonElement model)
    {
        foreach (var part in model.Member("buffers").Items().Concat(model.Member("images").Items()))
        {
            if (part.Member("uri").ValueKind != JsonValueKind.Undefined)
            {
                throw Broken("keeps buffers or pictures elsewhere (uri): export it with everything inside");
            }
        }

        var buffers = model.Member("buffers").Items().ToArray();
        if (buffers.Length > 1 || (buffers.Length == 1 && (buffers[0].Member("byteLength").Whole() is not { } length || length > binary || length + Padding < binary)))
        {
            throw Broken($"has buffers that are not the {binary} bytes of its binary chunk");
        }
    }

    private (long Bytes, long Stride)[] Views(JsonElement model) =>
    [
        .. model.Member("bufferViews").Items().Select((view, index) =>
        {
            var (offset, bytes) = (view.Member("byteOffset").Whole() ?? 0, view.Member("byteLength").Whole() ?? 0);
            return view.Member("buffer").Whole() == 0 && bytes > 0 && offset <= binary && bytes <= binary - offset
                ? (bytes, view.Member("byteStride").Whole() ?? 0)
                : throw Broken($"has a bufferViews[{index}] that is not inside of its buffer");
        }),
    ];

    private void Accessors(JsonElement model, (long Bytes, long Stride)[] views)
    {
        var (total, index) = (0L, 0);
        foreach (var accessor in model.Member("accessors").Items())
        {
            var count = accessor.Member("count").Whole() ?? 0;
            var size = Components.GetValueOrDefault(accessor.Member("componentType").Whole() ?? 0) * Elements.GetValueOrDefault(accessor.Member("type").Text() ?? "");
            if (count == 0 || size == 0)
            {
                throw Broken($"has an accessors[{index}] without elements");
            }

            if (count > limits.ModelElements || (total += count) > limits.ModelElements)
            {
                throw AssetException.TooLarge($"The accessors of the model have more than {limits.ModelElements} elements.", limits.ModelElements);
            }

            if (accessor.Member("bufferView").Whole() is { } view)
            {
                var (bytes, stride) = view < views.Length ? views[view] : throw Broken($"has an accessors[{index}] of no bufferView");
                var offset = accessor.Member("byteOffset").Whole() ?? 0;
                if (stride > 252 || offset > bytes || ((count - 1) * Math.Max(stride, size)) + size > bytes - offset)
                {
                    throw Broken($"has an accessors[{index}] that is not inside of its bufferView");
                }
            }

            index++;
        }
    }

    // Nodes are trees (glTF 2.0, section 3.5.2): none has two parents, and none is below itself.
    private static void Tree(JsonElement model)
    {
        var parents = model.Member("nodes").Items().Select(_ => -1L).ToArray();
        foreach (var (node, index) in model.Member("nodes").Items().Select((node, index) => (node, index)))
        {
            foreach (var child in node.Member("children").Items())
            {
                parents[child.Whole() is { } place && place < parents.Length && parents[place] < 0 ? place : throw Broken($"has a nodes[{index}] whose children are no nodes, or those of another")] = index;
            }
        }

        var seen = new int[parents.Length];
        for (var start = 0; start < parents.Length; start++)
        {
            var at = (long)start;
            for (; at >= 0 && seen[at] == 0; at = parents[at])
            {
                seen[at] = start + 1;
            }

            // The way up ends above every root, or meets a way that was walked before; meeting itself, it goes in a circle.
            if (at >= 0 && seen[at] == start + 1)
            {
                throw Broken($"has a nodes[{at}] that is below itself");
            }
        }
    }
}
