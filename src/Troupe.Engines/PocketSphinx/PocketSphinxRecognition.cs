using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Troupe.Conversation.Hearing;

namespace Troupe.Engines.PocketSphinx;

/// <summary>
/// One stretch of speech: a thread of its own decodes what a bounded queue holds, so that neither the caller nor the thread pool ever waits for 50 ms of search.
/// The thread gives the decoder back when it is done, whatever ended the recognition.
/// </summary>
internal sealed class PocketSphinxRecognition : IRecognition
{
    /// <summary>Decoded at a time: between two pieces the thread looks whether it was abandoned.</summary>
    private const int PieceSamples = 320;

    private readonly BlockingCollection<Piece> _sound;
    private readonly CancellationTokenSource _abandoned = new();
    private readonly Channel<Transcript> _partials = Channel.CreateBounded<Transcript>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true });

    private readonly TaskCompletionSource<Transcript> _final = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Decoder _decoder;
    private readonly DecoderPool _pool;
    private readonly AudioFormat _format;
    private readonly int _maxBacklog;
    private readonly int _partialSamples;
    private readonly bool _guesses;
    private int _backlog;
    private int _fellBehind;

    public PocketSphinxRecognition(Decoder decoder, DecoderPool pool, AudioFormat format, PocketSphinxOptions options)
    {
        _decoder = decoder;
        _pool = pool;
        _format = format;
        _maxBacklog = format.Samples(options.MaxBacklog);
        _partialSamples = format.Samples(options.PartialInterval);
        _guesses = options.Profile == DecoderProfile.Fast;

        // The backlog is bounded in samples: the queue refuses what goes beyond it, and the recognition then fails rather than losing words silently.
        _sound = new BlockingCollection<Piece>(new ConcurrentQueue<Piece>());
        new Thread(Decode) { IsBackground = true, Name = "pocketsphinx" }.Start();
    }

    public void Write(AudioFrame frame)
    {
        if (frame.Format != _format)
        {
            throw new ArgumentException($"Sound is heard at {_format.SampleRate} Hz, not at {frame.Format.SampleRate} Hz.", nameof(frame));
        }

        if (frame.Samples.IsEmpty || _sound.IsAddingCompleted)
        {
            return;
        }

        if (Interlocked.Add(ref _backlog, frame.Samples.Length) > _maxBacklog)
        {
            Volatile.Write(ref _fellBehind, 1);
            return;
        }

        try
        {
            _sound.Add(new Piece(frame.Samples, Guess: null), CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            // It was disposed at this very moment: sound that comes later than the end is of no use.
        }
    }

    public async IAsyncEnumerable<Transcript> PartialsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var partial in _partials.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return partial;
        }
    }

    /// <summary>The fast profile has no pass at the end: what it understood so far is its transcript. The others have to end for that.</summary>
    public ValueTask<Transcript>? GuessAsync(CancellationToken cancellationToken)
    {
        if (!_guesses || _sound.IsAddingCompleted)
        {
            return null;
        }

        var guess = new TaskCompletionSource<Transcript>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _sound.Add(new Piece(default, guess), CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            // It was disposed at this very moment.
            guess.SetCanceled(CancellationToken.None);
        }

        return new ValueTask<Transcript>(guess.Task.WaitAsync(cancellationToken));
    }

    public async ValueTask<Transcript> FinishAsync(CancellationToken cancellationToken)
    {
        _sound.CompleteAdding();
        return await _final.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _abandoned.Cancel();
        _sound.CompleteAdding();
        await _released.Task.ConfigureAwait(false);
    }

    private void Decode()
    {
        EngineException? failure = null;
        try
        {
            _decoder.Start();
            Listen(_abandoned.Token);
            _decoder.End();
            _final.TrySetResult(new Transcript(_decoder.Hypothesis(), IsFinal: true));
        }
        catch (OperationCanceledException)
        {
            _final.TrySetCanceled(_abandoned.Token);
            failure = EndAbandoned();
        }
        catch (EngineException broken)
        {
            failure = broken;
            _final.TrySetException(broken);
        }

        _partials.Writer.TryComplete(failure);
        if (failure is null)
        {
            _pool.Return(_decoder);
        }
        else
        {
            _pool.Discard(_decoder);
        }

        // The decoder was abandoned or broke before it came to them.
        while (_sound.TryTake(out var left))
        {
            left.Guess?.TrySetCanceled(CancellationToken.None);
        }

        // Nobody may wait for a transcript of an abandoned recognition: a failure that nobody sees is no crash.
        _ = _final.Task.Exception;
        _released.SetResult();
    }

    private void Listen(CancellationToken abandoned)
    {
        var last = "";
        var sinceLook = 0;
        foreach (var sound in _sound.GetConsumingEnumerable(abandoned))
        {
            sound.Guess?.TrySetResult(new Transcript(_decoder.Hypothesis(), IsFinal: true));
            for (var rest = sound.Samples; !rest.IsEmpty;)
            {
                abandoned.ThrowIfCancellationRequested();
                var piece = rest[..Math.Min(rest.Length, PieceSamples)];
                rest = rest[piece.Length..];
                _decoder.Process(piece.Span);
                sinceLook += piece.Length;
                if (sinceLook >= _partialSamples)
                {
                    sinceLook = 0;
                    last = Look(last);
                }
            }

            Interlocked.Add(ref _backlog, -sound.Samples.Length);
            ThrowIfBehind();
        }

        ThrowIfBehind();
    }

    private string Look(string last)
    {
        var text = _decoder.Hypothesis();
        if (text.Length > 0 && text != last)
        {
            _partials.Writer.TryWrite(new Transcript(text, IsFinal: false));
        }

        return text;
    }

    private void ThrowIfBehind()
    {
        if (Volatile.Read(ref _fellBehind) == 1)
        {
            throw new EngineException($"pocketsphinx fell {_format.Duration(_maxBacklog).TotalSeconds:0.#} s behind the speaker.", transient: true);
        }
    }

    private EngineException? EndAbandoned()
    {
        try
        {
            _decoder.End();
            return null;
        }
        catch (EngineException broken)
        {
            return broken;
        }
    }

    /// <summary>Sound to decode, or a question what was understood up to here.</summary>
    private readonly record struct Piece(ReadOnlyMemory<short> Samples, TaskCompletionSource<Transcript>? Guess);
}
