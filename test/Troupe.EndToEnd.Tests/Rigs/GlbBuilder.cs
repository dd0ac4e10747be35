using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Troupe.EndToEnd.Tests.Rigs;

/// <summary>Small models by the glTF 2.0 and VRM specifications.</summary>
internal static class GlbBuilder
{
    /// <summary>A mesh with morph targets that each move a vertex, but those whose name begins with <c>-</c>.</summary>
    public static byte[] Face(params string[] morphs) => Container(Document(morphs, null));

    /// <summary>A VRM 1.0 model with the expressions given, each bound to a morph target of its name.</summary>
    public static byte[] Vrm1(string name, params string[] expressions) => Container(Document(expressions, new
    {
        VRMC_vrm = new
        {
            specVersion = "1.0",
            meta = new { name },
            expressions = new
            {
                preset = expressions.Select((expression, index) => (expression, index)).ToDictionary(
                    pair => pair.expression,
                    pair => new { isBinary = false, morphTargetBinds = new[] { new { node = 0, pair.index, weight = 1.0 } } }),
            },
        },
    }));

    /// <summary>A VRM 0.x model with the expressions given, each bound to a morph target of its name; the last binds one that does not exist.</summary>
    public static byte[] Vrm0(string title, params string[] expressions) => Container(Document(expressions[..^1], new
    {
        VRM = new
        {
            specVersion = "0.0",
            meta = new { title },
            blendShapeMaster = new
            {
                blendShapeGroups = expressions.Select((presetName, index) => new { name = presetName, presetName, binds = new[] { new { mesh = 0, index, weight = 100 } } }),
            },
        },
    }));

    /// <summary>Binary glTF around JSON.</summary>
    public static byte[] Container(string json)
    {
        var text = Encoding.UTF8.GetBytes(json);
        var padded = (text.Length + 3) / 4 * 4;
        var file = new byte[20 + padded];
        file.AsSpan(20).Fill((byte)' ');
        uint[] header = [0x46546C67, 2, (uint)file.Length, (uint)padded, 0x4E4F534A];
        for (var word = 0; word < header.Length; word++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4 * word), header[word]);
        }

        text.CopyTo(file, 20);
        return file;
    }

    private static string Document(string[] morphs, object? extensions) => JsonSerializer.Serialize(new
    {
        asset = new { version = "2.0" },
        scenes = new[] { new { name = "Head", nodes = new[] { 0 } } },
        nodes = new[] { new { mesh = 0 } },
        accessors = new[]
        {
            new { componentType = 5126, count = 1, type = "VEC3", min = new[] { 0.0, 0, 0 }, max = new[] { 0.0, 0, 0 } },
            new { componentType = 5126, count = 1, type = "VEC3", min = new[] { 0.0, -0.1, 0 }, max = new[] { 0.0, 0, 0 } },
        },
        meshes = new[]
        {
            new
            {
                name = "Face",
                primitives = new[] { new { attributes = new { POSITION = 1 }, targets = morphs.Select(name => new { POSITION = name.StartsWith('-') ? 0 : 1 }) } },
                extras = new { targetNames = morphs.Select(name => name.TrimStart('-')) },
            },
        },
        extensions = extensions ?? new { },
    });
}
