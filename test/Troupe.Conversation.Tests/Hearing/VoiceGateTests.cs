using Troupe.Conversation.Hearing;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Tests.Hearing;

[Trait("Category", "fast")]
public sealed class VoiceGateTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(32);

    [Fact]
    public void Begins_with_the_second_voiced_window_and_back_dates_the_onset_to_the_first()
    {
        var gate = new VoiceGate(new HearingOptions(), Window);

        Run(gate, 0.1f, 0.2f, 0.6f, 0.7f).ShouldBe("...B");

        gate.IsOpen.ShouldBeTrue();
        gate.Onset.ShouldBe(MediaTime.FromMilliseconds(64));
        gate.LastVoice.ShouldBe(MediaTime.FromMilliseconds(128));
    }

    [Fact]
    public void Takes_a_click_of_one_window_for_none() => Run(new VoiceGate(new HearingOptions(), Window), 0.9f, 0.1f, 0.9f, 0.1f, 0.9f).ShouldBe(".....");

    [Fact]
    public void Needs_the_higher_threshold_to_begin() => Run(new VoiceGate(new HearingOptions(), Window), 0.45f, 0.49f, 0.45f, 0.49f, 0.45f).ShouldBe(".....");

    [Fact]
    public void Ends_with_the_seventh_silent_window_and_dates_the_end_to_the_last_voiced_one()
    {
        var gate = new VoiceGate(new HearingOptions(), Window);

        Run(gate, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0).ShouldBe(".BW..P...E");

        gate.IsOpen.ShouldBeFalse();
        gate.Onset.ShouldBe(MediaTime.Zero);
        gate.LastVoice.ShouldBe(MediaTime.FromMilliseconds(96));
    }

    [Fact]
    public void Is_kept_open_by_the_lower_threshold()
    {
        var gate = new VoiceGate(new HearingOptions(), Window);

        Run(gate, 1, 1, 0, 0, 0, 0, 0, 0, 0.36f, 0, 0, 0, 0, 0, 0, 0).ShouldBe(".B..P...W..P...E");

        gate.LastVoice.ShouldBe(MediaTime.FromMilliseconds(9 * 32));
    }

    [Fact]
    public void Hears_one_voice_after_the_other()
    {
        var options = new HearingOptions { MinSilence = TimeSpan.FromMilliseconds(64) };

        Run(new VoiceGate(options, Window), 1, 1, 0, 0, 1, 1, 0, 0).ShouldBe(".B.E.B.E");
    }

    [Fact]
    public void Pauses_once_in_a_silence() => Run(new VoiceGate(new HearingOptions(), Window), 1, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0).ShouldBe(".B..P.W..W..P");

    [Fact]
    public void Ends_without_a_pause_when_that_is_no_longer() =>
        Run(new VoiceGate(new HearingOptions { MinSilence = TimeSpan.FromMilliseconds(96) }, Window), 1, 1, 0, 0, 0).ShouldBe(".B..E");

    [Theory]
    [InlineData(1, "B")]
    [InlineData(32, "B")]
    [InlineData(33, ".B")]
    [InlineData(96, "..B")]
    [InlineData(97, "...B")]
    public void Rounds_durations_up_to_whole_windows(int milliseconds, string expected)
    {
        var options = new HearingOptions { MinVoice = TimeSpan.FromMilliseconds(milliseconds) };

        Run(new VoiceGate(options, Window), [.. Enumerable.Repeat(1f, expected.Length)]).ShouldBe(expected);
    }

    [Fact]
    public void Forgets_a_voice_when_reset()
    {
        var gate = new VoiceGate(new HearingOptions(), Window);
        Run(gate, 1, 1, 0, 0, 0, 0, 0, 0);

        gate.Reset();

        gate.IsOpen.ShouldBeFalse();
        Run(gate, 0, 0, 1, 1).ShouldBe("...B");
    }

    [Fact]
    public void Refuses_thresholds_that_contradict_each_other() =>
        Should.Throw<ArgumentException>(() => new VoiceGate(new HearingOptions { VoiceThreshold = 0.3 }, Window)).Message.ShouldContain("0.35 is above the voice threshold 0.3");

    [Fact]
    public void Takes_what_is_far_below_the_voice_for_silent_whatever_the_model_remembers()
    {
        var gate = new VoiceGate(new HearingOptions(), Window);

        Run(gate, [-20, -18, -20, -47, -60, -60, -60, -60, -60, -60], 1, 1, 1, 0.9f, 0.8f, 0.6f, 0.2f, 0, 0, 0).ShouldBe(".BW..P...E");

        gate.LastVoice.ShouldBe(MediaTime.FromMilliseconds(96));
    }

    [Fact]
    public void Hears_who_trails_off()
    {
        var gate = new VoiceGate(new HearingOptions(), Window);

        Run(gate, [-20, -20, -50, -50, -50, -50, -50, -50], 1, 1, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f).ShouldBe(".B..P.WW");
    }

    [Fact]
    public void Changes_nothing_in_noise_that_is_nearly_as_loud()
    {
        var gate = new VoiceGate(new HearingOptions(), Window);

        Run(gate, [-20, -20, -40, -40, -40, -40, -40], 1, 1, 0.9f, 0.8f, 0.2f, 0, 0).ShouldBe(".BWW..P");
    }

    private static string Run(VoiceGate gate, params float[] probabilities) => Run(gate, new double[probabilities.Length], probabilities);

    private static string Run(VoiceGate gate, double[] levels, params float[] probabilities)
    {
        var edges = probabilities.Select((probability, i) => gate.Step(probability, levels[i], MediaTime.Zero + (Window * i)));
        return string.Concat(edges.Select(edge => edge switch { VoiceEdge.Began => 'B', VoiceEdge.WentOn => 'W', VoiceEdge.Paused => 'P', VoiceEdge.Ended => 'E', _ => '.' }));
    }
}
