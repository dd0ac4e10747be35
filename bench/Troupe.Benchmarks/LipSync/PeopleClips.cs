using Troupe.Benchmarks.Corpus;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Speaking;
using Troupe.Engines.Flite;
using Troupe.Engines.PocketSphinx;

namespace Troupe.Benchmarks.LipSync;

/// <summary>
/// The set <c>people</c>: readers whose words Debian's <c>pocketsphinx-testdata</c> knows, with phones found by <see cref="PhoneAligner"/>. Such a truth is off by about 10 ms
/// (see <see cref="AlignerError"/>), and it favours whoever hears with the same acoustic model.
/// </summary>
internal static class PeopleClips
{
    private const string Set = "people";

    /// <summary>Reads the recordings; none when they are not installed.</summary>
    public static IReadOnlyList<LipSyncClip> Read()
    {
        // The recordings whose name stands for their text are single words.
        SpokenItem[] known = [.. Recordings.Read().Where(item => item.Speaker == Recordings.Readers && item.Text.Contains(' '))];
        if (known.Length == 0)
        {
            return [];
        }

        using var aligner = new PhoneAligner(new PocketSphinxOptions().ModelFolder);
        return [.. known.Select(item =>
        {
            var sound = LipSyncCorpus.Padded(item.Sound.Samples.Span);
            var aligned = aligner.Align(item.Text, sound);
            return new LipSyncClip(Set, item.Text, sound, VowelLoudness.Measure([.. Phones(aligned)], sound, AudioFormat.Hearing)) { Words = [.. Words(aligned)] };
        })];
    }

    /// <summary>Phones in IPA. The dictionary of the aligner knows no stress: that of flite's lexicon is taken, vowel by vowel.</summary>
    public static IEnumerable<PhonemeTiming> Phones(IReadOnlyList<AlignedPhone> aligned)
    {
        foreach (var word in aligned.GroupBy(phone => phone.Occurrence))
        {
            var stresses = new Queue<bool>(Stresses(word.First().Word));
            foreach (var phone in word)
            {
                var stressed = IsVowel(phone.Name) && stresses.TryDequeue(out var one) && one;
                yield return new PhonemeTiming(IpaOf(phone.Name, stressed), phone.Start, phone.Duration, stressed);
            }
        }
    }

    private static IEnumerable<WordTiming> Words(IReadOnlyList<AlignedPhone> aligned) => aligned
        .GroupBy(phone => phone.Occurrence)
        .Select(word => (word.First().Word, word.First().Start, Duration: word.Last().Start + word.Last().Duration - word.First().Start))
        .Where(word => !word.Word.StartsWith('<'))
        .Select(word => new WordTiming(word.Word, word.Start, word.Duration));

    private static IEnumerable<bool> Stresses(string word) => word.StartsWith('<')
        ? []
        : FliteAnalyzer.Analyze(FliteVoice.Register("slt"), FliteText.From(word)).Phones
            .Where(phone => phone.Syllable is not null && IsVowel(phone.Name)).Select(phone => phone.Syllable!.Stressed);

    private static string IpaOf(string name, bool stressed) => name switch
    {
        "SIL" => "",
        "AH" when !stressed => Ipa.Of("ax", stressed: false),
        _ => Ipa.Of(name.ToLowerInvariant(), stressed),
    };

    private static bool IsVowel(string name) => name[0] is 'A' or 'E' or 'I' or 'O' or 'U' or 'a' or 'e' or 'i' or 'o' or 'u';
}
