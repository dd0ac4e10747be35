using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Timing;
using Troupe.Engines.Silero;
using Troupe.Engines.Tests.Conformance;

namespace Troupe.Engines.Tests.Silero;

[Trait("Category", "fast")]
public sealed class SileroVoiceActivityTests : VoiceActivityConformance
{
    private static readonly Lazy<(SileroVoiceActivity? Model, EngineFinding Finding)> Opened = new(() => (SileroVoiceActivity.TryOpen(new SileroOptions(), out var finding), finding));

    protected override IVoiceActivityModel Model
    {
        get
        {
            Assert.SkipWhen(Opened.Value.Model is null, $"{Opened.Value.Finding.Detail} {Opened.Value.Finding.Cure}");
            return Opened.Value.Model!;
        }
    }

    protected override short[] Speech => SpokenSentence.Of("what time does the store open tomorrow")[4_800..^8_000];

    [Fact]
    public void Says_where_it_was_found()
    {
        Model.Description.Version.ShouldStartWith("silero_vad_v6 on ONNX Runtime 1.");
        Opened.Value.Finding.ShouldSatisfyAllConditions(
            finding => finding.Part.ShouldBe("voiceActivity"),
            finding => finding.Found.ShouldBeTrue(),
            finding => finding.Detail.ShouldContain("libonnxruntime.so"),
            finding => finding.Cure.ShouldBeNull());
    }

    [Theory]
    [InlineData("what time does the store open tomorrow")]
    [InlineData("please add two tickets to my cart")]
    [InlineData("can you tell me more about the history of this building")]
    public void Knows_within_120_ms_that_a_voice_began_and_within_300_ms_that_it_ended(string sentence)
    {
        using var detector = Model.Open();
        short[] sound = [.. SpokenSentence.Of(sentence), .. new short[16_000]];
        var gate = new VoiceGate(new HearingOptions(), TimeSpan.FromMilliseconds(32));
        var edges = new List<(VoiceEdge Edge, double Known, MediaTime At)>();

        foreach (var (i, probability) in Run(detector, sound).Index())
        {
            var edge = gate.Step(probability, Pcm.Level(sound.AsSpan(512 * i, 512)), MediaTime.FromSamples(512L * i, 16_000));
            if (edge != VoiceEdge.None)
            {
                edges.Add((edge, (i + 1) * 32, edge == VoiceEdge.Began ? gate.Onset : gate.LastVoice));
            }
        }

        var first = Pcm.FirstLoud(sound, -35) / 16.0;
        var last = Pcm.LastLoud(sound, -35) / 16.0;
        (edges[0].Known - first).ShouldBeInRange(32, 120);
        (edges[^1].Known - last).ShouldBeInRange(180, 300);
        (edges[^1].At.Milliseconds - last).ShouldBeInRange(-48, 48);
        (edges[0].At.Milliseconds - first).ShouldBeInRange(-64, 64);
        edges[^1].Edge.ShouldBe(VoiceEdge.Ended);
    }

    [Fact]
    public void Hears_real_people()
    {
        using var detector = Model.Open();

        Run(detector, SpokenSentence.Recording("librivox/sense_and_sensibility_01_austen_64kb-0870.wav")).Count(probability => probability > 0.5f).ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Allocates_nothing_per_window()
    {
        using var detector = Model.Open();
        var window = new float[detector.WindowSamples];
        detector.Detect(window);
        detector.Detect(window);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            detector.Detect(window);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Outlives_no_disposed_stream_and_lets_streams_outlive_each_other()
    {
        var first = Model.Open();
        using var second = Model.Open();
        var window = new float[first.WindowSamples];
        first.Detect(window);

        first.Dispose();
        first.Dispose();

        Should.Throw<ObjectDisposedException>(() => first.Detect(window));
        second.Detect(window).ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Says_what_is_missing_and_how_to_cure_it()
    {
        SileroVoiceActivity.TryOpen(new SileroOptions { Runtime = "/nowhere/libonnxruntime.so" }, out var noRuntime).ShouldBeNull();
        noRuntime.ShouldSatisfyAllConditions(
            finding => finding.Found.ShouldBeFalse(),
            finding => finding.Detail.ShouldContain("/nowhere/libonnxruntime.so"),
            finding => finding.Cure.ShouldNotBeNull().ShouldContain("TROUPE_ONNXRUNTIME"));
        SileroVoiceActivity.TryOpen(new SileroOptions { Model = "/nowhere/silero.onnx" }, out var noModel).ShouldBeNull();
        noModel.Cure.ShouldNotBeNull().ShouldContain("TROUPE_SILERO_MODEL");
    }

    [Fact]
    public void Reports_a_file_that_is_no_model_instead_of_throwing()
    {
        _ = Model;
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "not a model");

            SileroVoiceActivity.TryOpen(new SileroOptions { Model = path }, out var finding).ShouldBeNull();

            finding.Found.ShouldBeFalse();
            finding.Detail.ShouldStartWith("ONNX Runtime: ");
            SileroVoiceActivity.TryOpen(new SileroOptions { Runtime = path }, out finding).ShouldBeNull();
            finding.Detail.ShouldContain("cannot be loaded");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Refuses_a_model_of_another_shape()
    {
        Assert.SkipUnless(Troupe.Engines.Native.EngineFile.SileroModel.TryFind(null, out var path, out var missing), missing ?? "");
        _ = Model;

        SileroVoiceActivity.TryOpen(new SileroOptions { Model = Path.Combine(Path.GetDirectoryName(path)!, "silero_vad_legacy.onnx") }, out var finding).ShouldBeNull();

        finding.Detail.ShouldContain("is not Silero's model of version 5 or 6: it has inputs input, sr, h, c");
    }
}
