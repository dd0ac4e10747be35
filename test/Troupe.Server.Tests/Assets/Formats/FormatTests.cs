using System.Text;
using Troupe.Server.Assets.Formats;
using Troupe.Server.Tests.Events;

namespace Troupe.Server.Tests.Assets.Formats;

[Trait("Category", "fast")]
public sealed class FormatTests
{
    private static readonly FormatOptions Limits = new();

    [Fact]
    public void Every_format_is_known_by_its_bytes_and_passes_its_check()
    {
        foreach (var (mediaType, bytes) in Samples.All)
        {
            var format = AssetFormats.Find(bytes, mediaType);
            format.MediaType.ShouldBe(mediaType);
            Check(bytes);
        }
    }

    [Fact]
    public void Sizes_and_lengths_are_told()
    {
        Check(Samples.Png(5, 4)).ShouldBeEquivalentTo(new AssetFacts { Width = 5, Height = 4 });
        Check(Samples.All[1].Bytes).ShouldBeEquivalentTo(new AssetFacts { Width = 1, Height = 1 });
        Check(Samples.All[2].Bytes).ShouldBeEquivalentTo(new AssetFacts { Width = 1, Height = 1 });
        Check(Samples.Wav(4000)).Seconds.ShouldBe(0.5);
        Check(Samples.Ogg()).Seconds.ShouldBe(0.5);
        Check(Samples.Mp3(4)).Seconds!.Value.ShouldBe(4 * 1152 / 44_100.0, 1e-9);
    }

    [Theory]
    [InlineData("image/jpeg", "says image/jpeg")]
    [InlineData(null, "says nothing")]
    public void A_declared_type_must_agree(string? declared, string told) =>
        Should.Throw<AssetException>(() => AssetFormats.Find(Samples.Png(1, 1), declared)).Message.ShouldContain(told);

    [Theory]
    [InlineData("GIF89a")]
    [InlineData("%PDF-1.7")]
    [InlineData("")]
    public void Other_files_are_not_kept(string head) =>
        Should.Throw<AssetException>(() => AssetFormats.Find(Encoding.UTF8.GetBytes(head), "image/gif")).Code.ShouldBe("unsupported_asset");

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        foreach (var (mediaType, bytes) in Samples.All)
        {
            for (var length = 12; length < bytes.Length; length++)
            {
                // Sound is refused unless it ends with a frame or page.
                if (mediaType == "audio/mpeg" ? (length - 10) % 417 == 0 : mediaType == "audio/ogg" && length == bytes.Length - 31)
                {
                    continue;
                }

                Should.Throw<AssetException>(() => Check(bytes[..length], mediaType), $"{mediaType} of {length} bytes");
            }
        }
    }

    [Fact]
    public void A_picture_is_no_larger_than_allowed()
    {
        Refusal(Samples.Png(8193, 1)).ShouldBe(("asset_too_large", "The PNG has 8193 x 1 pixels; 8192 on a side are allowed.", 8192L));
        Refusal(Samples.Png(8000, 8000, unpacked: 1)).ShouldBe(("asset_too_large", "The PNG has 8000 x 8000 pixels, which is more than 16777216.", 16_777_216L));
    }

    [Fact]
    public void A_picture_that_unpacks_to_more_than_it_shows_is_refused_before_it_is_unpacked()
    {
        var bomb = Samples.Png(10, 10, unpacked: 200_000_000);
        bomb.Length.ShouldBeLessThan(300_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refusal(bomb).Message.ShouldContain("unpacks to more than the 310 bytes");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
        Refusal(Samples.Png(10, 10, unpacked: 309)).Message.ShouldContain("unpacks to 309 bytes");
    }

    [Fact]
    public void Texts_of_a_picture_that_unpack_to_much_are_refused()
    {
        var bomb = Samples.Png(2, 2, unpacked: null, ("zTXt", [.. "Comment"u8, 0, 0, .. Samples.Packed(50_000_000)]));
        Refusal(bomb).Message.ShouldContain("unpack to more than 4194304 bytes");
        Check(Samples.Png(2, 2, unpacked: null, ("zTXt", [.. "Comment"u8, 0, 0, .. Samples.Packed(100)]))).Width.ShouldBe(2);
    }

    [Fact]
    public void A_damaged_picture_is_refused()
    {
        var bytes = Samples.Png(5, 4);
        bytes[^20] ^= 1;
        Refusal(bytes).Code.ShouldBe("unsupported_asset");
        Refusal(Samples.Png(2, 2, unpacked: null, ("acTL", new byte[8]))).Message.ShouldContain("animated");
        Refusal([.. Samples.Png(2, 2), 0]).Message.ShouldContain("1 bytes behind its end");
    }

    [Theory]
    [InlineData("""{"asset":{"version":"1.0"}}""", "not of version 2")]
    [InlineData("""{"asset":{"version":"2.0"},"images":[{"uri":"https://example.com/x.png"}]}""", "elsewhere")]
    [InlineData("""{"asset":{"version":"2.0"},"buffers":[{"byteLength":400}]}""", "not the 36 bytes")]
    [InlineData("""{"asset":{"version":"2.0"},"bufferViews":[{"buffer":0,"byteOffset":30,"byteLength":7}]}""", "bufferViews[0]")]
    [InlineData("""{"asset":{"version":"2.0"},"bufferViews":[{"buffer":0,"byteLength":36}],"accessors":[{"bufferView":0,"componentType":5126,"count":4,"type":"VEC3"}]}""", "accessors[0]")]
    [InlineData("""{"asset":{"version":"2.0"},"accessors":[{"componentType":5126,"count":900000000000,"type":"VEC3"}]}""", "more than 20000000 elements")]
    [InlineData("""{"asset":{"version":"2.0"},"nodes":[{"children":[1]},{"children":[0]}]}""", "below itself")]
    [InlineData("""{"asset":{"version":"2.0"},"nodes":[{"children":[1]},{},{"children":[1]}]}""", "nodes[2]")]
    [InlineData("""{"asset":{"version":"2.0","x":"\ud800"}}""", "cannot be read")]
    public void A_model_that_cannot_be_so_is_refused(string json, string told) => Refusal(Samples.Glb(json)).Message.ShouldContain(told);

    [Fact]
    public void Json_is_no_deeper_than_allowed() =>
        Refusal(Samples.Glb(new string('[', 100_000) + new string(']', 100_000))).Message.ShouldContain("cannot be read");

    [Fact]
    public void Every_mistake_of_a_character_is_told()
    {
        var told = Refusal("""{"version":2,"name":"","size":[1],"colors":{"skin":"red"},"layers":[],"script":1,"drivers":{"PP":"data:image/png;base64,AAAA"}}"""u8.ToArray(), "application/json").Message;
        foreach (var mistake in new[] { "version is not 1", "name must be", "size must be", "colors.skin must be #rrggbb", "layers must be", "script is unknown", "an address or a picture (data:image/png" })
        {
            told.ShouldContain(mistake);
        }
    }

    [Fact]
    public void The_character_that_comes_along_is_kept() =>
        Check(File.ReadAllBytes(Path.Combine(RepositoryFolder(), "packages", "avatar", "src", "characters", "ada.json")), "application/json").Removed.ShouldBeEmpty();

    // Every answer is facts or a refusal; the memory that it took is bounded.
    [Fact]
    public void Files_that_were_changed_at_random_neither_crash_nor_take_much_memory()
    {
        var random = new Random(20_261);
        var (kept, refused) = (0, 0);
        foreach (var (mediaType, bytes) in Samples.All)
        {
            for (var round = 0; round < 400; round++)
            {
                var changed = Changed(bytes, random);
                var before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    Check(changed, mediaType);
                    kept++;
                }
                catch (AssetException)
                {
                    refused++;
                }

                (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2_000_000, $"{mediaType}, round {round}");
            }
        }

        kept.ShouldBeGreaterThan(0);
        refused.ShouldBeGreaterThan(kept);
    }

    private static byte[] Changed(byte[] bytes, Random random)
    {
        var changed = bytes.ToList();
        for (var change = random.Next(1, 6); change > 0 && changed.Count > 0; change--)
        {
            var at = random.Next(changed.Count);
            switch (random.Next(5))
            {
                case 0: changed[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: changed[at] = (byte)random.Next(256); break;
                case 2: changed.InsertRange(at, changed.GetRange(at, Math.Min(random.Next(40), changed.Count - at))); break;
                case 3: changed.RemoveRange(at, Math.Min(random.Next(20), changed.Count - at)); break;
                default: changed.Insert(at, (byte)random.Next(256)); break;
            }
        }

        return [.. changed];
    }

    private static (string Code, string Message, long? Limit) Refusal(byte[] bytes, string? mediaType = null)
    {
        var refusal = Should.Throw<AssetException>(() => Check(bytes, mediaType));
        return (refusal.Code, refusal.Message, refusal.Limit);
    }

    private static AssetFacts Check(byte[] bytes, string? mediaType = null)
    {
        var format = mediaType is null ? AssetFormats.All.First(format => format.Matches(bytes)) : AssetFormats.Of(mediaType);
        return format.Check(new MemoryStream(bytes), bytes.Length, Limits);
    }

    private static string RepositoryFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Troupe.slnx")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
