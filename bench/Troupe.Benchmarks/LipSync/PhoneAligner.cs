using System.Runtime.InteropServices;
using System.Text;
using Troupe.Engines.PocketSphinx;

namespace Troupe.Benchmarks.LipSync;

/// <summary>A phone of which it is known when it sounds.</summary>
/// <param name="Name">Of the CMU phone set, such as <c>AH</c>; <c>SIL</c> for a pause.</param>
/// <param name="Word">The word that it belongs to, without the number of its pronunciation.</param>
/// <param name="Occurrence">Which of all words that is, pauses included.</param>
/// <param name="Start">From the first sample.</param>
/// <param name="Duration">How long it sounds.</param>
internal readonly record struct AlignedPhone(string Name, string Word, int Occurrence, TimeSpan Start, TimeSpan Duration);

/// <summary>
/// Finds when the phones of a known text sound, with pocketsphinx: a grammar of the one text chooses pronunciations and pauses, then its states are aligned with the sound.
/// Frames are 10 ms. The second pass has no public interface in version 5prealpha, so the decoder's own parts are used as its alignment test uses them. Not thread-safe.
/// </summary>
internal sealed class PhoneAligner : IDisposable
{
    private const string Silence = "<sil>";
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(10);

    // A frame is heard through a window of 25.6 ms that begins with it: what changes in the middle of two windows changes this much after the frame's first sample.
    private static readonly TimeSpan Centre = TimeSpan.FromMilliseconds((25.6 - 10) / 2);
    private static readonly byte[] GrammarName = Terminated("text");

    private readonly PocketSphinxLibrary _library = new();
    private readonly nint _decoder;

    /// <summary>Loads the model.</summary>
    /// <exception cref="InvalidOperationException">It is not installed.</exception>
    public PhoneAligner(string modelFolder)
    {
        _decoder = _library.Create(["-hmm", Path.Combine(modelFolder, "en-us"), "-dict", Path.Combine(modelFolder, "cmudict-en-us.dict"), "-remove_silence", "no"]);
        if (_decoder == 0)
        {
            throw new InvalidOperationException($"pocketsphinx cannot use the model in {modelFolder}.");
        }
    }

    /// <summary>Whether all words are in its dictionary.</summary>
    public bool Knows(string text) => Array.TrueForAll(text.Split(' '), word => PocketSphinxAlignment.WordId(Part(3), Terminated(word)) >= 0);

    /// <summary>Aligns lower-case words of the dictionary with 16 kHz sound.</summary>
    /// <exception cref="InvalidOperationException">A word is unknown, or the sound does not hold the text.</exception>
    public IReadOnlyList<AlignedPhone> Align(string text, ReadOnlySpan<short> sound)
    {
        var words = Words(text, sound.ToArray());
        var alignment = PocketSphinxAlignment.New(Part(4));
        try
        {
            foreach (var word in words)
            {
                _ = PocketSphinxAlignment.AddWord(alignment, PocketSphinxAlignment.WordId(Part(3), Terminated(word)), 0);
            }

            Check(PocketSphinxAlignment.Populate(alignment), text);
            Run(alignment, sound.ToArray(), text);
            return Phones(alignment, words);
        }
        finally
        {
            _ = PocketSphinxAlignment.Free(alignment);
        }
    }

    public void Dispose() => _library.Free(_decoder);

    // What is spoken, with pauses and the number of the pronunciation: "<sil>", "was(2)".
    private List<string> Words(string text, short[] sound)
    {
        Check(PocketSphinxAlignment.SetGrammar(_decoder, GrammarName, Terminated($"#JSGF V1.0; grammar text; public <text> = {text} ;")), text);
        Check(PocketSphinxAlignment.SetSearch(_decoder, GrammarName), text);
        if (!_library.Start(_decoder) || PocketSphinxAlignment.Process(_decoder, sound, (nuint)sound.Length, 0, 1) < 0 || !_library.End(_decoder))
        {
            Check(-1, text);
        }

        var words = new List<string>();
        for (var segment = PocketSphinxAlignment.Segments(_decoder); segment != 0; segment = PocketSphinxAlignment.NextSegment(segment))
        {
            if (Marshal.PtrToStringUTF8(PocketSphinxAlignment.WordOfSegment(segment)) is { } word && word != "(NULL)")
            {
                words.Add(word);
            }
        }

        Check(words.Count(word => word != Silence) == text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length ? 0 : -1, text);
        return words;
    }

    private void Run(nint alignment, short[] sound, string text)
    {
        var search = PocketSphinxAlignment.NewSearch(Terminated("align"), Part(0), Part(2), alignment);
        var steps = new PocketSphinxAlignment.Steps(search);
        var pinned = GCHandle.Alloc(sound, GCHandleType.Pinned);
        try
        {
            var (at, left) = (pinned.AddrOfPinnedObject(), (nuint)sound.Length);
            _ = PocketSphinxAlignment.SetGrow(Part(2), 1);
            Check(PocketSphinxAlignment.StartSound(Part(2)), text);
            Check(steps.Start(), text);
            var frames = PocketSphinxAlignment.ProcessSound(Part(2), ref at, ref left, 1);
            for (var frame = 0; frame < frames; frame++)
            {
                _ = steps.Step(frame);
                _ = PocketSphinxAlignment.Advance(Part(2));
            }

            _ = PocketSphinxAlignment.EndSound(Part(2));
            Check(steps.Finish(), text);
        }
        finally
        {
            pinned.Free();
            steps.Free();
        }
    }

    private List<AlignedPhone> Phones(nint alignment, List<string> words)
    {
        var names = words.SelectMany((word, index) => Pronunciation(word).Split(' ').Select(name => (name, word: word.Split('(')[0], index))).ToArray();
        var phones = new List<AlignedPhone>(names.Length);
        for (var phone = PocketSphinxAlignment.Phones(alignment); phone != 0; phone = PocketSphinxAlignment.NextPhone(phone))
        {
            var entry = Marshal.PtrToStructure<PocketSphinxAlignment.Entry>(PocketSphinxAlignment.EntryOf(phone));
            var (name, word, index) = names[phones.Count];
            var start = phones.Count == 0 ? TimeSpan.Zero : (entry.Start * Frame) + Centre;
            phones.Add(new AlignedPhone(name, word, index, start, ((entry.Start + entry.Duration) * Frame) + Centre - start));
        }

        return phones;
    }

    private string Pronunciation(string word)
    {
        var phones = PocketSphinxAlignment.Lookup(_decoder, Terminated(word));
        try
        {
            return Marshal.PtrToStringUTF8(phones) ?? throw new InvalidOperationException($"pocketsphinx does not know the word '{word}'.");
        }
        finally
        {
            PocketSphinxAlignment.FreeText(phones);
        }
    }

    // The decoder begins with pointers to its configuration (0), acoustic model (2), dictionary (3) and triphones (4).
    private nint Part(int index) => Marshal.ReadIntPtr(_decoder, index * nint.Size);

    private static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static void Check(int answer, string text)
    {
        if (answer < 0)
        {
            throw new InvalidOperationException($"pocketsphinx cannot align '{text}' with its sound: a word is not in the dictionary, or other words are spoken.");
        }
    }
}
