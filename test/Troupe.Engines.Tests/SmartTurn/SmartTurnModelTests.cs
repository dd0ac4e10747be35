using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Timing;
using Troupe.Engines.Native;
using Troupe.Engines.SmartTurn;

namespace Troupe.Engines.Tests.SmartTurn;

/// <summary>The model on ONNX Runtime, with files that the tests make.</summary>
[Trait("Category", "fast")]
public sealed class SmartTurnModelTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Judges_the_features_of_the_sound()
    {
        using var model = Open(TinyModel.Of(), out var finding).ShouldNotBeNull(finding?.Detail);
        finding.ShouldNotBeNull().ShouldSatisfyAllConditions(
            found => found.Part.ShouldBe("turnModel"),
            found => found.Found.ShouldBeTrue(),
            found => found.Detail.ShouldContain(_path));
        short[] sound = [.. Enumerable.Range(0, 32_000).Select(n => (short)(9_000 * Math.Sin(n * 0.1)))];
        var features = new float[LogMel.Bands * LogMel.Frames];
        new LogMel().Compute(sound, features);

        (await model.EndProbabilityAsync(Frame([]), Stop)).ShouldBe(1 / (1 + Math.Exp(1.5)), 1e-4);
        (await model.EndProbabilityAsync(Frame(sound), Stop)).ShouldBe(1 / (1 + Math.Exp(-features.Average(value => (double)value))), 1e-4);
    }

    [Fact]
    public async Task Serves_many_at_once()
    {
        using var model = Open(TinyModel.Of(), out var finding).ShouldNotBeNull(finding?.Detail);

        var judged = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => model.EndProbabilityAsync(Frame(new short[16_000]), Stop).AsTask()));

        judged.ShouldAllBe(probability => Math.Abs(probability - 0.18243) < 1e-4);
    }

    [Fact]
    public async Task Is_not_asked_for_what_nobody_wants()
    {
        using var model = Open(TinyModel.Of(), out var finding).ShouldNotBeNull(finding?.Detail);

        await Should.ThrowAsync<OperationCanceledException>(() => model.EndProbabilityAsync(Frame([]), new CancellationToken(canceled: true)).AsTask());
        model.Dispose();
        await Should.ThrowAsync<ObjectDisposedException>(() => model.EndProbabilityAsync(Frame([]), Stop).AsTask());
    }

    [Fact]
    public void Is_none_and_misses_nothing_unless_the_options_name_one()
    {
        SmartTurnModel.TryOpen(new SmartTurnOptions(), runtime: null, out var finding).ShouldBeNull();
        finding.ShouldBeNull();
    }

    [Fact]
    public async Task Is_an_engine_of_the_set_when_the_options_name_one()
    {
        var options = new EngineOptions { Voice = "none", BackupVoice = "none", Recognizer = RecognizerKind.None, SmartTurn = { Model = "/nowhere/turn.onnx" } };
        await using var set = await EngineSet.OpenAsync(options, cancellationToken: Stop);

        set.Engines.TurnModel.ShouldBeNull();
        set.Findings.ShouldContain(finding => finding.Part == "turnModel" && !finding.Found && finding.Detail == "The turn model is not at /nowhere/turn.onnx, where the options say that it is."
            && finding.Cure!.Contains("Troupe:Engines:SmartTurn:Model"));
    }

    [Fact]
    public void Refuses_a_model_with_another_input() =>
        Refusal(TinyModel.Of(input: "audio")).ShouldBe($"{_path} is not smart-turn 3: it has inputs audio and outputs logits, not input_features and one probability.");

    [Fact]
    public void Refuses_a_model_with_an_output_of_another_shape() =>
        Refusal(TinyModel.Of(meanOfFrames: false)).ShouldStartWith($"{_path} is not smart-turn 3, which takes features of 1 x 80 x 800 and gives one probability. ONNX Runtime: ");

    [Fact]
    public void Refuses_a_model_that_gives_no_probability() => Refusal(TinyModel.Of(sigmoid: false)).ShouldContain("The turn model gave -1.5, which is no probability");

    [Fact]
    public void Refuses_a_file_that_is_no_model() => Refusal([1, 2, 3]).ShouldStartWith("ONNX Runtime: ");

    private static AudioFrame Frame(short[] samples) => new(MediaTime.Zero, AudioFormat.Hearing, samples);

    private SmartTurnModel? Open(byte[] model, out EngineFinding? finding)
    {
        Assert.SkipUnless(EngineFile.OnnxRuntime.TryFind(null, out _, out var missing), missing ?? "");
        File.WriteAllBytes(_path, model);
        return SmartTurnModel.TryOpen(new SmartTurnOptions { Model = _path }, runtime: null, out finding);
    }

    private string Refusal(byte[] model)
    {
        Open(model, out var finding).ShouldBeNull();
        finding.ShouldNotBeNull().Cure.ShouldNotBeNull();
        return finding.Detail;
    }
}
