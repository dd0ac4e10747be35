using System.Text;

namespace Troupe.Engines.Tests.SmartTurn;

/// <summary>An ONNX model (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto) of a few nodes: the mean of all features, as a probability by a sigmoid.</summary>
internal static class TinyModel
{
    private const int Float = 1;
    private const int Ints = 7;

    /// <summary>The bytes of its file.</summary>
    /// <param name="input">Name of the input.</param>
    /// <param name="meanOfFrames">Whether the frames are averaged; otherwise each has its own output.</param>
    /// <param name="sigmoid">Whether what comes out is a probability.</param>
    public static byte[] Of(string input = "input_features", bool meanOfFrames = true, bool sigmoid = true)
    {
        List<byte[]> nodes = [Mean(input, "frames", keep: false)];
        var last = "frames";
        if (meanOfFrames)
        {
            nodes.Add(Mean(last, "mean", keep: true));
            last = "mean";
        }

        nodes.Add(Node(sigmoid ? "Sigmoid" : "Identity", last, "logits"));
        byte[] graph =
        [
            .. nodes.SelectMany(node => Field(1, node)), .. Field(2, "tiny"), .. Field(11, Value(input, 1, 80, 800)), .. Field(12, Value("logits", 1, meanOfFrames ? 1UL : 800UL)),
        ];
        return [.. Field(1, 8), .. Field(7, graph), .. Field(8, [.. Field(1, ""), .. Field(2, 13)])];
    }

    private static byte[] Mean(string input, string output, bool keep) =>
    [
        .. Node("ReduceMean", input, output),
        .. Field(5, [.. Field(1, "axes"), .. Field(8, 1), .. Field(20, Ints)]),
        .. Field(5, [.. Field(1, "keepdims"), .. Field(3, keep ? 1UL : 0UL), .. Field(20, 2)]),
    ];

    private static byte[] Node(string kind, string input, string output) => [.. Field(1, input), .. Field(2, output), .. Field(4, kind)];

    private static byte[] Value(string name, params ulong[] shape)
    {
        byte[] dimensions = [.. shape.SelectMany(size => Field(1, Field(1, size)))];
        return [.. Field(1, name), .. Field(2, Field(1, [.. Field(1, Float), .. Field(2, dimensions)]))];
    }

    private static byte[] Field(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int number, byte[] content) => [.. Varint(((ulong)number << 3) | 2), .. Varint((ulong)content.Length), .. content];

    private static byte[] Field(int number, ulong value) => [.. Varint((ulong)number << 3), .. Varint(value)];

    private static byte[] Varint(ulong value) => value < 128 ? [(byte)value] : [(byte)(value | 128), .. Varint(value >> 7)];
}
