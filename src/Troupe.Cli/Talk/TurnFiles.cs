using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Performances;
using Troupe.Testing.Pages;

namespace Troupe.Cli.Talk;

/// <summary>Writes the files of a turn.</summary>
internal static class TurnFiles
{
    /// <summary>What is written: the sound of the answer, its performance, and a picture of both.</summary>
    public static IReadOnlyList<string> Names { get; } = ["reply.wav", "performance.json", "timeline.svg"];

    public static async Task WriteAsync(RecordedTurn turn, string folder, CancellationToken cancellationToken)
    {
        var sound = new WavFile(turn.Output, Sound(turn));
        await File.WriteAllBytesAsync(Path.Combine(folder, Names[0]), sound.ToBytes(), cancellationToken);
        await using (var performance = File.Create(Path.Combine(folder, Names[1])))
        {
            PerformanceJson.Write(Performance(turn), performance);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, Names[2]), new TimelinePicture(turn).Draw(), cancellationToken);
    }

    private static short[] Sound(RecordedTurn turn) => [.. turn.Played.SelectMany(played => played.Samples.ToArray())];

    private static PerformanceFile Performance(RecordedTurn turn) => new()
    {
        Version = PerformanceFile.Latest,
        DigitalSourceType = turn.Messages.OfType<SpeechStart>().FirstOrDefault()?.DigitalSourceType,
        Utterances = [.. turn.Messages.OfType<SpeechStart>().Select(start => Utterance(turn, start.Utterance))],
    };

    private static PerformedUtterance Utterance(RecordedTurn turn, uint number)
    {
        var deltas = turn.Messages.OfType<SpeechDelta>().Where(delta => delta.Utterance == number).ToArray();
        return new PerformedUtterance
        {
            Utterance = number,
            Duration = turn.Messages.OfType<SpeechEnd>().FirstOrDefault(end => end.Utterance == number)?.Duration
                ?? deltas.SelectMany(delta => delta.Visemes ?? []).Select(viseme => viseme.Start + viseme.Duration).DefaultIfEmpty().Max(),
            Phonemes = [.. deltas.SelectMany(delta => delta.Phonemes ?? [])],
            Visemes = [.. deltas.SelectMany(delta => delta.Visemes ?? [])],
            Captions = CaptionLines.Of(deltas),
            Cues = [.. deltas.SelectMany(delta => delta.Cues ?? [])],
        };
    }
}
