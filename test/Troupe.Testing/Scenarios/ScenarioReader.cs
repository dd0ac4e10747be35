using Troupe.Conversation;
using Troupe.Testing.Cast;
using Troupe.Testing.People;
using YamlDotNet.Core;

namespace Troupe.Testing.Scenarios;

/// <summary>Reads scenarios from YAML. Thread-safe.</summary>
public static class ScenarioReader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="ScenarioException">It is not a scenario; says the file, the line and what is wrong.</exception>
    public static Scenario ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllText(path));
        }
        catch (ScenarioException problem)
        {
            throw new ScenarioException($"{path}: {problem.Message}", problem);
        }
        catch (IOException problem)
        {
            throw new ScenarioException(problem.Message, problem);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="ScenarioException">It is not a scenario; says the line and what is wrong.</exception>
    public static Scenario Read(string yaml)
    {
        Scenario? scenario;
        try
        {
            scenario = ScenarioYaml.Reader().Build().Deserialize<Scenario?>(yaml);
        }
        catch (YamlException problem)
        {
            throw new ScenarioException($"line {problem.Start.Line}: {problem.InnerException?.Message ?? problem.Message}", problem);
        }

        return Check(scenario ?? throw new ScenarioException("The file is empty."));
    }

    private static IEnumerable<string> ProblemsOfSpeech(string text)
    {
        try
        {
            SpeechPart.Of(text);
            return [];
        }
        catch (ScenarioException problem)
        {
            return [problem.Message];
        }
    }

    private static Scenario Check(Scenario scenario)
    {
        var problems = new List<string>();
        if (scenario.Name.Length == 0)
        {
            problems.Add("it has no name");
        }

        if (scenario.Steps.Count == 0)
        {
            problems.Add("it has no steps");
        }

        for (var i = 0; i < scenario.Steps.Count; i++)
        {
            var step = scenario.Steps[i];
            if (step.Doings != 1)
            {
                problems.Add($"step {i + 1} needs exactly one of say, noise, write, hold, interrupt, end, wait, microphone, network");
            }

            if (step.Network is { IsSomething: false })
            {
                problems.Add($"step {i + 1} says nothing of the network, or more than one of stall, drop, suspend");
            }

            var events = step.Expect.Concat(step.Absent).Select(pattern => pattern.Event).Concat(step.SendAfter is null ? [] : [step.SendAfter.Event]);
            problems.AddRange(events.Where(type => !EventPattern.IsKnown(type)).Select(type => $"step {i + 1} names the unknown event '{type}'"));
        }

        if (scenario.Engines.Voice?.Untimed is { } voice && !UntimedVoice.Ids.Contains(voice))
        {
            problems.Add($"engines.voice.untimed is '{voice}'; it can be {string.Join(", ", UntimedVoice.Ids)}");
        }

        if (problems.Count == 0)
        {
            problems.AddRange(scenario.Steps.SelectMany(step => new[] { step.Say, step.Hold }).OfType<string>().SelectMany(ProblemsOfSpeech));
            OptionsBinder.Bind(scenario.Conversation, new ConversationOptions());
        }

        return problems.Count == 0 ? scenario : throw new ScenarioException(string.Join("; ", problems));
    }
}

/// <summary>A file is not a scenario.</summary>
/// <param name="message">Where and why.</param>
/// <param name="inner">The cause.</param>
public sealed class ScenarioException(string message, Exception? inner = null) : Exception(message, inner);
