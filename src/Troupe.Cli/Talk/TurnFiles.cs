using System.Text.Json;
using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Testing.Pages;

namespace Troupe.Cli.Talk;

/// <summary>Writes the files of a turn.</summary>
internal static class TurnFiles
{
    private static readonly JsonSerializerOptions Indented = new(Wire.Json) { WriteIndented = true };

    /// <summary>What is written: the sound of the answer, its performance, and a picture of both.</summary>
    public static IReadOnlyList<string> Names { get; } = ["reply.wav", "performance.json", "timeline.svg"];

    public static async Task WriteAsync(RecordedTurn turn, string folder, CancellationToken cancellationToken)
    {
        var sound = new WavFile(turn.Output, Sound(turn));
        await File.WriteAllBytesAsync(Path.Combine(folder, Names[0]), sound.ToBytes(), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, Names[1]), JsonSerializer.Serialize(Performance(turn), Indented) + "\n", cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, Names[2]), new TimelinePicture(turn).Draw(), cancellationToken);
    }

    private static short[] Sound(RecordedTurn turn) => [.. turn.Played.SelectMany(played => played.Samples.ToArray())];

    /// <summary>The performance as a renderer takes it: version 1, one entry per utterance, times in milliseconds from its first sample.</summary>
    private static object Performance(RecordedTurn turn) => new
    {
        version = 1,
        utterances = turn.Messages.OfType<SpeechStart>().Select(start =>
        {
            var deltas = turn.Messages.OfType<SpeechDelta>().Where(delta => delta.Utterance == start.Utterance).ToArray();
            return new
            {
                start.Utterance,
                Duration = turn.Messages.OfType<SpeechEnd>().FirstOrDefault(end => end.Utterance == start.Utterance)?.Duration
                    ?? deltas.SelectMany(delta => delta.Visemes ?? []).Select(viseme => viseme.Start + viseme.Duration).DefaultIfEmpty().Max(),
                Phonemes = deltas.SelectMany(delta => delta.Phonemes ?? []).ToArray(),
                Visemes = deltas.SelectMany(delta => delta.Visemes ?? []).ToArray(),
                Captions = deltas.SelectMany(delta => delta.Captions ?? []).ToArray(),
                Cues = deltas.SelectMany(delta => delta.Cues ?? []).ToArray(),
            };
        }).ToArray(),
    };
}
