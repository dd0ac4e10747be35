using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Troupe.Conversation;

namespace Troupe.Testing.Scenarios;

/// <summary>
/// Sets options by name from what YAML holds: <c>snake_case</c> names, nested options as nested maps, durations such as <c>80ms</c>, enumerations by name.
/// Knows no option itself, so that it knows all of them.
/// </summary>
internal static class OptionsBinder
{
    /// <summary>Sets options and checks them.</summary>
    /// <exception cref="ScenarioException">An option does not exist, does not fit, or is out of its bounds.</exception>
    public static void Bind(IDictionary<string, object> values, ConversationOptions options)
    {
        Bind("conversation", values.Select(pair => (pair.Key, (object?)pair.Value)), options);
        Validate("conversation", options);
    }

    private static void Bind(string path, IEnumerable<(string Name, object? Value)> values, object target)
    {
        var known = target.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null).ToDictionary(property => SnakeCase(property.Name), StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            var property = known.GetValueOrDefault(name) ?? throw new ScenarioException($"{path} has no option '{name}'; it has {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}");
            var inner = $"{path}.{name}";
            if (value is IDictionary nested && property.GetValue(target) is { } options)
            {
                Bind(inner, nested.Keys.Cast<string>().Select(key => (key, nested[key])), options);
            }
            else
            {
                property.SetValue(target, Convert(inner, value, property.PropertyType));
            }
        }
    }

    private static object? Convert(string path, object? value, Type type)
    {
        var bare = Nullable.GetUnderlyingType(type);
        var text = value as string;
        if (text is null or "none" or "")
        {
            return value switch
            {
                IList list when ItemOf(type) is { } item => ListOf(path, list, item),
                null or string when bare is not null || !type.IsValueType => null,
                _ => throw new ScenarioException($"{path} is no {(bare ?? type).Name}"),
            };
        }

        bare ??= type;
        try
        {
            return bare == typeof(TimeSpan) ? Duration.Parse(text) ?? throw new FormatException($"'{text}' is not a duration such as 80ms, 1.5s or 2min")
                : bare.IsEnum ? Enum.Parse(bare, text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true)
                : System.Convert.ChangeType(text, bare, CultureInfo.InvariantCulture);
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException or InvalidCastException or OverflowException)
        {
            throw new ScenarioException($"{path}: {problem.Message}", problem);
        }
    }

    private static Type? ItemOf(Type type) => type.IsArray ? type.GetElementType() : type.IsGenericType ? type.GetGenericArguments()[0] : null;

    private static Array ListOf(string path, IList values, Type item)
    {
        var list = Array.CreateInstance(item, values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            list.SetValue(Convert(path, values[i], item), i);
        }

        return list;
    }

    private static void Validate(string path, object options)
    {
        var problems = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true))
        {
            throw new ScenarioException($"{path}: {problems[0].ErrorMessage}");
        }

        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal)))
        {
            if (property.GetValue(options) is { } nested)
            {
                Validate($"{path}.{SnakeCase(property.Name)}", nested);
            }
        }
    }

    private static string SnakeCase(string name) => string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
}
