using System.Collections;
using System.Text.RegularExpressions;
using Troupe.Testing.People;

namespace Troupe.Testing.Scenarios;

/// <summary>
/// Makes a scenario that fails as small as it can be and still fail the same way: without steps, words, pauses, expectations and settings that the failure does not need.
/// Deterministic: the same scenario and seed give the same result.
/// </summary>
/// <remarks>Delta debugging (Zeller and Hildebrandt 2002, "Simplifying and isolating failure-inducing input"): tries to leave out ever smaller parts, until no single part can go.</remarks>
public sealed partial class ScenarioShrinker
{
    /// <summary>Runs beyond which it is content with what it has: at some 10 ms each this is half a minute.</summary>
    private const int MostRuns = 3000;

    private readonly int _seed;
    private readonly bool _atRest;
    private readonly string _signature;
    private Scenario _smallest;

    private ScenarioShrinker(Scenario scenario, int seed, bool atRest, ScenarioRun failed)
    {
        _seed = seed;
        _atRest = atRest;
        _signature = Signature(failed);
        _smallest = ScenarioText.Copy(scenario);
        _smallest.Seed = seed;
    }

    /// <summary>Runs that it took.</summary>
    public int Runs { get; private set; }

    /// <summary>Shrinks a scenario; null when it does not fail.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="seed">The seed with which it fails; null for its own.</param>
    /// <param name="atRest">Whether it is to be at rest in the end.</param>
    /// <returns>The smallest scenario, how it fails, and how many runs that took.</returns>
    public static (Scenario Smallest, ScenarioRun Run, int Runs)? Shrink(Scenario scenario, int? seed = null, bool atRest = false)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var chosen = seed ?? scenario.Seed;
        var failed = ScenarioRunner.Run(scenario, chosen, atRest);
        if (failed.Passed)
        {
            return null;
        }

        var shrinker = new ScenarioShrinker(scenario, chosen, atRest, failed);
        shrinker.Shrink();
        return (shrinker._smallest, ScenarioRunner.Run(shrinker._smallest, chosen, atRest), shrinker.Runs);
    }

    /// <summary>How a run fails, without times and numbers: two runs that fail the same way have the same.</summary>
    internal static string Signature(ScenarioRun run) => run.Passed ? "" : Numbers().Replace(run.Failures[0].Split(": \"")[0], "#");

    private void Shrink()
    {
        for (var before = ""; before != ScenarioText.Write(_smallest) && Runs < MostRuns;)
        {
            before = ScenarioText.Write(_smallest);
            Reduce(scenario => (IList)scenario.Steps);
            for (var i = 0; i < _smallest.Steps.Count; i++)
            {
                var step = i;
                ReduceWords(scenario => scenario.Steps[step].Say, (scenario, text) => scenario.Steps[step].Say = text);
                ReduceWords(scenario => scenario.Steps[step].Write, (scenario, text) => scenario.Steps[step].Write = text);
                Reduce(scenario => (IList)scenario.Steps[step].Expect);
                Reduce(scenario => (IList)scenario.Steps[step].Absent);
                Reset(scenario => scenario.Steps[step], "say", "write", "expect", "absent");
            }

            for (var i = 0; i < _smallest.Engines.Writer.Replies.Count; i++)
            {
                var reply = i;
                ReduceWords(scenario => scenario.Engines.Writer.Replies.ElementAtOrDefault(reply), (scenario, text) => scenario.Engines.Writer.Replies[reply] = text);
            }

            Reset(scenario => scenario, "name", "steps", "seed");
        }
    }

    /// <summary>Leaves out parts of a list, halves first.</summary>
    private void Reduce(Func<Scenario, IList> list)
    {
        for (var size = Math.Max(1, list(_smallest).Count / 2); size >= 1; size /= 2)
        {
            for (var at = 0; at < list(_smallest).Count;)
            {
                var (from, count) = (at, Math.Min(size, list(_smallest).Count - at));
                at += Try(scenario =>
                {
                    for (var i = 0; i < count; i++)
                    {
                        list(scenario).RemoveAt(from);
                    }
                })
                    ? 0
                    : size;
            }
        }
    }

    /// <summary>Leaves out words and pauses, halves first; one remains.</summary>
    private void ReduceWords(Func<Scenario, string?> get, Action<Scenario, string> set)
    {
        if (get(_smallest) is not { } text)
        {
            return;
        }

        var words = SpeechPart.Of(text).Select(part => part.Source).ToList();
        for (var size = Math.Max(1, words.Count / 2); size >= 1 && words.Count > 1; size /= 2)
        {
            for (var at = 0; at < words.Count;)
            {
                var fewer = words.Where((_, i) => i < at || i >= at + size).ToList();
                if (fewer.Count > 0 && Try(scenario => set(scenario, string.Join(' ', fewer))))
                {
                    words = fewer;
                }
                else
                {
                    at += size;
                }
            }
        }
    }

    /// <summary>Sets what can be set back to its default, from the whole to its parts.</summary>
    private void Reset(Func<Scenario, object?> part, params string[] without)
    {
        if (part(_smallest) is not { } current)
        {
            return;
        }

        foreach (var (alias, property) in ScenarioText.Settings(current.GetType()).Where(setting => !without.Contains(setting.Alias)))
        {
            var usual = property.GetValue(Activator.CreateInstance(current.GetType()));
            var isSet = !Equals(Write(property.GetValue(part(_smallest)!)), Write(usual));
            if (!isSet || Try(scenario => property.SetValue(part(scenario), property.GetValue(Activator.CreateInstance(current.GetType())))))
            {
                continue;
            }

            if (property.GetValue(part(_smallest)!) is IDictionary map)
            {
                foreach (var key in map.Keys.Cast<object>().ToArray())
                {
                    Try(scenario => ((IDictionary)property.GetValue(part(scenario))!).Remove(key));
                }
            }
            else if (property.GetValue(part(_smallest)!) is IList)
            {
                Reduce(scenario => (IList)property.GetValue(part(scenario)!)!);
            }
            else if (property.PropertyType.IsClass && property.PropertyType != typeof(string) && property.PropertyType != typeof(Latency))
            {
                Reset(scenario => part(scenario) is { } whole ? property.GetValue(whole) : null);
            }
        }
    }

    private static string Write(object? value) => value is null ? "" : new YamlDotNet.Serialization.SerializerBuilder().DisableAliases().Build().Serialize(value);

    /// <summary>Makes a change, and keeps it when the scenario fails as before.</summary>
    private bool Try(Action<Scenario> change)
    {
        if (Runs >= MostRuns)
        {
            return false;
        }

        var candidate = ScenarioText.Copy(_smallest);
        try
        {
            change(candidate);
            candidate = ScenarioText.Copy(candidate);
        }
        catch (ScenarioException)
        {
            // No scenario without that.
            return false;
        }

        Runs++;
        if (Signature(ScenarioRunner.Run(candidate, _seed, _atRest)) != _signature)
        {
            return false;
        }

        _smallest = candidate;
        return true;
    }

    [GeneratedRegex(@"\d+([.:]\d+)*", RegexOptions.None, 1000)]
    private static partial Regex Numbers();
}
