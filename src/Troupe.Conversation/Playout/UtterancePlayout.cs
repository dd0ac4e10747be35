using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Playout;

/// <summary>
/// The stage that plays one utterance: its phrases follow each other on one time line, each phrase's performance goes out before its audio,
/// and the audio goes out in packets of 20 ms by absolute deadlines, a fixed lead ahead of real time. Used once; not thread-safe.
/// </summary>
/// <param name="utterance">Which utterance it is.</param>
/// <param name="output">Format that the client wants.</param>
/// <param name="lead">How far ahead of real time audio is sent.</param>
/// <param name="clock">The session's clock.</param>
internal sealed class UtterancePlayout(UtteranceId utterance, AudioFormat output, TimeSpan lead, MediaClock clock)
{
    private readonly PacketCutter _cutter = new(output);

    // The time at which the utterance's first sample sounds, if the client plays at once.
    private MediaTime? _anchor;
    private long _offset;

    /// <summary>
    /// Plays: gives each step when it is due; the receiver sends it at once. When the source fails, what it gave before is played and the utterance
    /// ended; then the failure goes on to the caller.
    /// </summary>
    /// <param name="acted">Chunks of one phrase after another.</param>
    /// <param name="cancellationToken">Stops the playing at once.</param>
    public async IAsyncEnumerable<PlayoutStep> PlayAsync(IAsyncEnumerable<ActedChunk> acted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ExceptionDispatchInfo? failure = null;
        var started = false;
        await using var chunks = acted.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await chunks.MoveNextAsync())
                {
                    break;
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
                break;
            }

            if (!started)
            {
                started = true;
                yield return new PlayoutStep.Message(new SpeechStart { Turn = utterance.Turn, Epoch = utterance.Epoch.Value, Utterance = utterance.Number });
            }

            if (Performance.Of(chunks.Current, utterance, _cutter.Written) is { } delta)
            {
                yield return new PlayoutStep.Message(delta);
            }

            _cutter.Write(chunks.Current.Speech.Format, chunks.Current.Speech.Audio.Span);
            while (_cutter.Next() is { } samples)
            {
                yield return await PaceAsync(samples, isLast: false, cancellationToken);
            }
        }

        if (started)
        {
            _cutter.Finish();
            while (_cutter.Next() is { } samples)
            {
                yield return await PaceAsync(samples, _cutter.IsEmpty, cancellationToken);
            }

            var duration = output.Duration(_offset);
            var end = new SpeechEnd { Epoch = utterance.Epoch.Value, Utterance = utterance.Number, Duration = duration.TotalMilliseconds };
            yield return new PlayoutStep.End(end, (_anchor ?? clock.Now) + duration);
        }

        failure?.Throw();
    }

    private async ValueTask<PlayoutStep> PaceAsync(ReadOnlyMemory<short> samples, bool isLast, CancellationToken cancellationToken)
    {
        var position = output.Duration(_offset);
        if (_anchor is { } anchor)
        {
            await clock.WaitUntilAsync(anchor + position - lead, cancellationToken);
        }

        // When the voice was too slow the client ran dry: the rest sounds later by as much.
        var now = clock.Now;
        if (_anchor is null || now > _anchor.Value + position)
        {
            _anchor = now - position;
        }

        var packet = new SpeechPacket(utterance.Epoch, utterance.Number, _offset, samples, isLast);
        _offset += samples.Length;
        return new PlayoutStep.Audio(packet);
    }
}
