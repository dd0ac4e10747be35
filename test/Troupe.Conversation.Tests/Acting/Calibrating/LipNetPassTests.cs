using System.Text.Json;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Calibrating;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Tests.Acting.Calibrating;

/// <summary>What learns is the network that listens, and what it takes for the slope of its loss is that.</summary>
[Trait("Category", "fast")]
public sealed class LipNetPassTests
{
    private const int Sequences = 3, Frames = 12;

    private static readonly JsonElement Small = JsonDocument.Parse(File.ReadAllText(Path.Combine(Vectors.Root(), "vectors", "lipsync", "small.json"))).RootElement;
    private static readonly LipNetWeights Weights = LipNetWeights.Read(Small.GetProperty("weights").GetBytesFromBase64());
    private static readonly short[] Sound = Pcm.FromBytes(Small.GetProperty("samples").GetBytesFromBase64());
    private static readonly FrameLabel[] Labels = [.. Enumerable.Range(0, Sequences * Frames).Select(i => new FrameLabel(i % VisemeSet.Count, (1 << (i % VisemeSet.Count)) | (1 << (i * 7 % VisemeSet.Count)), i % 5 / 4f))];

    private readonly LipNetPass _pass = new(Weights, Sequences, Frames);
    private readonly LipNetLoss _loss = new(Labels);

    [Fact]
    public void Answers_as_the_network_that_listens()
    {
        Hear();
        _pass.Forward();

        var net = new LipNet(Weights);
        ReadOnlySpan<short> sound = Sound;
        var visemes = new float[VisemeSet.Count];
        for (var frame = 0; frame < Frames; frame++)
        {
            net.Next(ref sound, visemes, out var opening, out _).ShouldBeTrue();
            for (var sequence = 0; sequence < Sequences; sequence++)
            {
                var answers = _pass.Answers.AsSpan(((frame * Sequences) + sequence) * LipNetWeights.Answers, LipNetWeights.Answers);
                (answers[0] - answers[4]).ShouldBe(MathF.Log(visemes[0] / visemes[4]), 1e-3f);
                (1 / (1 + MathF.Exp(-answers[VisemeSet.Count]))).ShouldBe(opening, 1e-4f);
            }
        }
    }

    [Fact]
    public void Knows_the_slope_of_its_loss_by_every_tensor()
    {
        Hear();
        Loss(out var slopes);
        _pass.Backward(slopes);
        foreach (var (tensor, parameter) in _pass.Parameters.Index())
        {
            // The steepest number of each tensor, so that rounding does not decide.
            var at = Enumerable.Range(0, parameter.Values.Length).MaxBy(i => Math.Abs(parameter.Gradient[i]));
            var (kept, step) = (parameter.Values[at], 0.01f);
            parameter.Values[at] = kept + step;
            var above = Loss(out _);
            parameter.Values[at] = kept - step;
            var below = Loss(out _);
            parameter.Values[at] = kept;

            var slope = (above - below) / (2 * step);
            (parameter.Gradient[at] / slope).ShouldBe(1, 0.02, $"tensor {tensor}: {parameter.Gradient[at]} for {slope}");
        }
    }

    private void Hear()
    {
        var bands = new LipNetBands();
        ReadOnlySpan<short> sound = Sound;
        Span<float> heard = stackalloc float[LipNetBands.Count];
        for (var frame = 0; frame < Frames; frame++)
        {
            bands.Next(ref sound, heard).ShouldBeTrue();
            for (var sequence = 0; sequence < Sequences; sequence++)
            {
                _pass.Hear(frame, sequence, heard);
            }
        }
    }

    private double Loss(out float[] slopes)
    {
        _pass.Forward();
        slopes = new float[_pass.Answers.Length];
        var loss = 0.0;
        for (var row = 0; row < Labels.Length; row++)
        {
            var here = row * LipNetWeights.Answers;
            loss += _loss.Of(_pass.Answers.AsSpan(here, LipNetWeights.Answers), Labels[row], 1f / Labels.Length, slopes.AsSpan(here, LipNetWeights.Answers));
        }

        return loss;
    }
}
