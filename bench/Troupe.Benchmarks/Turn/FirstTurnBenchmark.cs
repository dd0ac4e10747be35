using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Troupe.Benchmarks.Corpus;
using Troupe.Benchmarks.Harness;
using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Engines;

namespace Troupe.Benchmarks.Turn;

/// <summary>The first turn of a process whose engines were warmed as the server warms them, and the same question again.</summary>
internal sealed class FirstTurnBenchmark : IBenchmark
{
    private const int Turns = 4;

    public string Name => "first-turn";

    public string Summary => "The first spoken turn of a process and three more (20 seconds; --file FILE.wav to choose the question, 16 kHz). Part of 'turn'.";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var item = run.Options is ["--file", var file]
            ? SpokenItem.Of(SpokenKind.Plain, file, file, WavFile.Parse(await File.ReadAllBytesAsync(file, cancellationToken)).Samples.Span)
            : await Speaker.All[0].SayAsync(SpokenKind.Plain, "When are you open on Sundays?", cancellationToken);
        await using var set = await EngineSet.OpenAsync(new EngineOptions(), cancellationToken: cancellationToken);
        var conversation = new ConversationOptions();
        await set.WarmAsync(conversation, cancellationToken);
        var ask = new TurnRun(set.Engines, conversation);
        var turns = new List<MeasuredTurn>();
        while (turns.Count < Turns)
        {
            turns.Add(await ask.AskAsync(item, cancellationToken));
        }

        await TurnRecords.WriteAsync(run.RawFolder, "turns", turns, cancellationToken);
        var next = turns.Skip(1).Where(turn => turn.IsClean).Select(turn => turn.Sound!.Value).ToArray();
        return turns[0].IsClean && next.Length > 0
            ? [new("first_turn_ms", turns[0].Sound!.Value, "ms"), new("next_turn_ms", Repetitions.Of(next).Median, "ms")]
            : [new("unanswered", turns.Count(turn => !turn.IsClean), "")];
    }

    /// <summary>Runs it in processes of its own; gives the ratio of the first turn to the next for each question that was answered.</summary>
    /// <param name="files">The questions.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<double>> RatiosAsync(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        var ratios = new List<double>();
        foreach (var file in files)
        {
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(FirstTurnBenchmark).Assembly.Location, "first-turn", "--file", file]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            using var result = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine("out", "bench", "first-turn.json"), cancellationToken));
            var figures = result.RootElement.GetProperty("figures").EnumerateArray().ToDictionary(figure => figure.GetProperty("name").GetString()!, figure => figure.GetProperty("value").GetDouble());
            if (figures.TryGetValue("first_turn_ms", out var first))
            {
                ratios.Add(first / figures["next_turn_ms"]);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first turn of a process {first:0} ms, next {figures["next_turn_ms"]:0} ms"));
            }
        }

        return ratios;
    }
}
