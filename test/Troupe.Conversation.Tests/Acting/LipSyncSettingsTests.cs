using Troupe.Conversation.Acting;

namespace Troupe.Conversation.Tests.Acting;

[Trait("Category", "fast")]
public sealed class LipSyncSettingsTests
{
    [Fact]
    public void Every_preset_can_be_used_and_natural_is_the_default()
    {
        LipSyncSettings.Presets.Keys.ShouldBe(["natural", "crisp", "calm", "sibilant-strong"]);
        LipSyncSettings.Presets.Values.SelectMany(settings => settings.Problems()).ShouldBeEmpty();
        LipSyncSettings.Presets["natural"].ShouldBeSameAs(LipSyncSettings.Natural);
    }

    [Fact]
    public void Every_mistake_is_told_with_what_belongs_there()
    {
        var wrong = new LipSyncSettings
        {
            MinVisemeInterval = TimeSpan.FromMilliseconds(-1),
            MergeWindow = TimeSpan.FromSeconds(2),
            KeyVisemePreference = 1.5,
            SimilarityThreshold = double.NaN,
            CriticalVisemeMinDuration = TimeSpan.FromMilliseconds(500.5),
            CriticalVisemes = [VisemeSet.PP, 0, 15],
        };
        wrong.Problems().ShouldBe(
        [
            "minVisemeInterval: -1 ms is not 0 to 500 ms.",
            "mergeWindow: 2000 ms is not 0 to 500 ms.",
            "keyVisemePreference: 1.5 is not 0 to 1.",
            "similarityThreshold: NaN is not 0 to 1.",
            "criticalVisemeMinDuration: 500.5 ms is not 0 to 500 ms.",
            "criticalVisemes: 0 is no viseme that can be critical; these are 1 to 14: PP, FF, TH, DD, kk, CH, SS, nn, RR, aa, E, ih, oh, ou.",
            "criticalVisemes: 15 is no viseme that can be critical; these are 1 to 14: PP, FF, TH, DD, kk, CH, SS, nn, RR, aa, E, ih, oh, ou.",
        ]);
    }
}
