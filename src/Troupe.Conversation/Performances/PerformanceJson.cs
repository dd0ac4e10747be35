using System.Text.Encodings.Web;
using System.Text.Json;
using Troupe.Contracts;

namespace Troupe.Conversation.Performances;

/// <summary>Performances as files, read and written without loss. It knows the bytes only; opening files is the caller's.</summary>
public static class PerformanceJson
{
    // Phonemes are read by people: as letters, not as \u0259.
    private static readonly JsonSerializerOptions Json = new(Wire.Json) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a file. Fields that it does not know are ignored.</summary>
    /// <exception cref="PerformanceException">It is no performance, of another version, or breaks a rule; the message says where, and what belongs there.</exception>
    public static PerformanceFile Read(ReadOnlyMemory<byte> utf8)
    {
        var file = JsonPlace.Read(utf8, ReadFile);
        PerformanceRules.Check(file);
        return file;
    }

    /// <summary>Writes a file: UTF-8 with a cue on each line, so that two of them can be compared by eye.</summary>
    /// <exception cref="PerformanceException">The performance breaks a rule, and could not be read again.</exception>
    public static void Write(PerformanceFile file, Stream output)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(output);
        PerformanceRules.Check(file);
        using var text = new StreamWriter(output, leaveOpen: true) { NewLine = "\n" };
        var mark = file.DigitalSourceType is { } type ? $",\"digitalSourceType\":{One(type)}" : "";
        text.Write($"{{\"version\":{One(file.Version)}{mark},\"utterances\":[");
        foreach (var (index, utterance) in file.Utterances.Index())
        {
            text.WriteLine(index == 0 ? "" : ",");
            text.Write($"{{\"utterance\":{One(utterance.Utterance)},\"duration\":{One(utterance.Duration)}");
            List(text, "phonemes", utterance.Phonemes);
            List(text, "visemes", utterance.Visemes);
            List(text, "captions", utterance.Captions);
            List(text, "cues", utterance.Cues);
            if (utterance.Frames is { } frames)
            {
                text.Write($",\n\"frames\":{{\"frameRate\":{One(frames.FrameRate)},\"count\":{One(frames.Count)}");
                List(text, "channels", frames.Channels);
                text.Write('}');
            }

            text.Write('}');
        }

        text.WriteLine("]}");
    }

    private static void List<T>(TextWriter text, string name, IReadOnlyList<T> items)
    {
        text.Write($",\n\"{name}\":[");
        foreach (var (index, item) in items.Index())
        {
            text.Write(index == 0 ? "\n" : ",\n");
            text.Write(One(item));
        }

        text.Write(']');
    }

    private static string One<T>(T item) => JsonSerializer.Serialize(item, Json);

    private static PerformanceFile ReadFile(JsonPlace file)
    {
        // The version first: what else a file of another version holds is not known.
        var version = file.Need("version", "a performance says the version of its format").Whole();
        return version != PerformanceFile.Latest
            ? new PerformanceFile { Version = version, Utterances = [] }
            : new PerformanceFile { Version = version, DigitalSourceType = file.Find("digitalSourceType")?.Text(), Utterances = file.Need("utterances", "a performance is a list of them").List(ReadUtterance) };
    }

    private static PerformedUtterance ReadUtterance(JsonPlace utterance) => new()
    {
        Utterance = utterance.Find("utterance")?.Count() ?? 0,
        Duration = Duration(utterance),
        Phonemes = utterance.ListOf("phonemes", span => new PhonemeSpan(span.Need("ipa", "a phoneme in IPA, empty for a pause").Text(), Start(span), Duration(span), span.Find("stressed")?.Truth(), span.Find("loudness")?.Number())),
        Visemes = utterance.ListOf("visemes", span => new VisemeSpan(span.Need("viseme", "its position, 0 to 14").Whole(), Start(span), Duration(span), Weight(span))),
        Captions = utterance.ListOf("captions", span => new Caption(
            Text(span), Start(span), Duration(span), span.ListOf("words", word => new CaptionWord(Text(word), Start(word), Duration(word))))),
        Cues = utterance.ListOf("cues", cue => new PerformanceCue(
            cue.Need("kind", "what moves, such as gesture").Text(), cue.Need("name", "which one, such as nod").Text(), Start(cue), Duration(cue), Weight(cue))),
        Frames = utterance.Find("frames") is { } frames ? ReadFrames(frames) : null,
    };

    private static FrameTrack ReadFrames(JsonPlace frames) => new(
        frames.Need("frameRate", "frames per second").Number(),
        frames.Need("count", "how many frames there are").Whole(),
        frames.Need("channels", "what moves").List(channel => new FrameChannel(
            channel.Need("name", "a viseme or a blend shape").Text(),
            channel.Need("lengths", "frames of each run").List(length => length.Whole()),
            channel.Need("weights", "the weight of each run").List(weight => weight.Number()))));

    private static string Text(JsonPlace span) => span.Need("text", "as a person reads it").Text();

    private static double Start(JsonPlace span) => span.Need("start", "milliseconds from the utterance's first sample").Number();

    private static double Duration(JsonPlace span) => span.Need("duration", "milliseconds").Number();

    private static double Weight(JsonPlace span) => span.Need("weight", "0 to 1").Number();
}
