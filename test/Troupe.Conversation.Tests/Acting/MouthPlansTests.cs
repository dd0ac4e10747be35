using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Troupe.Conversation.Acting;

namespace Troupe.Conversation.Tests.Acting;

/// <summary>Phones, settings and plans of the mouth as the vectors hold them, so that a page plans as the server does (<c>plan-mouth.test.ts</c>).</summary>
[Trait("Category", "fast")]
public sealed class MouthPlansTests
{
    private const string Compounds =
        "kp ɡb gb ŋm β̞ β˕ kx cç ɟʝ tʃ dʒ ʈʂ tɕ ts dz ə˞ ɜ˞ aɪ ɑɪ aʊ ɔɪ ɔʏ eɪ oʊ əʊ ju ɪə eə ʊə ɑɹ wa ʔa aɪɚ hʷ kʷ pf n̩ d͡ʒ t͡ɕʰ ɑ̃ː ˈiː a˥˩ a↗ ☃ ç c̩ m̥ ᵻ ᵿ ᴀ ꭧ ⱱ Q é";

    private static readonly string[] Spoken =
    [
        "_:150 h:55 ə:28 l:50 oʊ':190 _:140 aɪ':130 æ:75 m:65 eɪ':150 d:45 ə:110 _:200",
        "b:42 eɪ':120 b:15 v:10 p:60 p:20 ʌ':70 m:45 p:30 s:35 m:60 u':40 v:40 f:75 aɪ':160 v:55 b:50 ɑ':120 k:25 s:60 ɪ:20 z:90",
        "ð:35 ə:40 n:30 d:30 l:25 u':130 m:70 t:22 ʃ:40 oʊ':160 _:60 s:40 t:30 ɹ:20 w:30 u':190 _:90 _:300 i:120",
        "ɾ:18 ɐ̃ː':90 ʔ:30 n̩:70 ☃:60 y:80 h:30 ø:90 x:70 p:12 a:30 m:9 f:15 _:30 i:60 aɪɚ':150 _:400 hʷ:40 u:100",
        "p:7 ə:3 b:5",
        "h:55 ə:48@-6 l:70 oʊ':190@3.4 m:60@20 ɪ:70@12 p:60 ɑ':120@-30 b:50 iː:90@-0.5 _:200@5 w:60 ʌ:80@8 n:60",
    ];

    // What is not known is left out, as on the wire.
    private static readonly JsonSerializerOptions Json = new(Vectors.Json) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    [Fact]
    public void Plans_are_those_of_the_vectors() => Vectors.Compare("mouth-plans.json", JsonSerializer.SerializeToElement(
        new
        {
            phones = Phones().Select(ipa => new { ipa, shapes = PhoneShapes.Of(ipa).Select(shape => new { viseme = shape.Viseme, share = shape.Share, weight = shape.Weight }) }),
            likeness = Enumerable.Range(0, VisemeSet.Count).Select(left => Enumerable.Range(0, VisemeSet.Count).Select(right => Math.Round(VisemeLikeness.Of(left, right), 7))),
            distinctness = Enumerable.Range(0, VisemeSet.Count).Select(viseme => Math.Round(VisemeLikeness.Distinctness(viseme), 7)),
            presets = LipSyncSettings.Presets.ToDictionary(preset => preset.Key, preset => Settings(preset.Value)),
            plans = Spoken.SelectMany(spoken => LipSyncSettings.Presets.Select(preset => Plan(spoken, preset.Key, preset.Value))),
        },
        Json));

    private static IEnumerable<string> Phones() =>
    [
        .. Enumerable.Range('a', 26).Concat(Enumerable.Range(0x00E0, 32)).Concat(Enumerable.Range(0x0250, 0x60)).Concat(Enumerable.Range(0x02B0, 0x50)).Select(symbol => new Rune(symbol).ToString()),
        .. PhoneShapesTests.English,
        .. Compounds.Split(' '),
        "",
    ];

    private static object Settings(LipSyncSettings settings) => new
    {
        minVisemeInterval = settings.MinVisemeInterval.TotalMilliseconds,
        mergeWindow = settings.MergeWindow.TotalMilliseconds,
        keyVisemePreference = settings.KeyVisemePreference,
        similarityThreshold = settings.SimilarityThreshold,
        preserveSilence = settings.PreserveSilence,
        preserveCriticalVisemes = settings.PreserveCriticalVisemes,
        criticalVisemeMinDuration = settings.CriticalVisemeMinDuration.TotalMilliseconds,
        criticalVisemes = settings.CriticalVisemes.Select(viseme => VisemeSet.Names[viseme]),
    };

    private static object Plan(string spoken, string preset, LipSyncSettings settings)
    {
        var phones = Acting.Spoken.Phones(spoken);
        return new
        {
            preset,
            phonemes = phones.Select(phone => new { ipa = phone.Ipa, start = phone.Start.TotalMilliseconds, duration = phone.Duration.TotalMilliseconds, stressed = phone.Stressed, loudness = phone.Loudness }),
            visemes = Coarticulation.Plan(phones, settings).Select(cue => new { viseme = cue.Viseme, start = cue.Start.TotalMilliseconds, duration = cue.Duration.TotalMilliseconds, weight = cue.Weight }),
        };
    }
}
