using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

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
            scenario = new DeserializerBuilder().WithTypeConverter(new DurationConverter()).Build().Deserialize<Scenario?>(yaml);
        }
        catch (YamlException problem)
        {
            throw new ScenarioException($"line {problem.Start.Line}: {problem.InnerException?.Message ?? problem.Message}", problem);
        }

        return Check(scenario ?? throw new ScenarioException("The file is empty."));
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
                problems.Add($"step {i + 1} needs exactly one of say, noise, write, interrupt, end, wait");
            }

            var events = step.Expect.Concat(step.Absent).Select(pattern => pattern.Event).Concat(step.SendAfter is null ? [] : [step.SendAfter.Event]);
            problems.AddRange(events.Where(type => !EventPattern.IsKnown(type)).Select(type => $"step {i + 1} names the unknown event '{type}'"));
        }

        return problems.Count == 0 ? scenario : throw new ScenarioException(string.Join("; ", problems));
    }

    /// <summary>Durations are <c>80ms</c>, <c>1.5s</c> or <c>2min</c>.</summary>
    private sealed class DurationConverter : IYamlTypeConverter
    {
        public bool Accepts(Type type) => type == typeof(TimeSpan) || type == typeof(TimeSpan?);

        public object? ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
        {
            var scalar = parser.Consume<Scalar>();
            return scalar.Value is "none" or "" && type == typeof(TimeSpan?)
                ? null
                : Duration.Parse(scalar.Value) ?? throw new YamlException(scalar.Start, scalar.End, $"'{scalar.Value}' is not a duration such as 80ms, 1.5s or 2min");
        }

        public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
            emitter.Emit(new Scalar(value is TimeSpan duration ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds}ms") : "none"));
    }
}

/// <summary>A file is not a scenario.</summary>
/// <param name="message">Where and why.</param>
/// <param name="inner">The cause.</param>
public sealed class ScenarioException(string message, Exception? inner = null) : Exception(message, inner);
