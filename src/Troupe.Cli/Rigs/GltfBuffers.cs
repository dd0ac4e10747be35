using System.Buffers.Binary;
using System.Numerics;

namespace Troupe.Cli.Rigs;

/// <summary>Numbers of a glTF file: its accessors over its buffers, which are in the file itself.</summary>
/// <param name="root">Of the document.</param>
/// <param name="binary">The binary chunk; empty without one.</param>
internal sealed class GltfBuffers(GltfElement root, ReadOnlyMemory<byte> binary)
{
    private const string Base64 = ";base64,";
    private const int MostNumbers = 5_000_000;

    private readonly IReadOnlyList<GltfElement> _accessors = root.List("accessors");
    private readonly IReadOnlyList<GltfElement> _views = root.List("bufferViews");
    private readonly IReadOnlyList<GltfElement> _buffers = root.List("buffers");
    private readonly Dictionary<int, ReadOnlyMemory<byte>> _decoded = [];

    /// <summary>Points or ways of an accessor, in metres.</summary>
    /// <exception cref="RigException">It is none of float vectors, or reaches beyond its buffer.</exception>
    public Vector3[] Vectors(int accessor)
    {
        var entry = At(_accessors, accessor, "accessor");
        if (entry.Text("type") != "VEC3" || entry.Index("componentType") != 5126)
        {
            throw new RigException($"is not drawn: {entry.Place} does not hold float vectors");
        }

        var vectors = new Vector3[Count(entry)];
        if (entry.Index("bufferView") is { } view)
        {
            var bytes = View(view, entry.Index("byteOffset") ?? 0, vectors.Length, 12, out var stride);
            for (var index = 0; index < vectors.Length; index++)
            {
                vectors[index] = Vector(bytes.Span[(index * stride)..]);
            }
        }

        if (entry.Field("sparse") is { } sparse)
        {
            var places = Indices(Part(sparse, "indices"), Count(sparse));
            var values = Part(sparse, "values");
            var bytes = View(Needed(values, "bufferView"), values.Index("byteOffset") ?? 0, places.Length, 12, out var stride);
            for (var index = 0; index < places.Length; index++)
            {
                At(places[index], vectors.Length, sparse);
                vectors[places[index]] = Vector(bytes.Span[(index * stride)..]);
            }
        }

        return vectors;
    }

    /// <summary>Whole numbers of an accessor.</summary>
    /// <exception cref="RigException">It holds others, or reaches beyond its buffer.</exception>
    public int[] Indices(int accessor)
    {
        var entry = At(_accessors, accessor, "accessor");
        return Indices(entry, Count(entry));
    }

    /// <summary>The entry of a list by its position.</summary>
    /// <exception cref="RigException">There is none.</exception>
    public static GltfElement At(IReadOnlyList<GltfElement> list, int index, string kind) =>
        index < list.Count ? list[index] : throw new RigException($"is no valid glTF: it names {kind} {index} of {list.Count}");

    /// <summary>Refuses a position that is not within a list.</summary>
    /// <exception cref="RigException">It is not.</exception>
    public static void At(int index, int count, GltfElement place)
    {
        if (index < 0 || index >= count)
        {
            throw new RigException($"is no valid glTF: {place.Place} names vertex {index} of {count}");
        }
    }

    private int[] Indices(GltfElement entry, int count)
    {
        var size = entry.Index("componentType") switch { 5121 => 1, 5123 => 2, 5125 => 4, _ => throw new RigException($"is no valid glTF: {entry.Place}.componentType is none of indices") };
        var bytes = View(Needed(entry, "bufferView"), entry.Index("byteOffset") ?? 0, count, size, out var stride);
        var numbers = new int[count];
        for (var index = 0; index < count; index++)
        {
            var at = bytes.Span[(index * stride)..];
            numbers[index] = size switch { 1 => at[0], 2 => BinaryPrimitives.ReadUInt16LittleEndian(at), _ => (int)BinaryPrimitives.ReadUInt32LittleEndian(at) };
        }

        return numbers;
    }

    private ReadOnlyMemory<byte> View(int view, int offset, int count, int size, out int stride)
    {
        var entry = At(_views, view, "buffer view");
        if (entry.Field("extensions")?.Field("EXT_meshopt_compression") is not null)
        {
            throw new RigException("is not drawn: its meshes are compressed (EXT_meshopt_compression); export it without");
        }

        stride = entry.Index("byteStride") ?? size;
        var buffer = Buffer(Needed(entry, "buffer"));
        var from = (entry.Index("byteOffset") ?? 0) + (long)offset;
        var length = count == 0 ? 0 : ((count - 1) * (long)stride) + size;
        return stride >= size && from + length <= buffer.Length
            ? buffer.Slice((int)from, (int)length)
            : throw new RigException($"is no valid glTF: {entry.Place} reaches beyond its buffer of {buffer.Length} bytes");
    }

    private ReadOnlyMemory<byte> Buffer(int index)
    {
        if (_decoded.TryGetValue(index, out var known))
        {
            return known;
        }

        var entry = At(_buffers, index, "buffer");
        var uri = entry.Text("uri");
        if (uri is not null && !uri.StartsWith("data:", StringComparison.Ordinal))
        {
            throw new RigException($"is not drawn: {entry.Place} is another file, {uri}; export it as .glb");
        }

        try
        {
            return _decoded[index] = uri is null ? binary : Convert.FromBase64String(uri[(uri.IndexOf(Base64, StringComparison.Ordinal) is >= 0 and var at ? at + Base64.Length : uri.Length)..]);
        }
        catch (FormatException)
        {
            throw new RigException($"is no valid glTF: {entry.Place}.uri is no base64");
        }
    }

    private static int Count(GltfElement entry) => Needed(entry, "count") is <= MostNumbers and var count ? count : throw new RigException($"is not drawn: {entry.Place} holds more than {MostNumbers} entries");

    private static GltfElement Part(GltfElement entry, string name) => entry.Field(name) ?? throw new RigException($"is no valid glTF: {entry.Place}.{name} is missing");

    private static int Needed(GltfElement entry, string name) => entry.Index(name) ?? throw new RigException($"is no valid glTF: {entry.Place}.{name} is missing");

    private static Vector3 Vector(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadSingleLittleEndian(bytes), BinaryPrimitives.ReadSingleLittleEndian(bytes[4..]), BinaryPrimitives.ReadSingleLittleEndian(bytes[8..]));
}
