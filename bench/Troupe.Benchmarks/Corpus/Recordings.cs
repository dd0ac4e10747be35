using Troupe.Conversation.Audio;

namespace Troupe.Benchmarks.Corpus;

/// <summary>
/// People who were recorded, from two packages of Debian: <c>pocketsphinx-testdata</c> (16 kHz: readers of LibriVox, and people who read cards, commands and numbers)
/// and <c>asterisk-core-sounds-en-wav</c> (8 kHz, as on a telephone: the actor Allison Smith). They read and announce rather than ask; where a turn ends is all that counts here.
/// </summary>
internal static class Recordings
{
    /// <summary>The package, and speaker, of those whose words are known.</summary>
    public const string Readers = "pocketsphinx-testdata";

    private const string PocketSphinx = "/usr/share/pocketsphinx/test/data";
    private const string Asterisk = "/usr/share/asterisk/sounds/en_US_f_Allison";

    // Whole sentences; what only goes on with a number or a name, as most announcements do, is left out.
    private static readonly string[] Announcements =
    [
        "agent-alreadyon", "all-circuits-busy-now", "auth-incorrect", "conf-invalidpin", "conf-onlyperson", "conf-waitforleader", "confbridge-only-participant",
        "demo-echodone", "demo-nomatch", "followme/pls-hold-while-try", "number-not-answering", "please-try-call-later", "sorry-youre-having-problems",
        "something-terribly-wrong", "vm-nobodyavail", "vm-mailboxfull",
    ];

    /// <summary>The packages that are missing; their recordings are left out.</summary>
    public static IReadOnlyList<string> Missing { get; } =
        [.. new[] { (Folder: PocketSphinx, Package: Readers), (Folder: Asterisk, Package: "asterisk-core-sounds-en-wav") }.Where(found => !Directory.Exists(found.Folder)).Select(found => found.Package)];

    /// <summary>The recordings that are there.</summary>
    public static IEnumerable<SpokenItem> Read()
    {
        if (Directory.Exists(PocketSphinx))
        {
            foreach (var (file, text) in Transcripts("cards/cards.transcription", "cards").Concat(Transcripts("librivox/transcription", "librivox")))
            {
                yield return Item(Readers, text, WavFile.Parse(File.ReadAllBytes(Path.Combine(PocketSphinx, file + ".wav"))));
            }

            foreach (var (file, text) in new[] { ("goforward", "go forward ten meters"), ("numbers", "numbers"), ("something", "something") })
            {
                yield return Item(Readers, text, new WavFile(AudioFormat.Hearing, Pcm.FromBytes(File.ReadAllBytes(Path.Combine(PocketSphinx, file + ".raw")))));
            }
        }

        if (Directory.Exists(Asterisk))
        {
            foreach (var name in Announcements)
            {
                yield return Item("asterisk-core-sounds", name, WavFile.Parse(File.ReadAllBytes(Path.Combine(Asterisk, name + ".wav"))));
            }
        }
    }

    private static SpokenItem Item(string source, string text, WavFile sound) =>
        SpokenItem.Of(SpokenKind.Recorded, source, text, Sounds.Faster(sound.Samples.Span, (double)sound.Format.SampleRate / AudioFormat.Hearing.SampleRate));

    // Lines such as "<s> ten of clubs  </s> (001)".
    private static IEnumerable<(string File, string Text)> Transcripts(string file, string folder) =>
        File.ReadLines(Path.Combine(PocketSphinx, file)).Select(line =>
        {
            var open = line.LastIndexOf('(');
            return (Path.Combine(folder, line[(open + 1)..line.LastIndexOf(')')]), line[..open].Replace("<s>", "", StringComparison.Ordinal).Replace("</s>", "", StringComparison.Ordinal).Trim());
        });
}
