using System.Text.Json.Serialization;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Testing.Pages;

namespace Troupe.Cli.Talk;

/// <summary>A turn in a line.</summary>
/// <param name="Transcript">What was understood.</param>
/// <param name="Reply">What was answered.</param>
/// <param name="Latency">Where the time went, in milliseconds; <c>heard</c> is from the last loud sample of the question to the first of the answer.</param>
/// <param name="Visemes">How many visemes the answer has.</param>
/// <param name="Engine">Names of the engines by part.</param>
/// <param name="Errors">What went wrong, by its code; absent when nothing did.</param>
internal sealed record TurnSummary(
    string Transcript,
    string Reply,
    [property: JsonPropertyName("latency_ms")] IReadOnlyDictionary<string, double> Latency,
    int Visemes,
    IReadOnlyDictionary<string, string?> Engine,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Errors)
{
    public static TurnSummary Of(RecordedTurn turn, ConversationEngines engines)
    {
        var errors = turn.Messages.OfType<ErrorRaised>().Select(error => error.Code)
            .Concat(turn.Messages.OfType<CommandRefused>().Select(refused => refused.Code)).ToArray();
        return new TurnSummary(
            turn.Transcript,
            turn.Reply,
            Figures(turn),
            turn.Messages.OfType<SpeechDelta>().Sum(delta => delta.Visemes?.Count ?? 0),
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["voiceActivity"] = engines.VoiceActivity?.Description.Name,
                ["recognizer"] = engines.Recognizer?.Description.Name,
                ["synthesizer"] = engines.Synthesizer?.Voice.Id,
                ["writer"] = engines.Findings.FirstOrDefault(finding => finding is { Part: "writer", Found: true })?.Engine,
            },
            errors.Length == 0 ? null : errors);
    }

    private static Dictionary<string, double> Figures(RecordedTurn turn)
    {
        var latency = turn.Ended?.Latency;
        (string Name, double? Value)[] figures =
        [
            ("heard", (turn.Heard - turn.Asked)?.TotalMilliseconds),
            ("end_of_turn_delay", latency?.EndOfTurnDelay),
            ("transcription_delay", latency?.TranscriptionDelay),
            ("first_token", latency?.FirstToken),
            ("first_phrase", latency?.FirstPhrase),
            ("tts_first_byte", latency?.TtsFirstByte),
            ("first_audio", latency?.FirstAudio),
            ("first_viseme", latency?.FirstViseme),
            ("playback_latency", latency?.PlaybackLatency),
            ("total", latency?.Total),
        ];
        return figures.Where(figure => figure.Value is not null).ToDictionary(figure => figure.Name, figure => Math.Round(figure.Value!.Value, 1), StringComparer.Ordinal);
    }
}
