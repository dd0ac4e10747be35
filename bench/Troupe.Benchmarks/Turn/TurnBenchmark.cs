using System.Globalization;
using Troupe.Benchmarks.Corpus;
using Troupe.Benchmarks.Harness;
using Troupe.Conversation;
using Troupe.Engines;

namespace Troupe.Benchmarks.Turn;

/// <summary>
/// How long a person waits: from the last loud sample of a spoken turn to the first loud sample of the answer and to the first move of the mouth, with the share of turns that
/// were answered too early beside it. In one run: the embedded engines in the real conversation in real time, the ideal schedule of the same turns,
/// the same engines one after another, scripted engines, first turns, and the same questions in a browser.
/// </summary>
internal sealed class TurnBenchmark : IBenchmark
{
    private const int ThreeSentences = 3;

    private static readonly string[] Parts = ["sequential", "scripted", "first", "browser"];

    public string Name => "turn";

    public string Summary => $"Silence to speech: 121 spoken turns, headless and in Chromium (15 minutes; --quick for every tenth; --without {string.Join('|', Parts)} to leave parts out).";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var every = run.Options.Contains("--quick") ? 10 : 1;
        bool Has(string part) => !run.Options.Contains(part);

        var corpus = await SpokenCorpus.MakeAsync(every, cancellationToken);
        var sounds = Path.Combine(run.RawFolder, "corpus");
        await SpokenCorpus.WriteAsync(corpus, sounds, cancellationToken);
        Console.WriteLine($"{corpus.Count} spoken turns");
        if (Recordings.Missing is { Count: > 0 } missing)
        {
            Console.WriteLine($"Recorded people are left out: apt-get install {string.Join(' ', missing)}");
        }

        var conversation = new ConversationOptions();
        await using var set = await OpenAsync(conversation, cancellationToken);
        var turns = await AskAsync(set, conversation, corpus, cancellationToken);
        await TurnRecords.WriteAsync(run.RawFolder, "turns", turns, cancellationToken);
        var figures = new List<Figure>(TurnFigures.Of(turns));
        if (Has("sequential"))
        {
            figures.AddRange(await CompareSequentialAsync(run.RawFolder, conversation, turns, cancellationToken));
        }

        if (Has("scripted"))
        {
            var scripted = await ScriptedTurns.AskAsync(120 / every, cancellationToken);
            await TurnRecords.WriteAsync(run.RawFolder, "scripted", scripted, cancellationToken);
            var overhead = scripted.Select(turn => turn.Sound - turn.Ideal).OfType<double>().Order().ToArray();
            figures.Add(new("scripted_unanswered", scripted.Count - overhead.Length, "", "<= 0"));
            figures.Add(new("scripted_overhead_p50_ms", Repetitions.Percentile(overhead, 0.5), "ms", "<= 15", Repetitions.Of(overhead).Spread));
            figures.Add(new("scripted_overhead_p99_ms", Repetitions.Percentile(overhead, 0.99), "ms", "<= 30"));
        }

        if (Has("first"))
        {
            var questions = Enumerable.Range(0, corpus.Count).Where(index => turns[index].IsClean).Take(every == 1 ? 5 : 1).Select(index => Path.Combine(sounds, $"{index + 1:000}.wav"));
            var ratios = await FirstTurnBenchmark.RatiosAsync(questions, cancellationToken);
            if (ratios.Count > 0)
            {
                figures.Add(new("first_turn_ratio", Repetitions.Of(ratios).Median, "", "<= 1.15", Repetitions.Of(ratios).Spread));
            }
        }

        IReadOnlyList<MeasuredTurn> browser = [];
        if (Has("browser"))
        {
            // Every sixth, so that every kind and every synthetic person is among them.
            var step = every == 1 ? 6 : 5;
            browser = await BrowserTurns.AskAsync(Path.Combine(run.RawFolder, "browser"), [.. corpus.Where((_, index) => index % step == 0)], cancellationToken);
            await TurnRecords.WriteAsync(run.RawFolder, "browser-turns", browser, cancellationToken);
            figures.AddRange(TurnFigures.Of(browser, "_browser"));
        }

        TurnPlots.Write(run.RawFolder, turns, browser);
        return figures;
    }

    private static async Task<EngineSet> OpenAsync(ConversationOptions conversation, CancellationToken cancellationToken)
    {
        var set = await EngineSet.OpenAsync(new EngineOptions(), cancellationToken: cancellationToken);
        if (set.Findings.Where(finding => !finding.Found).ToArray() is { Length: > 0 } missing)
        {
            await set.DisposeAsync();
            throw new InvalidOperationException("Engines are missing: " + string.Join("; ", missing.Select(finding => $"{finding.Detail} {finding.Cure}")));
        }

        await set.WarmAsync(conversation, cancellationToken);
        return set;
    }

    private static async Task<List<MeasuredTurn>> AskAsync(EngineSet set, ConversationOptions conversation, IReadOnlyList<SpokenItem> corpus, CancellationToken cancellationToken)
    {
        var turns = new List<MeasuredTurn>();
        var ask = new TurnRun(set.Engines, conversation);
        foreach (var item in corpus)
        {
            turns.Add(await ask.AskAsync(item, cancellationToken));
            var turn = turns[^1];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{turns.Count,3}/{corpus.Count} {TurnFigures.Snake(item.Kind),-8} {(turn.IsFalseEndpoint ? "EARLY" : turn.Sound is null ? "NONE" : ""),-5} sound {turn.Sound,5:0} mouth {turn.Mouth,5:0} decided {turn.Decided,5:0} ideal {turn.Ideal,5:0} ms  {item.Text} -> {string.Join(" | ", turn.Transcripts)}"));
        }

        return turns;
    }

    /// <summary>
    /// Answers of three sentences or more, each in a turn and from the same engines one after another: from two fresh sets of them, as a voice keeps what it said.
    /// </summary>
    private static async Task<IReadOnlyList<Figure>> CompareSequentialAsync(string folder, ConversationOptions conversation, List<MeasuredTurn> turns, CancellationToken cancellationToken)
    {
        await using var streaming = await OpenAsync(conversation, cancellationToken);
        await using var sequential = await OpenAsync(conversation, cancellationToken);
        var ask = new TurnRun(streaming.Engines, conversation);
        var table = new List<string> { "text,sentences,sound_ms,sequential_ms,ratio" };
        var ratios = new List<double>();
        foreach (var before in turns.Where(turn => turn.IsClean && SequentialSchedule.Sentences(turn.Reply) >= ThreeSentences).DistinctBy(turn => turn.Reply).Take(12))
        {
            var turn = await ask.AskAsync(before.Item, cancellationToken);
            if (turn.IsClean && await SequentialSchedule.FirstSoundAsync(sequential.Engines, conversation, turn, cancellationToken) is { } whole)
            {
                ratios.Add(whole / turn.Sound!.Value);
                var line = string.Create(CultureInfo.InvariantCulture, $"\"{turn.Item.Text}\",{SequentialSchedule.Sentences(turn.Reply)},{turn.Sound:F1},{whole:F1},{ratios[^1]:F2}");
                table.Add(line);
                Console.WriteLine("one after another: " + line);
            }
        }

        await File.WriteAllLinesAsync(Path.Combine(folder, "sequential.csv"), table, cancellationToken);
        return ratios.Count == 0
            ? []
            : [new("sequential_answers", ratios.Count, "", ">= 10"), new("sequential_ratio_3_sentences", Repetitions.Of(ratios).Median, "", ">= 3", Repetitions.Of(ratios).Spread)];
    }
}
