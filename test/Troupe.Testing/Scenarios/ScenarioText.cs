using System.Collections;
using System.Globalization;
using System.Reflection;
using YamlDotNet.Serialization;

namespace Troupe.Testing.Scenarios;

/// <summary>Writes scenarios as <see cref="ScenarioReader"/> reads them, without what is as it is by default.</summary>
public static class ScenarioText
{
    /// <summary>The YAML of a scenario.</summary>
    public static string Write(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return new SerializerBuilder().DisableAliases().Build().Serialize(Tree(scenario)!);
    }

    /// <summary>A scenario that is the same and shares nothing with it.</summary>
    internal static Scenario Copy(Scenario scenario) => ScenarioReader.Read(Write(scenario));

    /// <summary>The settings of a part of scenarios, in the order in which they are declared.</summary>
    internal static IEnumerable<(string Alias, PropertyInfo Property)> Settings(Type type) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        let alias = property.GetCustomAttribute<YamlMemberAttribute>()
        where alias is not null
        orderby property.MetadataToken
        select (alias.Alias!, property);

    private static object? Tree(object? value) => value switch
    {
        null => null,
        bool truth => truth ? "true" : "false",
        TimeSpan duration => Duration.Write(duration),
        Latency { P50: var p50, P95: var p95 } => p50 == p95 ? Duration.Write(p50) : new Dictionary<string, object?> { ["p50"] = Duration.Write(p50), ["p95"] = Duration.Write(p95) },
        Enum named => char.ToLowerInvariant(named.ToString()[0]) + named.ToString()[1..],
        string text => text,
        IFormattable number when value.GetType().IsPrimitive => number.ToString(null, CultureInfo.InvariantCulture),
        IDictionary map => map.Keys.Cast<string>().ToDictionary(key => key, key => Tree(map[key])),
        IEnumerable list => list.Cast<object?>().Select(Tree).ToList(),
        _ => Differences(value),
    };

    private static Dictionary<string, object?> Differences(object value)
    {
        var usual = Activator.CreateInstance(value.GetType())!;
        var tree = new Dictionary<string, object?>();
        foreach (var (alias, property) in Settings(value.GetType()))
        {
            var (actual, normal) = (property.GetValue(value), property.GetValue(usual));
            if (IsEqual(actual, normal))
            {
                continue;
            }

            // A part that is there although it need not be is written even when all of it is as usual.
            var part = Tree(actual);
            if (part is not Dictionary<string, object?> { Count: 0 } || normal is null)
            {
                tree[alias] = part;
            }
        }

        return tree;
    }

    private static bool IsEqual(object? one, object? other) => (one, other) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (string or ValueType or Latency, _) => one.Equals(other),
        (IDictionary first, IDictionary second) => first.Count == 0 && second.Count == 0,
        (IEnumerable first, IEnumerable second) => first.Cast<object?>().SequenceEqual(second.Cast<object?>()),
        _ => false,
    };
}
