using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Troupe.Benchmarks.Corpus;
using Troupe.Benchmarks.Harness;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Engines;

namespace Troupe.Benchmarks.BargeIn;

/// <summary>
/// How soon the presenter gives way to somebody who speaks into its answer, in Chromium by ear and eye; and whether it gives way to those who want to speak and to nobody else:
/// backchannels, coughs and laughter, headless and in Chromium.
/// </summary>
internal sealed class BargeInBenchmark : IBenchmark
{
    /// <summary>The sample documents answer it with about ten seconds.</summary>
    private const string Question = "Tell me about the steam ship Aurora.";

    /// <summary>Sessions at the same time without a browser: what becomes of an answer is counted there, not how fast.</summary>
    private const int AtATime = 2;

    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(18);

    public string Name => "barge-in";

    public string Summary => "Speaking into an answer: 154 interruptions, backchannels, coughs and laughs headless, every fifth in Chromium too (18 minutes; --quick for every tenth; --without headless|browser).";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var every = run.Options.Contains("--quick") ? 10 : 1;
        var items = await InterjectionCorpus.MakeAsync(every, cancellationToken);
        await SpokenCorpus.WriteAsync(items, Path.Combine(run.RawFolder, "corpus"), cancellationToken);
        var all = new List<Interjected>();
        if (!run.Options.Contains("headless"))
        {
            all.AddRange(await SpeakHeadlessAsync(items, cancellationToken));
        }

        if (!run.Options.Contains("browser"))
        {
            var step = every == 1 ? 5 : 2;
            var some = items.GroupBy(item => item.Kind).SelectMany(kind => kind.Where((_, index) => index % step == 0)).ToArray();
            all.AddRange(await ChromiumBargeIn.SpeakAsync(Path.Combine(run.RawFolder, "browser"), Question, some, Answer, cancellationToken));
        }

        var lines = all.Select(one => JsonSerializer.Serialize(
            new { one.Place, kind = one.Item.Kind, one.Item.Speaker, one.Item.Text, one.Duck, one.Decision, one.DecisionToSilence, one.DecisionToStill, one.Resumed, one.Reason, one.Understood, one.Answered }, Wire.Json));
        await File.WriteAllLinesAsync(Path.Combine(run.RawFolder, "interjections.jsonl"), lines, cancellationToken);
        BargeInPlots.Write(run.RawFolder, all);
        return BargeInFigures.Of(all);
    }

    private static async Task<IReadOnlyList<Interjected>> SpeakHeadlessAsync(IReadOnlyList<SpokenItem> items, CancellationToken cancellationToken)
    {
        await using var set = await EngineSet.OpenAsync(new EngineOptions(), cancellationToken: cancellationToken);
        var conversation = new ConversationOptions();
        await set.WarmAsync(conversation, cancellationToken);
        var speak = new HeadlessBargeIn(set.Engines, conversation);
        var done = new ConcurrentQueue<Interjected>();
        await Parallel.ForAsync(0, items.Count, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken }, async (index, cancelled) =>
        {
            // Somewhere else in the words of the answer each time.
            var one = await speak.SpeakAsync(Question, items[index], TimeSpan.FromMilliseconds(1500 + (173 * index % 1000)), cancelled);
            done.Enqueue(one);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{done.Count,3}/{items.Count} {one.Item.Kind,-12} {(one.IsInterruption ? one.IsHonoured ? "" : "IGNORED" : one.IsRecovered ? "" : "STOPPED"),-7} duck {one.Duck,5:0} decision {one.Decision,5:0} ms {(one.Resumed ? "resumed" : ""),-7} {one.Item.Text} -> {one.Understood}{(one.Answered is null ? "" : " (answered)")}"));
        });
        return [.. done];
    }
}
