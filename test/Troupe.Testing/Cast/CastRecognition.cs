using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Testing.People;
using Troupe.Testing.Scenarios;

namespace Troupe.Testing.Cast;

/// <summary>One stretch of speech: reads the marks of the sound. Partials come a while after their word, and correct themselves.</summary>
internal sealed class CastRecognition(ScenarioRecognizer options, SpokenScript script, TimeProvider time, Random random, CallFault fault, EngineLog.Work work) : IRecognition
{
    /// <summary>A word is understood when no more than this of its end is missing: voice activity and windows cut a little at the edges.</summary>
    private static readonly TimeSpan Missing = TimeSpan.FromMilliseconds(60);

    private readonly Channel<(long Due, string Text, EngineException? Failure)> _partials = Channel.CreateUnbounded<(long, string, EngineException?)>();
    private readonly CancellationTokenSource _finishing = new();
    private readonly List<SpokenSound> _understood = [];
    private readonly Dictionary<int, int> _marks = [];
    private string _last = "";

    public void Write(AudioFrame frame)
    {
        var samples = frame.Samples.Span;
        for (; samples.Length >= SoundMark.Samples; samples = samples[SoundMark.Samples..])
        {
            if (SoundMark.TryRead(samples[..SoundMark.Samples], out var number, out var progress) && script.Find(number) is { } sound)
            {
                Hear(number, sound, progress, frame.Format);
            }
        }
    }

    public async IAsyncEnumerable<Transcript> PartialsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _finishing.Token);
        while (await NextAsync(stopping.Token, cancellationToken) is { } text)
        {
            yield return new Transcript(text, IsFinal: false);
        }
    }

    public ValueTask<Transcript>? GuessAsync(CancellationToken cancellationToken) => options.Guesses ? ConcludeAsync(cancellationToken) : null;

    public async ValueTask<Transcript> FinishAsync(CancellationToken cancellationToken)
    {
        _partials.Writer.TryComplete();
        _finishing.Cancel();
        return await ConcludeAsync(cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _partials.Writer.TryComplete();
        work.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Join(IEnumerable<string?> words) => string.Join(' ', words.OfType<string>());

    private async ValueTask<Transcript> ConcludeAsync(CancellationToken cancellationToken)
    {
        SpokenSound[] understood = [.. _understood];
        await fault.MeetAsync(understood.Length, work, cancellationToken);
        if (fault.StallsBy(understood.Length))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }

        await Task.Delay(options.Finish.Next(random) * fault.Factor, time, cancellationToken);
        work.Done();
        return new Transcript(fault.Drops(0) ? "" : Join(understood.Select(sound => sound.Understood)), IsFinal: true);
    }

    private void Hear(int number, SpokenSound sound, double progress, AudioFormat format)
    {
        var marks = _marks.GetValueOrDefault(number);
        if (marks < 0)
        {
            return;
        }

        _marks[number] = ++marks;
        var heard = format.Duration(marks * SoundMark.Samples);
        if (sound.Duration * (1 - progress) > Missing || heard < sound.Duration / 2)
        {
            return;
        }

        _marks[number] = int.MinValue;
        if (sound.FirstUnderstood is null || fault.Drops(0) || fault.StallsBy(_understood.Count))
        {
            return;
        }

        _understood.Add(sound);
        work.Say(sound.Understood ?? $"({sound.FirstUnderstood})");
        Announce(Join(_understood.SkipLast(1).Select(word => word.Understood ?? word.FirstUnderstood).Append(sound.FirstUnderstood)), 1);
        if (sound.FirstUnderstood != sound.Understood && sound.Understood is not null)
        {
            Announce(Join(_understood.Select(word => word.Understood ?? word.FirstUnderstood)), 2);
        }
    }

    private void Announce(string text, int delays)
    {
        var delay = TimeSpan.Zero;
        for (var i = 0; i < delays; i++)
        {
            delay += options.Partial.Next(random) * fault.Factor;
        }

        EngineException? failure = null;
        try
        {
            fault.ThrowIfDead(_understood.Count, work);
        }
        catch (EngineException dead)
        {
            failure = dead;
        }

        _partials.Writer.TryWrite((time.GetTimestamp() + (long)(delay.TotalSeconds * time.TimestampFrequency), text, failure));
    }

    private async ValueTask<string?> NextAsync(CancellationToken stopping, CancellationToken cancelled)
    {
        try
        {
            while (await _partials.Reader.WaitToReadAsync(stopping))
            {
                var (due, text, failure) = await _partials.Reader.ReadAsync(stopping);
                var wait = time.GetElapsedTime(time.GetTimestamp(), due);
                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time, stopping);
                if (failure is not null)
                {
                    throw failure;
                }

                if (text != _last)
                {
                    _last = text;
                    return text;
                }
            }
        }
        catch (OperationCanceledException) when (!cancelled.IsCancellationRequested)
        {
            // The speech is over: what is not said yet is in the final transcript.
        }

        return null;
    }
}
