using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;

namespace Troupe.Testing;

/// <summary>
/// Plays speech as a client does, without sound: keeps a buffer, reports how far it is, and says when it dropped what was interrupted. Attach one to a
/// <see cref="ScriptedTransport"/> to simulate a client; leave it off for one that never reports.
/// </summary>
public sealed class ScriptedPlayer
{
    private readonly ScriptedTransport _transport;
    private readonly AudioFormat _format;
    private readonly MediaClock _clock;
    private readonly TimeProvider _time;
    private Utterance? _playing;

    /// <summary>Attaches a player.</summary>
    /// <param name="transport">What it hears and answers.</param>
    /// <param name="format">Format of the speech.</param>
    /// <param name="time">The clock.</param>
    public ScriptedPlayer(ScriptedTransport transport, AudioFormat format, TimeProvider time)
    {
        _transport = transport;
        _format = format;
        _time = time;
        _clock = new MediaClock(time);
        transport.Received += OnReceived;
    }

    /// <summary>From the first packet to the first sample heard. Default: 80 ms, within what the browser client buffers.</summary>
    public TimeSpan Buffer { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>From one report to the next. Default: 100 ms.</summary>
    public TimeSpan ReportEvery { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>From the interruption to the answer that all was dropped. Default: 20 ms.</summary>
    public TimeSpan ClearDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    private void OnReceived(ScriptedTransport.Output output)
    {
        switch (output)
        {
            case { Packet: { } packet } when _playing is null || _playing.Epoch != packet.Epoch:
                _playing = new Utterance(packet.Epoch, packet.Utterance, _clock.Now + Buffer);
                _playing.Take(packet, _format);
                _ = PlayAsync(_playing);
                break;
            case { Packet: { } packet }:
                _playing.Take(packet, _format);
                break;
            case { Message: TurnInterrupted interrupted }:
                _ = ClearAsync(interrupted);
                break;
        }
    }

    private async Task PlayAsync(Utterance utterance)
    {
        await _clock.WaitUntilAsync(utterance.Start, CancellationToken.None);
        while (!utterance.Stopped)
        {
            var ended = utterance.HasAll && utterance.Position(_clock.Now) == utterance.Length;
            _transport.Send(new PlayheadMoved
            {
                Epoch = utterance.Epoch.Value,
                Utterance = utterance.Number,
                Position = utterance.Position(_clock.Now).TotalMilliseconds,
                Ended = ended,
            });
            if (ended)
            {
                return;
            }

            var left = utterance.Length - utterance.Position(_clock.Now);
            await Task.Delay(utterance.HasAll && left < ReportEvery ? left : ReportEvery, _time);
        }
    }

    private async Task ClearAsync(TurnInterrupted interrupted)
    {
        await Task.Delay(ClearDelay, _time);
        var playing = _playing?.Epoch.Value == interrupted.Epoch ? _playing : null;
        var position = playing?.Position(_clock.Now) ?? TimeSpan.Zero;
        playing?.Stop();
        _transport.Send(new SpeechCleared { Epoch = interrupted.Epoch, Position = position.TotalMilliseconds });
    }

    private sealed class Utterance(Epoch epoch, uint number, MediaTime start)
    {
        public Epoch Epoch { get; } = epoch;

        public uint Number { get; } = number;

        public MediaTime Start { get; } = start;

        public TimeSpan Length { get; private set; }

        public bool HasAll { get; private set; }

        public bool Stopped { get; private set; }

        public void Take(SpeechPacket packet, AudioFormat format)
        {
            Length = format.Duration(packet.Offset + packet.Samples.Length);
            HasAll = packet.IsLast;
        }

        public void Stop() => Stopped = true;

        public TimeSpan Position(MediaTime now)
        {
            var position = now - Start;
            return position < TimeSpan.Zero ? TimeSpan.Zero : position < Length ? position : Length;
        }
    }
}
