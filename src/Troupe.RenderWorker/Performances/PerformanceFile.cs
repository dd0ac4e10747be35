using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Conversation.Acting;

namespace Troupe.RenderWorker.Performances;

/// <summary>A performance on one clock: its utterances one after another.</summary>
/// <param name="Visemes">In order of start.</param>
/// <param name="Cues">Expressions, gestures and gaze.</param>
/// <param name="Duration">Of all utterances.</param>
internal sealed record PerformanceFile(VisemeCue[] Visemes, ExpressionCue[] Cues, TimeSpan Duration)
{
    private const int Version = 1;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidInputException">It is no performance.</exception>
    public static PerformanceFile Read(string path)
    {
        try
        {
            var document = JsonSerializer.Deserialize<Document>(File.ReadAllBytes(path), Wire.Json)
                ?? throw new InvalidInputException($"{path}: a performance is a JSON object.");
            return document.Version == Version
                ? Arrange(path, document.Utterances ?? throw new InvalidInputException($"{path}: utterances is missing."))
                : throw new InvalidInputException($"{path}: version is {document.Version}; this program reads version {Version}.");
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException($"{path}: {exception.Message}");
        }
    }

    private static PerformanceFile Arrange(string path, IReadOnlyList<Utterance?> utterances)
    {
        var visemes = new List<VisemeCue>();
        var cues = new List<ExpressionCue>();
        var offset = 0.0;
        for (var index = 0; index < utterances.Count; index++)
        {
            var utterance = utterances[index] ?? throw new InvalidInputException($"{path}: utterances[{index}] is null.");
            Require(utterance.Duration is >= 0 and < 86_400_000, "duration must be milliseconds of less than a day");
            Require(!utterance.Visemes.Contains(null) && !utterance.Cues.Contains(null), "visemes and cues must not hold null");
            foreach (var span in utterance.Visemes.OfType<VisemeSpan>())
            {
                Require(span.Viseme is >= 0 and < VisemeSet.Count, $"viseme {span.Viseme} is not 0 to 14");
                Require(IsTime(span.Start) && IsTime(span.Duration), "a viseme's start and duration must be milliseconds");
                visemes.Add(new VisemeCue(span.Viseme, Time(offset + span.Start), Time(span.Duration), (float)Math.Clamp(span.Weight, 0, 1)));
            }

            foreach (var cue in utterance.Cues.OfType<PerformanceCue>())
            {
                Require(cue is { Kind: not null, Name: not null }, "a cue needs a kind and a name");
                Require(IsTime(cue.Start) && IsTime(cue.Duration), "a cue's start and duration must be milliseconds");
                cues.Add(new ExpressionCue(cue.Kind, cue.Name, Time(offset + cue.Start), Time(cue.Duration), (float)Math.Clamp(cue.Weight, 0, 1)));
            }

            offset += utterance.Duration;

            void Require([DoesNotReturnIf(false)] bool holds, string problem)
            {
                if (!holds)
                {
                    throw new InvalidInputException($"{path}: utterances[{index}]: {problem}.");
                }
            }
        }

        return new PerformanceFile([.. visemes.OrderBy(cue => cue.Start)], [.. cues], Time(offset));
    }

    private static bool IsTime(double milliseconds) => milliseconds is >= 0 and < 86_400_000;

    private static TimeSpan Time(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private sealed record Document(int Version, IReadOnlyList<Utterance?>? Utterances);

    private sealed record Utterance(double Duration)
    {
        public IReadOnlyList<VisemeSpan?> Visemes { get; init; } = [];

        public IReadOnlyList<PerformanceCue?> Cues { get; init; } = [];
    }
}
