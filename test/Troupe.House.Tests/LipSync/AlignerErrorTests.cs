using Troupe.Benchmarks.LipSync;
using Troupe.Engines;

namespace Troupe.House.Tests.LipSync;

[Trait("Category", "fast")]
public sealed class AlignerErrorTests
{
    [Fact]
    public async Task The_phones_of_a_known_text_are_found_where_the_voice_put_them()
    {
        using var voices = new EmbeddedVoices(new EmbeddedVoicesOptions());
        var clip = await LipSyncCorpus.SayAsync("flite_rms", voices.Get("flite-rms"), "Bob put a big map by the lamp.", TestContext.Current.CancellationToken);

        var errors = AlignerError.Of([clip]);

        errors.Count.ShouldBeGreaterThan(15);
        errors[errors.Count / 2].ShouldBeLessThan(15);
        errors[^1].ShouldBeLessThan(100);
    }
}
