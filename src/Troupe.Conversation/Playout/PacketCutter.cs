using Troupe.Contracts;
using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Playout;

/// <summary>Cuts a voice's audio into packets of the session's format. Keeps one sample back until the end, so that the last packet is known as such. Not thread-safe.</summary>
/// <param name="output">Format of packets.</param>
internal sealed class PacketCutter(AudioFormat output)
{
    private readonly int _packet = output.Samples(TimeSpan.FromMilliseconds(Protocol.PacketMilliseconds));
    private Resampler? _resampler;
    private short[] _waiting = [];
    private int _from;
    private int _to;
    private bool _finished;

    /// <summary>How much sound was written.</summary>
    public TimeSpan Written { get; private set; }

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _from == _to;

    /// <summary>Takes audio that follows.</summary>
    public void Write(AudioFormat format, ReadOnlySpan<short> audio)
    {
        Written += format.Duration(audio.Length);
        if (_resampler is not null && _resampler.Input != format)
        {
            Flush();
        }

        if (format == output)
        {
            audio.CopyTo(Room(audio.Length));
            _to += audio.Length;
            return;
        }

        _resampler ??= new Resampler(format, output);

        // Room moves the end: it is read only afterwards.
        var written = _resampler.Convert(audio, Room(_resampler.MaxOutput(audio.Length)));
        _to += written;
    }

    /// <summary>Says that nothing follows: the last packet may be shorter.</summary>
    public void Finish()
    {
        Flush();
        _finished = true;
    }

    /// <summary>The next packet, or null until more is written.</summary>
    public ReadOnlyMemory<short>? Next()
    {
        var count = _to - _from;
        if (_finished ? count == 0 : count <= _packet)
        {
            return null;
        }

        count = Math.Min(count, _packet);
        var samples = _waiting.AsSpan(_from, count).ToArray();
        _from += count;
        return samples;
    }

    private void Flush()
    {
        if (_resampler is not null)
        {
            var written = _resampler.Flush(Room(_resampler.MaxOutput(0)));
            _to += written;
            _resampler = null;
        }
    }

    private Span<short> Room(int count)
    {
        if (_to + count > _waiting.Length)
        {
            var waiting = _waiting.AsSpan(_from, _to - _from);
            var target = waiting.Length + count > _waiting.Length ? new short[(waiting.Length + count) * 2] : _waiting;
            waiting.CopyTo(target);
            (_waiting, _from, _to) = (target, 0, waiting.Length);
        }

        return _waiting.AsSpan(_to);
    }
}
