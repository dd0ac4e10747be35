using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Playout;

/// <summary>
/// The stage that plays one utterance from a tape: its phrases follow each other on one time line, each phrase's performance goes out before its audio,
/// and the audio goes out in packets of 20 ms by absolute deadlines, a fixed lead ahead of real time. Used once; not thread-safe.
/// </summary>
/// <param name="utterance">Which utterance it is.</param>
/// <param name="output">Format that the client wants.</param>
/// <param name="lead">How far ahead of real time audio is sent.</param>
/// <param name="clock">The session's clock.</param>
internal sealed class UtterancePlayout(UtteranceId utterance, AudioFormat output, TimeSpan lead, MediaClock clock)
{
    // A sound that begins in the middle of a wave begins with a step, which is heard as a click. Over 5 ms it is neither heard as a step nor as a fade.
    private static readonly TimeSpan FadeIn = TimeSpan.FromMilliseconds(5);

    private readonly int _packet = output.Samples(TimeSpan.FromMilliseconds(Protocol.PacketMilliseconds));

    // The time at which the utterance's first sample sounds, if the client plays at once.
    private MediaTime? _anchor;
    private long _offset;
    private bool _marked;

    /// <summary>Format that the client wants.</summary>
    public AudioFormat Output { get; } = output;

    /// <summary>
    /// Plays: gives each step when it is due; the receiver sends it at once. When the voice fails, what it gave before is played and the utterance
    /// ended; then the failure goes on to the caller. Gives nothing at all when nothing is left to say.
    /// </summary>
    /// <param name="tape">What is played; of the same format.</param>
    /// <param name="from">Where on the tape the utterance begins.</param>
    /// <param name="resumes">Where in an earlier utterance that is; null when there was none.</param>
    /// <param name="cancellationToken">Stops the playing at once; the tape can be played on.</param>
    public async IAsyncEnumerable<PlayoutStep> PlayAsync(
        SpeechTape tape, TapePosition from, SpeechPosition? resumes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ExceptionDispatchInfo? failure = null;
        var origin = Output.Duration(from.Sample);
        var told = 0;
        var started = tape.Audio.Length > from.Sample;
        if (started)
        {
            yield return Start(resumes);
        }

        while (true)
        {
            for (var index = 0; started && index < tape.Performances.Count; index++)
            {
                var performance = tape.Performances[index];
                if (performance.Index >= told && Performance.Of(performance, utterance, origin, from.Heard) is { } delta)
                {
                    yield return new PlayoutStep.Message(delta);
                }

                told = Math.Max(told, performance.Index + 1);
            }

            while (Next(tape.Audio, from.Sample) is var count and > 0)
            {
                yield return await PaceAsync(tape.Audio, from.Sample, count, cancellationToken);
            }

            if (tape.Audio.IsComplete)
            {
                break;
            }

            // A phrase is heard to its end, also when the next one is late; until then it is not known whether this is the last packet.
            if (tape.IsWhole && (int)(tape.Audio.Length - from.Sample - _offset) is var rest and > 0 && !await tape.IsNextAsync(Latest(), clock, cancellationToken))
            {
                yield return await PaceAsync(tape.Audio, from.Sample, rest, cancellationToken);
            }

            try
            {
                if (!await tape.PullAsync(cancellationToken))
                {
                    continue;
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
                continue;
            }

            if (!started)
            {
                started = true;
                yield return Start(resumes);
            }
        }

        if (_offset > 0 && !_marked)
        {
            yield return new PlayoutStep.Audio(new SpeechPacket(utterance.Epoch, utterance.Number, _offset, default, IsLast: true));
        }

        if (started)
        {
            var duration = Output.Duration(_offset);
            var end = new SpeechEnd { Epoch = utterance.Epoch.Value, Utterance = utterance.Number, Duration = duration.TotalMilliseconds };
            yield return new PlayoutStep.End(end, (_anchor ?? clock.Now) + duration);
        }

        failure?.Throw();
    }

    private PlayoutStep.Message Start(SpeechPosition? resumes) =>
        new(new SpeechStart { Turn = utterance.Turn, Epoch = utterance.Epoch.Value, Utterance = utterance.Number, Resumes = resumes });

    // Samples of the next packet, or 0 until the tape is longer: one sample more is waited for, so that the last packet is known as such.
    private int Next(AudioTape audio, long origin)
    {
        var left = audio.Length - origin - _offset;
        return audio.IsComplete || left > _packet ? (int)Math.Min(left, _packet) : 0;
    }

    // A packet's length before its sound is due, so that the client does not run dry over it.
    private MediaTime Latest() => (_anchor ?? clock.Now) + Output.Duration(_offset - _packet);

    private async ValueTask<PlayoutStep> PaceAsync(AudioTape audio, long origin, int count, CancellationToken cancellationToken)
    {
        var position = Output.Duration(_offset);
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

        var from = origin + _offset;
        var samples = audio.Read(from, count);
        if (origin > 0 && _offset == 0)
        {
            samples = Faded(samples.Span);
        }

        _marked = audio.IsComplete && from + count == audio.Length;
        var packet = new SpeechPacket(utterance.Epoch, utterance.Number, _offset, samples, _marked);
        _offset += count;
        return new PlayoutStep.Audio(packet);
    }

    private short[] Faded(ReadOnlySpan<short> samples)
    {
        var faded = samples.ToArray();
        var length = Output.Samples(FadeIn);
        for (var sample = 0; sample < Math.Min(length, faded.Length); sample++)
        {
            faded[sample] = (short)(faded[sample] * sample / length);
        }

        return faded;
    }
}
