using System.Text.Json;

namespace Troupe.Server.Assets.Formats.Gltf;

/// <summary>Whether what glTF 2.0 says of its parts can be so: nothing is outside of the file, behind its end, in a circle, or larger than allowed.</summary>
/// <param name="file">The file; it can seek.</param>
/// <param name="start">Where its binary chunk begins.</param>
/// <param name="binary">Bytes of the binary chunk.</param>
/// <param name="limits">What is allowed.</param>
internal sealed class ModelCheck(Stream file, long start, long binary, FormatOptions limits)
{
    /// <summary>The binary chunk may be padded to a multiple of 4.</summary>
    private const int Padding = 3;

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
        new MeshCheck(new AccessorCheck(views, limits).Check(model), limits).Check(model);
        Tree(model);
        new ModelPictures(file, start, views, limits).Check(model);
    }

    /// <summary>A mistake in a model.</summary>
    public static AssetException Broken(string what) => AssetException.Unsupported($"The model {what}.");

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

    private ModelView[] Views(JsonElement model) =>
    [
        .. model.Member("bufferViews").Items().Select((view, index) =>
        {
            var (offset, bytes) = (view.Member("byteOffset").Whole() ?? 0, view.Member("byteLength").Whole() ?? 0);
            return view.Member("buffer").Whole() == 0 && bytes > 0 && offset <= binary && bytes <= binary - offset
                ? new ModelView(offset, bytes, view.Member("byteStride").Whole() ?? 0)
                : throw Broken($"has a bufferViews[{index}] that is not inside of its buffer");
        }),
    ];

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
