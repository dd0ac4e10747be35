using System.Runtime.InteropServices;
using System.Text;
using Troupe.Benchmarks.Corpus;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Speaking;

namespace Troupe.Benchmarks.LipSync;

/// <summary>
/// espeak-ng as a voice that tells its phones. It books the silence of a voiceless stop to the phone before, so that lips would shut after the sound; here the stop begins with its silence.
/// Stress is not told. Samples and times differ a little from call to call.
/// </summary>
internal sealed class EspeakVoice
{
    private const int Utf8 = 1;
    private const int Synchronous = 2;
    private const int PhonesInIpaAndNoExit = 1 | 2 | 0x8000;

    // Silence of a stop: no sample above -60 dBFS for at least 2.5 ms; longer than 130 ms it is a pause.
    private const int Quiet = 33;
    private static readonly TimeSpan Block = TimeSpan.FromMilliseconds(2.5);
    private static readonly TimeSpan LongestClosure = TimeSpan.FromMilliseconds(130);

    // The event stands at the burst or up to 15 ms behind it; what is before keeps at least 10 ms.
    private static readonly TimeSpan AfterBurst = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan ShortestBefore = TimeSpan.FromMilliseconds(10);
    private static readonly string[] VoicelessStops = ["p", "t", "k", "tʃ"];

    private readonly AudioFormat _format;
    private readonly EspeakLibrary.Receive _receive;
    private readonly List<short> _samples = [];
    private readonly List<(string Ipa, int Sample)> _phones = [];
    private readonly List<(int Position, int Length, int FirstPhone)> _words = [];

    private EspeakVoice(int rate)
    {
        _format = new AudioFormat(rate);
        _receive = Receive;
        EspeakLibrary.SetCallback(_receive);
    }

    /// <summary>Starts espeak-ng; null when it is not installed.</summary>
    public static EspeakVoice? TryStart()
    {
        try
        {
            return EspeakLibrary.Initialize(Synchronous, 20, 0, PhonesInIpaAndNoExit) is > 0 and var rate ? new EspeakVoice(rate) : null;
        }
        catch (DllNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Speaks a sentence with a voice such as <c>en-us+f3</c>; 16 kHz.</summary>
    /// <exception cref="InvalidOperationException">There is no such voice.</exception>
    public (short[] Sound, IReadOnlyList<PhonemeTiming> Phones, IReadOnlyList<WordTiming> Words) Speak(string voice, string text)
    {
        _samples.Clear();
        _phones.Clear();
        _words.Clear();
        _phones.Add(("", 0));
        var said = Encoding.UTF8.GetBytes(text + '\0');
        if (EspeakLibrary.SetVoice(Encoding.UTF8.GetBytes(voice + '\0')) != 0 || EspeakLibrary.Speak(said, (nuint)said.Length, 0, 0, 0, Utf8, 0, 0) != 0)
        {
            throw new InvalidOperationException($"espeak-ng cannot speak with the voice '{voice}'.");
        }

        var sound = CollectionsMarshal.AsSpan(_samples);
        var starts = new TimeSpan[_phones.Count + 1];
        starts[^1] = _format.Duration(sound.Length);
        for (var index = 0; index < _phones.Count; index++)
        {
            var start = _format.Duration(_phones[index].Sample);
            starts[index] = index > 0 && VoicelessStops.Any(stop => _phones[index].Ipa.StartsWith(stop, StringComparison.Ordinal))
                ? Later(StartOfClosure(sound, start), starts[index - 1] + ShortestBefore, start)
                : start;
        }

        var phones = _phones.Select((phone, index) => new PhonemeTiming(phone.Ipa, starts[index], starts[index + 1] - starts[index]));
        return (Sounds.Faster(sound, (double)_format.SampleRate / AudioFormat.Hearing.SampleRate), [.. phones.Where(phone => phone.Duration > TimeSpan.Zero)], [.. Words(text, starts)]);
    }

    // A word ends where the last of its phones does that is no pause.
    private IEnumerable<WordTiming> Words(string text, TimeSpan[] starts)
    {
        for (var index = 0; index < _words.Count; index++)
        {
            var (position, length, first) = _words[index];
            var end = index + 1 < _words.Count ? _words[index + 1].FirstPhone : _phones.Count;
            while (end > first + 1 && _phones[end - 1].Ipa.Length == 0)
            {
                end--;
            }

            // Words that only a number's reading has stand at no letter of the text.
            if (end > first && position > 0 && position - 1 + length <= text.Length)
            {
                yield return new WordTiming(text[(position - 1)..Math.Min(position - 1 + length, text.Length)], starts[first], starts[end] - starts[first]);
            }
        }
    }

    private static TimeSpan Later(TimeSpan closure, TimeSpan earliest, TimeSpan start) => closure > earliest ? closure : earliest < start ? earliest : start;

    private TimeSpan StartOfClosure(ReadOnlySpan<short> sound, TimeSpan burst)
    {
        var at = burst;
        while (at > Block && burst - at < AfterBurst && !IsQuiet(sound, at - Block))
        {
            at -= Block;
        }

        var end = at;
        while (at > Block && end - at < LongestClosure && IsQuiet(sound, at - Block))
        {
            at -= Block;
        }

        return at == end ? burst : at;
    }

    private bool IsQuiet(ReadOnlySpan<short> sound, TimeSpan at)
    {
        foreach (var sample in sound[_format.Samples(at).._format.Samples(at + Block)])
        {
            if (Math.Abs((int)sample) > Quiet)
            {
                return false;
            }
        }

        return true;
    }

    private int Receive(nint samples, int count, nint events)
    {
        if (samples != 0 && count > 0)
        {
            var piece = new short[count];
            Marshal.Copy(samples, piece, 0, count);
            _samples.AddRange(piece);
        }

        var name = new byte[EspeakLibrary.Event.NameLength];
        for (; Marshal.PtrToStructure<EspeakLibrary.Event>(events) is { Kind: not EspeakLibrary.EndOfEvents } one; events += EspeakLibrary.Event.Size)
        {
            // A written word that is spoken as several, such as a number, is told again, or at no place of the text.
            if (one.Kind == EspeakLibrary.Word && one.Position > 0 && (_words.Count == 0 || one.Position > _words[^1].Position))
            {
                _words.Add((one.Position, one.Length, _phones.Count));
            }

            if (one.Kind == EspeakLibrary.Phone)
            {
                Marshal.Copy(events + EspeakLibrary.Event.NameAt, name, 0, name.Length);
                var length = Array.IndexOf(name, (byte)0);
                _phones.Add((Encoding.UTF8.GetString(name, 0, length < 0 ? name.Length : length), one.Sample));
            }
        }

        return 0;
    }
}
