using System.Globalization;
using Troupe.Engines.Flite;

namespace Troupe.Engines.Hts;

/// <summary>
/// Writes the full-context labels (format <c>HTS_TTS_ENG</c> 1.0) that HTS voices for English are trained on: one line per phone that tells its neighbours
/// and its place in syllable, word, phrase and utterance. Counts include the quirks of the training data: "before" leaves out the phrase's first syllable.
/// See "An example of context-dependent label format for HMM-based speech synthesis in English", HTS working group.
/// </summary>
internal static class HtsLabels
{
    private const string Nothing = "x";

    /// <summary>One label per phone.</summary>
    public static string[] Write(Pronunciation pronunciation)
    {
        var context = new HtsContext(pronunciation);
        var labels = new string[pronunciation.Phones.Count];
        for (var index = 0; index < labels.Length; index++)
        {
            labels[index] = Write(context, index);
        }

        return labels;
    }

    private static string Write(HtsContext context, int index)
    {
        var phone = context.Phones[index];
        var names = string.Create(CultureInfo.InvariantCulture,
            $"{Name(context, index - 2)}^{Name(context, index - 1)}-{phone.Name}+{Name(context, index + 1)}={Name(context, index + 2)}");
        var total = $"/J:{context.Syllables.Count}+{context.Words.Count}-{context.Phrases.Count}";
        return phone.Syllable is { } syllable
            ? names + Spoken(context, phone, syllable) + total
            : names + Pause(context, index) + total;
    }

    private static string Name(HtsContext context, int index) =>
        index < 0 || index >= context.Phones.Count ? Nothing : context.Phones[index].Name;

    private static string Pause(HtsContext context, int index)
    {
        var before = index > 0 ? context.Phones[index - 1].Syllable : null;
        var after = index + 1 < context.Phones.Count ? context.Phones[index + 1].Syllable : null;
        return "@x_x"
            + $"/A:{Short(before, '_')}/B:x-x-x@x-x&x-x#x-x$x-x!x-x;x-x|x/C:{Short(after, '+')}"
            + $"/D:{Short(before?.Word)}/E:x+x@x+x&x+x#x+x/F:{Short(after?.Word)}"
            + $"/G:{Size(before?.Word.Phrase, '_')}/H:x=x@1={context.Phrases.Count}|0/I:{Size(after?.Word.Phrase, '=')}";
    }

    private static string Spoken(HtsContext context, Phone phone, Syllable syllable)
    {
        var word = syllable.Word;
        var phrase = context.PhraseOf(syllable);
        var place = syllable.Phones.IndexOf(phone);
        var inWord = word.Syllables.IndexOf(syllable);
        var inPhrase = phrase.Syllables.IndexOf(syllable);
        var wordInPhrase = phrase.Words.IndexOf(word);
        var stress = phrase.Around(inPhrase, static candidate => candidate.Stressed);
        var accent = phrase.Around(inPhrase, static candidate => candidate.Accented);
        var content = HtsContext.Around(phrase.Words, wordInPhrase, static candidate => candidate.IsContent);
        return $"@{place + 1}_{syllable.Phones.Count - place}"
            + $"/A:{Short(context.Before(syllable), '_')}"
            + $"/B:{Short(syllable, '-')}@{inWord + 1}-{word.Syllables.Count - inWord}&{inPhrase + 1}-{phrase.Syllables.Count - inPhrase}"
            + $"#{stress.Before + 1}-{stress.After + 1}${accent.Before + 1}-{accent.After + 1}"
            + $"!{stress.ToPrevious}-{stress.ToNext};{accent.ToPrevious}-{accent.ToNext}|{HtsContext.Vowel(syllable)}"
            + $"/C:{Short(context.After(syllable), '+')}"
            + $"/D:{Short(context.Before(word))}"
            + $"/E:{word.Category}+{word.Syllables.Count}@{wordInPhrase + 1}+{phrase.Words.Count - wordInPhrase}&{content.Before}+{content.After}#{content.ToPrevious}+{content.ToNext}"
            + $"/F:{Short(context.After(word))}"
            + $"/G:{Size(context.Before(phrase.Phrase), '_')}"
            + $"/H:{Size(phrase.Phrase, '=')}@{phrase.Position + 1}={context.Phrases.Count - phrase.Position}|{phrase.Syllables[^1].EndTone}"
            + $"/I:{Size(context.After(phrase.Phrase), '=')}";
    }

    private static string Short(Syllable? syllable, char separator) => syllable is null
        ? $"0{separator}0{separator}0"
        : $"{Bit(syllable.Stressed)}{separator}{Bit(syllable.Accented)}{separator}{syllable.Phones.Count}";

    private static string Short(PhoneticWord? word) => word is null ? "0_0" : $"{word.Category}_{word.Syllables.Count}";

    private static string Size(PhoneticPhrase? phrase, char separator) => phrase is null
        ? $"0{separator}0"
        : $"{phrase.Words.Sum(static word => word.Syllables.Count)}{separator}{phrase.Words.Count}";

    private static char Bit(bool value) => value ? '1' : '0';
}
