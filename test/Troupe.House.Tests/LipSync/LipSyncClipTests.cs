using Troupe.Benchmarks.LipSync;
using Troupe.Engines;

namespace Troupe.House.Tests.LipSync;

[Trait("Category", "process")]
public sealed class LipSyncClipTests
{
    [Fact]
    public async Task Words_begin_and_end_with_phones()
    {
        using var voices = new EmbeddedVoices(new EmbeddedVoicesOptions());
        var clip = await LipSyncCorpus.SayAsync("flite_slt", voices.Get("flite-slt"), "Bob paid $5, maybe.", TestContext.Current.CancellationToken);

        clip.Words.Select(word => word.Text).ShouldBe(["Bob", "paid", "$5,", "maybe."]);
        var starts = clip.Phones.Where(phone => phone.Ipa.Length > 0).Select(phone => phone.Start).ToHashSet();
        var ends = clip.Phones.Where(phone => phone.Ipa.Length > 0).Select(phone => phone.End).ToHashSet();
        clip.Words.ShouldAllBe(word => starts.Contains(word.Start) && ends.Contains(word.Start + word.Duration));
    }
}
