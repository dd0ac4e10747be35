using System.ComponentModel.DataAnnotations;
using Troupe.Conversation.Acting;

namespace Troupe.Conversation.Tests.Acting;

[Trait("Category", "fast")]
public sealed class LipSyncOptionsTests
{
    [Fact]
    public void Without_deviations_they_are_the_preset()
    {
        foreach (var (name, preset) in LipSyncSettings.Presets)
        {
            new LipSyncOptions { Preset = name }.ToSettings().ShouldBe(preset);
        }
    }

    [Fact]
    public void Every_deviation_replaces_the_preset_s()
    {
        var settings = new LipSyncOptions
        {
            Preset = "calm",
            MinVisemeInterval = TimeSpan.FromMilliseconds(11),
            MergeWindow = TimeSpan.FromMilliseconds(12),
            KeyVisemePreference = 0.13,
            SimilarityThreshold = 0.14,
            PreserveSilence = true,
            PreserveCriticalVisemes = false,
            CriticalVisemeMinDuration = TimeSpan.FromMilliseconds(15),
            CriticalVisemes = ["SS", "ou"],
        }.ToSettings();
        (settings.MinVisemeInterval.TotalMilliseconds, settings.MergeWindow.TotalMilliseconds, settings.KeyVisemePreference, settings.SimilarityThreshold).ShouldBe((11, 12, 0.13, 0.14));
        (settings.PreserveSilence, settings.PreserveCriticalVisemes, settings.CriticalVisemeMinDuration.TotalMilliseconds).ShouldBe((true, false, 15));
        settings.CriticalVisemes.ShouldBe([VisemeSet.SS, VisemeSet.OU]);
    }

    [Fact]
    public void Wrong_names_are_told_with_those_that_there_are()
    {
        var options = new LipSyncOptions { Preset = "loud", CriticalVisemes = ["PP", "pp", "sil"] };
        string[] mistakes =
        [
            "Preset: 'loud' is none; choose one of natural, crisp, calm, sibilant-strong.",
            "CriticalVisemes: 'pp' is no viseme that can be critical; these are PP, FF, TH, DD, kk, CH, SS, nn, RR, aa, E, ih, oh, ou.",
            "CriticalVisemes: 'sil' is no viseme that can be critical; these are PP, FF, TH, DD, kk, CH, SS, nn, RR, aa, E, ih, oh, ou.",
        ];
        options.Validate(new ValidationContext(options)).Select(result => result.ErrorMessage).ShouldBe(mistakes);
        Should.Throw<ValidationException>(options.ToSettings).Message.ShouldBe(string.Join(" ", mistakes));
    }

    [Fact]
    public void Values_out_of_their_range_are_told() =>
        Should.Throw<ValidationException>(new LipSyncOptions { MergeWindow = TimeSpan.FromSeconds(1) }.ToSettings).Message.ShouldBe("mergeWindow: 1000 ms is not 0 to 500 ms.");
}
