using Troupe.Conversation.Audio;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Hearing;

/// <summary>
/// Keeps the last sound of a turn and has it judged in each pause, beside everything else: the judgement is an event. One caller; a model that fails says nothing, and the words decide.
/// </summary>
/// <remarks>A session in which nobody spoke yet keeps no sound.</remarks>
/// <param name="model">Judges.</param>
/// <param name="format">Of the windows.</param>
/// <param name="windowSamples">Samples of each window.</param>
/// <param name="pause">The pause that a judgement belongs to.</param>
/// <param name="heard">Gets judgements, on whichever thread the model gives them.</param>
internal sealed class PauseJudge(ITurnModel model, AudioFormat format, int windowSamples, CurrentPause pause, Action<HearingEvent> heard) : IDisposable
{
    private PreRoll? _sound;
    private CancellationTokenSource? _asked;

    /// <summary>Keeps a window that follows the previous one.</summary>
    public void Add(ReadOnlySpan<short> window, MediaTime at) => _sound?.Add(window, at);

    /// <summary>A turn begins: what was before is not of it.</summary>
    /// <param name="sound">Whole windows, of which the last one is from now.</param>
    public void Begin(AudioFrame sound)
    {
        _sound ??= new PreRoll(format, windowSamples, model.Window, voiced: 0);
        _sound.Clear();
        for (var i = 0; i < sound.Samples.Length; i += windowSamples)
        {
            _sound.Add(sound.Samples.Span.Slice(i, windowSamples), sound.At + format.Duration(i));
        }
    }

    /// <summary>Has the sound of the turn so far judged.</summary>
    /// <param name="recognition">That the judgement belongs to.</param>
    public void Judge(int recognition)
    {
        Stop();
        _asked = new CancellationTokenSource();
        _ = JudgeAsync(Convert(_sound!.Take()), recognition, pause.Number, _asked.Token);
    }

    /// <summary>Nobody wants to know any more: the voice goes on, or the turn is over.</summary>
    public void Stop()
    {
        if (_asked is { } asked)
        {
            _asked = null;
            asked.Cancel();
            asked.Dispose();
        }
    }

    /// <summary>No sound follows: what comes later is another turn.</summary>
    public void Clear() => _sound?.Clear();

    /// <inheritdoc/>
    public void Dispose() => Stop();

    private async Task JudgeAsync(AudioFrame sound, int recognition, int number, CancellationToken unwanted)
    {
        try
        {
            var probability = await model.EndProbabilityAsync(sound, unwanted);
            heard(new EndJudged(probability) { Recognition = recognition, Pause = number });
            HearingMetrics.Count(unwanted.IsCancellationRequested ? JudgementOutcome.Void : JudgementOutcome.Given);
        }
        catch (OperationCanceledException) when (unwanted.IsCancellationRequested)
        {
            HearingMetrics.Count(JudgementOutcome.Void);
        }
        catch (Exception)
        {
            HearingMetrics.Count(JudgementOutcome.Failed);
        }
    }

    private AudioFrame Convert(AudioFrame sound)
    {
        if (sound.Format == model.Format)
        {
            return sound;
        }

        var resampler = new Resampler(sound.Format, model.Format);
        var samples = new short[resampler.MaxOutput(sound.Samples.Length)];
        var written = resampler.Convert(sound.Samples.Span, samples);
        return new AudioFrame(sound.At, model.Format, samples.AsMemory(0, written));
    }
}
