using System.Buffers.Binary;
using System.Runtime.InteropServices;
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

    /// <summary>
    /// A red square with corners at ±1, raised by 5 by its node; <c>viseme_aa</c> moves its lower corners down by 1 (a list of all points),
    /// <c>viseme_ou</c> its right upper corner to the middle (the one point alone).
    /// </summary>
    public static byte[] Square()
    {
        float[] corners = [-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0];
        float[] down = [0, -1, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0];
        float[] inwards = [-1, -1, 0];
        ushort[] triangles = [0, 1, 2, 0, 2, 3];
        byte[] binary =
        [
            .. MemoryMarshal.AsBytes<float>(corners), .. MemoryMarshal.AsBytes<float>(down), .. MemoryMarshal.AsBytes<float>(inwards),
            .. MemoryMarshal.AsBytes<ushort>(triangles), 2,
        ];
        return Container(JsonSerializer.Serialize(new
        {
            asset = new { version = "2.0" },
            nodes = new object[] { new { translation = new[] { 0, 5, 0 }, children = new[] { 1 } }, new { mesh = 0 } },
            buffers = new[] { new { byteLength = binary.Length } },
            bufferViews = new[]
            {
                new { buffer = 0, byteOffset = 0, byteLength = 48 }, new { buffer = 0, byteOffset = 48, byteLength = 48 }, new { buffer = 0, byteOffset = 96, byteLength = 12 },
                new { buffer = 0, byteOffset = 108, byteLength = 12 }, new { buffer = 0, byteOffset = 120, byteLength = 1 },
            },
            accessors = new object[]
            {
                new { bufferView = 0, componentType = 5126, count = 4, type = "VEC3" },
                new { bufferView = 1, componentType = 5126, count = 4, type = "VEC3" },
                new { componentType = 5126, count = 4, type = "VEC3", sparse = new { count = 1, indices = new { bufferView = 4, componentType = 5121 }, values = new { bufferView = 2 } } },
                new { bufferView = 3, componentType = 5123, count = 6, type = "SCALAR" },
            },
            materials = new[] { new { pbrMetallicRoughness = new { baseColorFactor = new[] { 1, 0, 0, 1 } } } },
            meshes = new[]
            {
                new
                {
                    primitives = new[] { new { attributes = new { POSITION = 0 }, indices = 3, material = 0, targets = new[] { new { POSITION = 1 }, new { POSITION = 2 } } } },
                    extras = new { targetNames = new[] { "viseme_aa", "viseme_ou" } },
                },
            },
        }), binary);
    }

    /// <summary>Binary glTF around JSON and, if there are any, buffers.</summary>
    public static byte[] Container(string json, params ReadOnlySpan<byte> binary)
    {
        var text = Encoding.UTF8.GetBytes(json);
        var padded = (text.Length + 3) / 4 * 4;
        var file = new byte[20 + padded + (binary.Length > 0 ? 8 + binary.Length : 0)];
        file.AsSpan(20, padded).Fill((byte)' ');
        if (binary.Length > 0)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(20 + padded), (uint)binary.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(24 + padded), 0x004E4942);
            binary.CopyTo(file.AsSpan(28 + padded));
        }

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
