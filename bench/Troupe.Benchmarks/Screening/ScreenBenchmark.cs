extern alias server;

using System.Diagnostics;
using server::Troupe.Server.Policy;
using Troupe.Benchmarks.Harness;
using Troupe.Contracts.Control;
using Troupe.Conversation.Dialogue;

namespace Troupe.Benchmarks.Screening;

/// <summary>What a policy of 2,000 terms and 50 patterns adds to each phrase before it is spoken.</summary>
public sealed class ScreenBenchmark : IBenchmark
{
    private const int Terms = 2000;
    private const int Patterns = 50;

    /// <inheritdoc/>
    public string Name => "screen";

    /// <inheritdoc/>
    public string Summary => $"what a policy of {Terms} terms and {Patterns} patterns adds to each phrase";

    /// <inheritdoc/>
    public Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var rules = RulesetCompiler.Compile(Policy(), out var mistakes) ?? throw new InvalidOperationException(mistakes[0].Detail);
        var compiled = Stopwatch.GetElapsedTime(began);
        var phrases = PhraseSplitter.Phrases(string.Join(' ', Enumerable.Range(0, 200).Select(Sentence)));
        var found = Pass(rules, phrases, []);
        for (var warm = 0; warm < 30; warm++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Pass(rules, phrases, []);
        }

        var times = new List<double>(phrases.Count * 20);
        for (var round = 0; round < 20; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Pass(rules, phrases, times);
        }

        File.WriteAllLines(Path.Combine(run.RawFolder, "screen_ms.txt"), times.Select(time => FormattableString.Invariant($"{time:f5}")));
        times.Sort();
        var allowed = phrases.Where(phrase => rules.Screen(phrase.Text, "", PolicyPlace.Speech) == Decision.Allowed).ToArray();
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new Figure("screen_p50_ms", times[times.Count / 2], "ms"),
            new Figure("screen_p95_ms", times[times.Count * 95 / 100], "ms", "<= 2"),
            new Figure("screen_p99_ms", times[times.Count * 99 / 100], "ms"),
            new Figure("screen_bytes_per_allowed_phrase", Allocated(rules, allowed), "B", "<= 0"),
            new Figure("phrases_found_share", found / (double)phrases.Count, ""),
            new Figure("compile_ms", compiled.TotalMilliseconds, "ms"),
        ]);
    }

    private static int Pass(Ruleset rules, IReadOnlyList<Phrase> phrases, List<double> times)
    {
        var found = 0;
        var before = "";
        foreach (var phrase in phrases)
        {
            var began = Stopwatch.GetTimestamp();
            found += rules.Screen(phrase.Text, before, PolicyPlace.Speech) == Decision.Allowed ? 0 : 1;
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            before = phrase.Text;
        }

        return found;
    }

    private static double Allocated(Ruleset rules, Phrase[] phrases)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var phrase in phrases)
        {
            rules.Screen(phrase.Text, "And so it goes on.", PolicyPlace.Speech);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)phrases.Length;
    }

    // Terms share beginnings with the words of the sentences, patterns begin like codes of customers: nothing is told apart at the first letter.
    private static PolicyDocument Policy() => new()
    {
        Terms =
        [
            .. Enumerable.Range(0, 20).Select(list => new TermRule($"list{list}", (PolicyEffect)(1 + (list % 3)), [.. Enumerable.Range(0, Terms / 20).Select(term => Term((list * 100) + term))])
            {
                Inflected = list % 2 == 0,
                Places = [PolicyPlace.Speech],
            }),
        ],
        Patterns = [.. Enumerable.Range(0, Patterns).Select(index => new PatternRule($"code{index}", PolicyEffect.Redact, $@"\b{(char)('a' + (index % 26))}{index}-\d{{4,8}}\b|\bref(erence)? {index} [a-z]+\d+"))],
        Redactions = [.. Enum.GetValues<PersonalKind>().Select(kind => new RedactionRule($"{kind}".ToLowerInvariant(), kind))],
        Topics = [new TopicRule("medicine", PolicyEffect.Deny, 3, Enumerable.Range(0, 50).ToDictionary(index => Term(5000 + index), _ => 1.0))],
    };

    private static string Term(int index) => $"{Words[index % Words.Length]}{Endings[index / Words.Length % Endings.Length]} {Words[index * 7 % Words.Length]}{(index % 3 == 0 ? "" : " " + index)}";

    private static string Sentence(int index)
    {
        var random = new Random(index);
        var words = Enumerable.Range(0, 6 + random.Next(18)).Select(_ => Words[random.Next(Words.Length)] + (random.Next(4) == 0 ? "s" : "")).ToArray();
        var said = string.Join(' ', words);
        return index % 20 == 0 ? $"Call +49 170 {1_000_000 + index} about {said}." : $"The {said} is {index} kilometres away.";
    }

    private static string[] Words { get; } =
        "weather morning garden river mountain street window music coffee ticket station journey price offer summer winter letter doctor engine camera picture market holiday kitchen teacher student village castle harbour theatre museum concert evening journal answer question minute hour season colour".Split(' ');

    private static string[] Endings { get; } = ["", "er", "ing", "ly", "ness", "ful", "ish", "ward", "man", "land"];
}
