using Troupe.Cli.Rigs;
using Troupe.Conversation.Acting;

namespace Troupe.EndToEnd.Tests.Rigs;

[Trait("Category", "fast")]
public sealed class GltfPicturesTests
{
    private const int Side = 60;

    [Fact]
    public void A_viseme_is_seen_where_its_morph_target_moves_the_surface()
    {
        var pictures = Draw(GlbBuilder.Square());

        pictures.Count.ShouldBe(VisemeSet.Count);
        var rest = Red(pictures[VisemeSet.Sil]);
        var open = Red(pictures[VisemeSet.AA]);
        var round = Red(pictures[VisemeSet.OU]);
        open.Bottom.ShouldBeGreaterThan(rest.Bottom);
        (open.Top, open.Left, open.Right).ShouldBe((rest.Top, rest.Left, rest.Right));
        open.Count.ShouldBeInRange((rest.Count * 3 / 2) - 30, (rest.Count * 3 / 2) + 30);
        round.Count.ShouldBeInRange((rest.Count / 2) - 30, (rest.Count / 2) + 30);
        pictures[VisemeSet.PP].ShouldBe(pictures[VisemeSet.Sil]);
    }

    [Theory]
    [InlineData("\"componentType\":5126", "\"componentType\":5123", "is not drawn: accessors[0] does not hold float vectors")]
    [InlineData("\"byteOffset\":108", "\"byteOffset\":118", "is no valid glTF: bufferViews[3] reaches beyond its buffer of 121 bytes")]
    [InlineData("\"indices\":3", "\"indices\":9", "is no valid glTF: it names accessor 9 of 4")]
    [InlineData("\"children\":[1]", "\"children\":[1,1]", "is no valid glTF: nodes[1] has two parents")]
    [InlineData("\"byteLength\":121", "\"uri\":\"a.bin\"", "is not drawn: buffers[0] is another file, a.bin; export it as .glb")]
    public void What_cannot_be_drawn_is_told(string from, string to, string message)
    {
        var (json, binary) = Parts(GlbBuilder.Square());
        json.ShouldContain(from);
        Should.Throw<RigException>(() => Draw(GlbBuilder.Container(json.Replace(from, to, StringComparison.Ordinal), binary))).Message.ShouldBe(message);
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_drawn_or_refused()
    {
        var random = new Random(1);
        var whole = GlbBuilder.Square();
        for (var round = 0; round < 2000; round++)
        {
            var changed = whole.ToArray();
            for (var change = 0; change <= round % 3; change++)
            {
                changed[random.Next(4, changed.Length)] = (byte)(round % 2 == 0 ? random.Next(256) : "{}[]\",:0-9e"[random.Next(11)]);
            }

            GltfRigTests.ReadOrRefused(() => Draw(changed, side: 8));
        }
    }

    private static IReadOnlyList<byte[]> Draw(byte[] file, int side = Side) => GltfPictures.Draw(file, RigCheck.Of(GltfModel.Read(file)), side);

    private static (string Json, byte[] Binary) Parts(byte[] file)
    {
        var length = BitConverter.ToInt32(file, 12);
        return (System.Text.Encoding.UTF8.GetString(file, 20, length), file[(28 + length)..]);
    }

    private static (int Count, int Left, int Top, int Right, int Bottom) Red(byte[] picture)
    {
        var pixels = Enumerable.Range(0, Side * Side).Where(pixel => picture[3 * pixel] > 100 && picture[(3 * pixel) + 1] == 0).ToArray();
        return (pixels.Length, pixels.Min(pixel => pixel % Side), pixels.Min(pixel => pixel / Side), pixels.Max(pixel => pixel % Side), pixels.Max(pixel => pixel / Side));
    }
}
