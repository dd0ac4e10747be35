using System.Globalization;
using System.Text.Json;
using Troupe.Benchmarks.Harness;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Engines;
using Troupe.Engines.Speaking;
using Troupe.Testing;
using Troupe.Testing.Pages;

namespace Troupe.Benchmarks.Turn;

/// <summary>
/// How long a person waits: from the last loud sample of a spoken question to the first loud sample of the answer at the loudspeaker, endpointing and an 80 ms jitter buffer
/// included, through the real conversation with the embedded engines in real time.
/// </summary>
internal sealed class TurnBenchmark : IBenchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SilenceBehind = TimeSpan.FromMilliseconds(500);

    private static readonly (string Name, Func<TurnLatency, double?> Of)[] Stages =
    [
        ("end_of_turn_delay", latency => latency.EndOfTurnDelay),
        ("transcription_delay", latency => latency.TranscriptionDelay),
        ("first_token", latency => latency.FirstToken),
        ("first_phrase", latency => latency.FirstPhrase),
        ("tts_first_byte", latency => latency.TtsFirstByte),
        ("first_audio", latency => latency.FirstAudio),
        ("first_viseme", latency => latency.FirstViseme),
        ("playback_latency", latency => latency.PlaybackLatency),
    ];

    public string Name => "turn";

    public string Summary => "Silence to speech: 20 spoken questions through the embedded engines (about four minutes; --questions N for fewer).";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var count = run.Options is ["--questions", var number] ? int.Parse(number, CultureInfo.InvariantCulture) : SpokenQuestions.Texts.Count;
        await using var set = await EngineSet.OpenAsync(new EngineOptions(), cancellationToken: cancellationToken);
        using var voices = new EmbeddedVoices(new EmbeddedVoicesOptions());
        var conversation = new ConversationOptions();
        await set.WarmAsync(conversation, cancellationToken);

        var turns = new List<(string Asked, RecordedTurn Turn)>();
        foreach (var text in SpokenQuestions.Texts.Take(count))
        {
            var question = await SpokenQuestion.SpeakAsync(voices.Get("flite-rms"), text, SilenceBehind, cancellationToken);
            await File.WriteAllBytesAsync(Path.Combine(run.RawFolder, $"{turns.Count + 1:00}.wav"), question.ToBytes(), cancellationToken);
            var turn = await RecordedTurn.SayAsync(set.Engines, conversation, question, Patience, cancellationToken);
            turns.Add((text, turn));
            var wait = (turn.Heard - turn.Asked)?.TotalMilliseconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{turns.Count,3}/{count}  {wait,6:0} ms  {turn.Transcript}"));
        }

        await WriteRawAsync(run.RawFolder, turns, cancellationToken);
        return Figures(turns);
    }

    private static List<Figure> Figures(List<(string Asked, RecordedTurn Turn)> turns)
    {
        var answered = turns.Where(turn => turn.Turn.Heard is not null).ToArray();
        var figures = new List<Figure> { new("answered_share", 100.0 * answered.Length / turns.Count, "%", "100") };
        if (answered.Length == 0)
        {
            return figures;
        }

        var waits = answered.Select(turn => (turn.Turn.Heard!.Value - turn.Turn.Asked).TotalMilliseconds).Order().ToArray();
        figures.Add(new("speech_end_to_sound_p50_ms", Repetitions.Percentile(waits, 0.5), "ms", "<= 350", Repetitions.Of(waits).Spread));
        figures.Add(new("speech_end_to_sound_p95_ms", Repetitions.Percentile(waits, 0.95), "ms", "<= 500"));
        foreach (var (name, of) in Stages)
        {
            var values = answered.Select(turn => turn.Turn.Ended is { } ended ? of(ended.Latency) : null).OfType<double>().ToArray();
            if (values.Length > 0)
            {
                var repetitions = Repetitions.Of(values);
                figures.Add(new($"stage_{name}_ms", repetitions.Median, "ms", null, repetitions.Spread));
            }
        }

        return figures;
    }

    private static async Task WriteRawAsync(string folder, List<(string Asked, RecordedTurn Turn)> turns, CancellationToken cancellationToken)
    {
        var lines = turns.Select(turn => JsonSerializer.Serialize(
            new
            {
                turn.Asked,
                turn.Turn.Transcript,
                turn.Turn.Reply,
                speechEnd = turn.Turn.Asked.TotalMilliseconds,
                sound = turn.Turn.Heard?.TotalMilliseconds,
                latency = turn.Turn.Ended?.Latency,
                errors = turn.Turn.Messages.OfType<ErrorRaised>().Select(error => error.Code),
            },
            Wire.Json));
        await File.WriteAllLinesAsync(Path.Combine(folder, "turns.jsonl"), lines, cancellationToken);
    }
}
