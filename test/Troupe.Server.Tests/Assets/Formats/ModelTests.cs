using Troupe.Server.Assets.Formats;

namespace Troupe.Server.Tests.Assets.Formats;

/// <summary>Models that say little and unpack to much.</summary>
[Trait("Category", "fast")]
public sealed class ModelTests
{
    private static readonly FormatOptions Limits = new();

    public static TheoryData<string, byte[], string> Bombs { get; } = new()
    {
        { "image/png", Samples.Png(60_000, 60_000, unpacked: 1), "images[0] of the model: The PNG has 60000 x 60000 pixels; 8192 on a side are allowed." },
        { "image/png", Samples.Png(8_000, 8_000, unpacked: 1), "images[0] of the model: The PNG has 8000 x 8000 pixels, which is more than 16777216." },
        { "image/png", Samples.Png(10, 10, unpacked: 20_000_000), "unpacks to more than the 310 bytes" },
        { "image/jpeg", Samples.Jpeg(60_000, 60_000), "The JPEG has 60000 x 60000 pixels" },
        { "image/jpeg", Samples.Jpeg(4_000, 4_000, scans: 1_000), "drawn over more than 64 times" },
        { "image/ktx2", Samples.Ktx2(60_000, 60_000), "The KTX2 has 60000 x 60000 pixels" },
        { "image/ktx2", Samples.Ktx2(4, 4, unpacked: 5_000_000_000), "unpacks to 5000000000 bytes" },
        { "image/ktx2", Samples.Ktx2(4, 4, layers: 2_000), "no flat picture" },
        { "image/webp", Canvas(16_383, 16_383), "The WebP has 16383 x 16383 pixels" },
        { "image/gif", Samples.Png(1, 1), "type image/gif" },
        { "image/jpeg", Samples.Png(1, 1), "The JPEG does not begin as one" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_picture_in_a_model_is_no_larger_than_one_alone(string mediaType, byte[] picture, string told)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refusal(Samples.Pictures((mediaType, picture))).ShouldContain(told);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2_000_000);
    }

    [Fact]
    public void Pictures_together_are_no_larger_than_allowed()
    {
        var nine = Enumerable.Range(0, 9).Select(_ => ("image/jpeg", Samples.Jpeg(4_096, 4_096))).ToArray();
        Check(Samples.Pictures(nine[..8]));
        Refusal(Samples.Pictures(nine)).ShouldBe("The pictures of the model have more than 134217728 pixels together.");
    }

    [Theory]
    [InlineData("""{"images":[{}]}""", "images[0] of no bufferView")]
    [InlineData("""{"images":[{"bufferView":3}]}""", "images[0] of no bufferView")]
    [InlineData("""{"bufferViews":[{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":4,"byteLength":32}],"images":[{"bufferView":0,"mimeType":"image/png"},{"bufferView":1,"mimeType":"image/png"}]}""", "images[0] of the model")]
    [InlineData("""{"images":[{"uri":"data:image/png;base64,iVBORw0KGgo="}]}""", "elsewhere (uri)")]
    [InlineData("""{"accessors":[{"componentType":5126,"count":10000000,"type":"MAT4"}]}""", "unpack to more than 200000000 bytes")]
    [InlineData("""{"accessors":[{"componentType":5126,"count":9,"type":"VEC3","sparse":{"count":10,"indices":{"bufferView":0,"componentType":5123},"values":{"bufferView":0}}}]}""", "sparse elements")]
    [InlineData("""{"bufferViews":[{"buffer":0,"byteLength":36}],"accessors":[{"componentType":5126,"count":9,"type":"VEC3","sparse":{"count":4,"indices":{"bufferView":0,"componentType":5123},"values":{"bufferView":0}}}]}""", "accessors[0].sparse.values")]
    [InlineData("""{"accessors":[{"componentType":5126,"count":9,"type":"VEC3","bufferView":7}]}""", "accessors[0] of no bufferView")]
    [InlineData("""{"meshes":[{"primitives":[{}]}]}""", "without vertices")]
    [InlineData("""{"meshes":[{"primitives":[{"attributes":{"POSITION":4}}]}]}""", "attributes.POSITION of no accessor")]
    [InlineData("""{"accessors":[{"componentType":5126,"count":9,"type":"VEC3"},{"componentType":5126,"count":8,"type":"VEC3"}],"meshes":[{"primitives":[{"attributes":{"POSITION":0,"NORMAL":1}}]}]}""", "of 9 and of 8 vertices")]
    [InlineData("""{"accessors":[{"componentType":5126,"count":9,"type":"VEC3"},{"componentType":5126,"count":8,"type":"VEC3"}],"meshes":[{"primitives":[{"attributes":{"POSITION":0},"targets":[{"POSITION":1}]}]}]}""", "targets[0] of 8 vertices where there are 9")]
    [InlineData("""{"nodes":[{"mesh":0}]}""", "nodes[0] of no mesh")]
    [InlineData("""{"extensionsUsed":["KHR_draco_mesh_compression"]}""", "export it without")]
    public void Parts_that_cannot_be_so_are_refused(string parts, string told) => Refusal(Samples.Glb("""{"asset":{"version":"2.0"},""" + parts[1..])).ShouldContain(told);

    [Fact]
    public void A_mesh_that_many_nodes_show_is_counted_for_each()
    {
        string Shown(int nodes, int shapes) => $$"""
            {"asset":{"version":"2.0"},"accessors":[{"componentType":5126,"count":100000,"type":"VEC3"}],
            "meshes":[{"primitives":[{"attributes":{"POSITION":0},"targets":[{{string.Join(',', Enumerable.Repeat("""{"POSITION":0}""", shapes))}}]}]}],
            "nodes":[{{string.Join(',', Enumerable.Repeat("""{"mesh":0}""", nodes))}}]}
            """;
        Check(Samples.Glb(Shown(nodes: 2, shapes: 52)));
        Refusal(Samples.Glb(Shown(nodes: 4, shapes: 52))).ShouldContain("more than 20000000 vertices");
    }

    [Fact]
    public void The_same_picture_may_be_named_twice()
    {
        var jpeg = Samples.Jpeg(2, 2);
        byte[] padded = [.. jpeg, .. new byte[(4 - (jpeg.Length % 4)) % 4]];
        Check(Samples.Glb(
            $$"""
            {"asset":{"version":"2.0"},"buffers":[{"byteLength":{{padded.Length}}}],"bufferViews":[{"buffer":0,"byteLength":{{jpeg.Length}}}],
            "images":[{"bufferView":0,"mimeType":"image/jpeg"},{"bufferView":0,"mimeType":"image/jpeg"}]}
            """,
            padded));
    }

    // A lossy picture that says so much in 14 bits each.
    private static byte[] Canvas(ushort width, ushort height) =>
    [
        .. "RIFF"u8, 22, 0, 0, 0, .. "WEBPVP8 "u8, 10, 0, 0, 0, 0x10, 0, 0, 0x9D, 0x01, 0x2A, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8),
    ];

    private static string Refusal(byte[] bytes) => Should.Throw<AssetException>(() => Check(bytes)).Message;

    private static void Check(byte[] bytes) => AssetFormats.Find(bytes, "model/gltf-binary").Check(new MemoryStream(bytes), bytes.Length, Limits);
}
