using System.Collections.Frozen;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Acting.Formats;

/// <summary>
/// The 22 visemes of SAPI 5 (<c>SpeechVisemeType</c>), which Azure Speech reports as well. They are made for English: diphthongs have ids of their own,
/// while d, t and n share one, as do ʊ and ɛ. From a phone the id is exact; from one of the 15 visemes it is the nearest, and that way and back is without loss.
/// </summary>
public static class SapiVisemes
{
    /// <summary>Number of ids.</summary>
    public const int Count = 22;

    // The phone that stands for an id, by its number.
    private static readonly string[] Typical =
        ["", "ʌ", "ɑ", "ɔ", "ɛ", "ɝ", "i", "u", "o", "aʊ", "ɔɪ", "aɪ", "h", "ɹ", "l", "s", "ʃ", "ð", "f", "t", "k", "p"];

    private static readonly FrozenDictionary<string, int> Phones = Build(
        "", "æ ə ʌ ɐ ɘ", "ɑ a", "ɔ ɒ", "ɛ ʊ eɪ e ei ɛɪ", "ɝ ɚ ɜ ɜ˞ ə˞", "j i ɪ", "w u", "o oʊ ou əʊ", "aʊ au ɑʊ", "ɔɪ oɪ ɔi oi ɔʏ", "aɪ ai", "h ɦ", "ɹ r ɻ", "l ɫ",
        "s z", "ʃ tʃ dʒ ʒ ʧ ʤ", "ð", "f v", "d t n θ ɾ ɳ ɲ", "k g ɡ ŋ", "p b m");

    // 15 visemes to the nearest id.
    private static readonly int[] Nearest = [0, 21, 18, 17, 19, 20, 16, 15, 14, 13, 2, 4, 6, 8, 7];

    /// <summary>The id of a phone; of one that is not English the id of its nearest shape.</summary>
    /// <param name="ipa">One phone in IPA; empty for silence.</param>
    /// <param name="numbering">Whose numbers.</param>
    /// <returns>0 to 21; of a compound, such as pf, the id of its beginning.</returns>
    public static int OfPhone(string ipa, VisemeNumbering numbering) => Parts(ipa, numbering)[0].Id;

    /// <summary>The id nearest to a viseme.</summary>
    /// <param name="viseme">Position in <see cref="VisemeSet"/>.</param>
    public static int OfViseme(int viseme) => Nearest[viseme];

    /// <summary>The shapes of an id, in order.</summary>
    /// <param name="id">0 to 21.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public static IReadOnlyList<PhoneShape> Shapes(int id) => PhoneShapes.Of(PhoneOf(id));

    /// <summary>Phones as events: one for every change of the mouth, the first at the first phone and a last one of silence where the sound ends.</summary>
    /// <param name="phonemes">In order.</param>
    /// <param name="numbering">Whose numbers.</param>
    public static IReadOnlyList<VisemeEvent> Events(IReadOnlyList<PhonemeTiming> phonemes, VisemeNumbering numbering)
    {
        var events = new List<VisemeEvent>(phonemes.Count + 1);
        foreach (var phoneme in phonemes)
        {
            var start = phoneme.Start;
            foreach (var (id, share) in Parts(phoneme.Ipa, numbering))
            {
                Add(id, start);
                start += phoneme.Duration * share;
            }
        }

        if (phonemes.Count > 0)
        {
            Add(0, phonemes[^1].End);
        }

        return events;

        void Add(int id, TimeSpan offset)
        {
            if (events.Count == 0 || events[^1].Id != id)
            {
                events.Add(new VisemeEvent(id, offset));
            }
        }
    }

    /// <summary>Events as visemes with durations: each holds until the next, and a mouth prepares the next sound as with phones of its own.</summary>
    /// <param name="events">In order of time.</param>
    /// <param name="end">Where the sound ends, since the last event does not say.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public static IReadOnlyList<VisemeCue> Cues(IReadOnlyList<VisemeEvent> events, TimeSpan end)
    {
        var phonemes = new List<PhonemeTiming>(events.Count);
        for (var index = 0; index < events.Count; index++)
        {
            var until = index + 1 < events.Count ? events[index + 1].Offset : end;
            // Where nothing tells of stress, all vowels are taken as stressed: none is closed by guess.
            phonemes.Add(new PhonemeTiming(PhoneOf(events[index].Id), events[index].Offset, until - events[index].Offset, Stressed: true));
        }

        return Coarticulation.Plan(phonemes);
    }

    private static string PhoneOf(int id)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)id, (uint)Count - 1, nameof(id));
        return Typical[id];
    }

    private static (int Id, double Share)[] Parts(string ipa, VisemeNumbering numbering)
    {
        var plain = PlainPhone.Of(ipa);
        return numbering is VisemeNumbering.Sapi && plain == "θ" ? [(17, 1)]
            : Phones.TryGetValue(plain, out var id) ? [(id, 1)]
            : [.. PhoneShapes.Of(ipa).Select(shape => (shape.Viseme == PhoneShapes.NextVowel ? 12 : Nearest[shape.Viseme], shape.Share))];
    }

    private static FrozenDictionary<string, int> Build(params ReadOnlySpan<string> phonesById)
    {
        var phones = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var id = 0; id < phonesById.Length; id++)
        {
            foreach (var phone in phonesById[id].Split(' '))
            {
                phones.Add(phone, id);
            }
        }

        return phones.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
