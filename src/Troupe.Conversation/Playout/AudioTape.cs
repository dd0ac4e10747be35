using Troupe.Contracts;
using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Playout;

/// <summary>
/// The sound of an answer in the session's format. Grows at its end; forgets its beginning when told to. Written in blocks that are never written twice,
/// so that packets are slices of them and reading allocates nothing but where a packet lies across two blocks. Not thread-safe.
/// </summary>
/// <param name="output">Format of the sound.</param>
internal sealed class AudioTape(AudioFormat output)
{
    // Ten packets: one allocation for 200 ms of sound, and small enough that a packet in flight keeps little alive.
    private readonly int _block = output.Samples(TimeSpan.FromMilliseconds(10 * Protocol.PacketMilliseconds));
    private readonly List<short[]> _blocks = [];
    private Resampler? _resampler;
    private short[] _converted = [];
    private long _first;

    /// <summary>Format of the sound.</summary>
    public AudioFormat Output { get; } = output;

    /// <summary>How much sound was written, in the time of who wrote it.</summary>
    public TimeSpan Written { get; private set; }

    /// <summary>Samples from the start of the answer to the end of the tape, forgotten ones included.</summary>
    public long Length { get; private set; }

    /// <summary>Samples that are in memory.</summary>
    public long Kept => Length - _first;

    /// <summary>Whether nothing follows.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Appends sound.</summary>
    public void Write(AudioFormat format, ReadOnlySpan<short> audio)
    {
        Written += format.Duration(audio.Length);
        if (_resampler is not null && _resampler.Input != format)
        {
            Flush();
            _resampler = null;
        }

        if (format == Output)
        {
            Append(audio);
            return;
        }

        _resampler ??= new Resampler(format, Output);
        var converted = Scratch(_resampler.MaxOutput(audio.Length));
        Append(converted[.._resampler.Convert(audio, converted)]);
    }

    /// <summary>Says that what follows is sound of its own: all that was written is on the tape, with nothing of it left in the filter.</summary>
    public void Flush()
    {
        if (_resampler is not null)
        {
            var converted = Scratch(_resampler.MaxOutput(0));
            Append(converted[.._resampler.Flush(converted)]);
        }
    }

    /// <summary>Says that nothing follows.</summary>
    public void Complete()
    {
        Flush();
        IsComplete = true;
    }

    /// <summary>Reads samples that are on the tape and not forgotten. They do not change any more.</summary>
    /// <param name="from">Samples before the first one, from the start of the answer.</param>
    /// <param name="count">How many.</param>
    public ReadOnlyMemory<short> Read(long from, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, _first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Length - from);
        var (index, offset) = Math.DivRem((int)(from - _first), _block);
        if (offset + count <= _block)
        {
            return count == 0 ? default : _blocks[index].AsMemory(offset, count);
        }

        var samples = new short[count];
        for (var read = 0; read < count; (index, offset) = (index + 1, 0))
        {
            var piece = Math.Min(count - read, _block - offset);
            _blocks[index].AsSpan(offset, piece).CopyTo(samples.AsSpan(read));
            read += piece;
        }

        return samples;
    }

    /// <summary>Lets go of the blocks before a sample.</summary>
    public void Forget(long before)
    {
        var blocks = (int)((Math.Min(before, Length) - _first) / _block);
        if (blocks > 0)
        {
            _blocks.RemoveRange(0, blocks);
            _first += (long)blocks * _block;
        }
    }

    private void Append(ReadOnlySpan<short> samples)
    {
        while (!samples.IsEmpty)
        {
            var (index, offset) = Math.DivRem((int)Kept, _block);
            if (index == _blocks.Count)
            {
                _blocks.Add(new short[_block]);
            }

            var piece = Math.Min(samples.Length, _block - offset);
            samples[..piece].CopyTo(_blocks[index].AsSpan(offset));
            samples = samples[piece..];
            Length += piece;
        }
    }

    private Span<short> Scratch(int count)
    {
        if (_converted.Length < count)
        {
            _converted = new short[count];
        }

        return _converted;
    }
}
