using Troupe.Conversation.Audio;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Hearing;

/// <summary>The last windows of sound, kept so that a recognition can begin before the voice did. Allocates only when taken.</summary>
internal sealed class PreRoll
{
    private readonly AudioFormat _format;
    private readonly int _windowSamples;
    private readonly int _capacity;
    private readonly short[] _ring;
    private int _count;
    private int _next;
    private MediaTime _end;

    /// <summary>Makes an empty one.</summary>
    /// <param name="format">Rate of the windows.</param>
    /// <param name="windowSamples">Samples of each window.</param>
    /// <param name="before">How much sound before the onset to keep.</param>
    /// <param name="voiced">Windows from the onset to the moment that the voice is known.</param>
    public PreRoll(AudioFormat format, int windowSamples, TimeSpan before, int voiced)
    {
        _format = format;
        _windowSamples = windowSamples;
        _capacity = ((format.Samples(before) + windowSamples - 1) / windowSamples) + voiced;
        _ring = new short[_capacity * windowSamples];
    }

    /// <summary>Keeps a window that follows the previous one.</summary>
    public void Add(ReadOnlySpan<short> window, MediaTime at)
    {
        window.CopyTo(_ring.AsSpan(_next * _windowSamples));
        _next = (_next + 1) % _capacity;
        _count = Math.Min(_count + 1, _capacity);
        _end = at + _format.Duration(_windowSamples);
    }

    /// <summary>All that is kept, as one frame.</summary>
    public AudioFrame Take()
    {
        var samples = new short[_count * _windowSamples];
        var oldest = (_next - _count + _capacity) % _capacity;
        for (var i = 0; i < _count; i++)
        {
            _ring.AsSpan((oldest + i) % _capacity * _windowSamples, _windowSamples).CopyTo(samples.AsSpan(i * _windowSamples));
        }

        return new AudioFrame(_end - _format.Duration(samples.Length), _format, samples);
    }

    /// <summary>Forgets the windows that begin before a time.</summary>
    public void ForgetUntil(MediaTime time)
    {
        while (_count > 0 && _end - _format.Duration(_count * _windowSamples) < time)
        {
            _count--;
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => _count = _next = 0;
}
