using System.Text;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Performances;

namespace Troupe.Conversation.Tests.Performances;

[Trait("Category", "fast")]
public sealed class LipSyncSettingsFileTests
{
    [Fact]
    public void An_empty_object_is_the_default() => Read("{}").ShouldBe(LipSyncSettings.Natural);

    [Fact]
    public void Times_are_milliseconds_and_the_rest_is_the_preset_s()
    {
        var settings = Read("""{"preset":"calm","minVisemeInterval":45.5,"similarityThreshold":0.9,"preserveSilence":true,"criticalVisemes":["PP","SS"]}""");
        settings.MinVisemeInterval.ShouldBe(TimeSpan.FromMilliseconds(45.5));
        settings.MergeWindow.ShouldBe(LipSyncSettings.Calm.MergeWindow);
        (settings.SimilarityThreshold, settings.PreserveSilence).ShouldBe((0.9, true));
        settings.CriticalVisemes.ShouldBe([VisemeSet.PP, VisemeSet.SS]);
    }

    [Theory]
    [InlineData("""[]""", "a list stands where an object belongs.")]
    [InlineData("""{"minVisemeInterval":"60"}""", "minVisemeInterval: \"60\" stands where a number belongs.")]
    [InlineData("""{"mergeWindow":501}""", "mergeWindow: 501 is not 0 to 500 ms.")]
    [InlineData("""{"minimumInterval":60}""", "'minimumInterval' is no setting of lip sync; these are preset, minVisemeInterval, mergeWindow, keyVisemePreference, similarityThreshold, preserveSilence, preserveCriticalVisemes, criticalVisemeMinDuration, criticalVisemes.")]
    [InlineData("""{"preset":"loud"}""", "Preset: 'loud' is none; choose one of natural, crisp, calm, sibilant-strong.")]
    [InlineData("""{"keyVisemePreference":2}""", "keyVisemePreference: 2 is not 0 to 1.")]
    [InlineData("""{"preserveSilence":1}""", "preserveSilence: 1 stands where true or false belongs.")]
    [InlineData("""{"criticalVisemes":["SS",5]}""", "criticalVisemes[1]: 5 stands where a text belongs.")]
    public void What_does_not_fit_is_told_with_its_place(string json, string message) =>
        Should.Throw<PerformanceException>(() => Read(json)).Message.ShouldBe(message);

    private static LipSyncSettings Read(string json) => LipSyncSettingsFile.Read(Encoding.UTF8.GetBytes(json));
}
