using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Troupe.Cli.Generation;
using Troupe.Engines;

namespace Troupe.House.Tests.Reference;

/// <summary>
/// The reference configuration: every property of every options class with its default, under what its comment says.
/// A class <c>XxxOptions</c> is the section <c>Troupe:Xxx</c> (the engines' in the plural), or sits where another options class holds it.
/// </summary>
internal static class ReferenceConfig
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The whole file.</summary>
    public static string Write()
    {
        var comments = Assemblies.All.ToDictionary(assembly => assembly, assembly => File.Exists(Path.ChangeExtension(assembly.Location, ".xml")) ? XmlComments.Of(assembly) : null);
        // Who asks a server has settings too, but none of them in the server's file.
        var all = Assemblies.All.Except([Assemblies.Client, Assemblies.Cli]).SelectMany(assembly => assembly.GetTypes()).Where(IsOptions).ToArray();
        var held = all.SelectMany(Properties).Select(property => property.PropertyType).ToHashSet();
        var text = new StringBuilder("// Every setting with its default. Generated from the options classes by `./dev api`.\n")
            .Append("// Put what you change into appsettings.json beside the server, or set an environment variable such as Troupe__Delivery__MaxSockets=900.\n")
            .Append("{\n  \"Troupe\": {");
        foreach (var type in all.Where(type => !held.Contains(type)).OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            WriteSection(text, SectionOf(type), comments[type.Assembly]!.Summary(type), Activator.CreateInstance(type)!, comments, "    ");
        }

        return text.Append("\n  }\n}\n").Replace(",\n  }\n}\n", "\n  }\n}\n").ToString();
    }

    private static void WriteSection(StringBuilder text, string name, string summary, object options, Dictionary<Assembly, XmlComments?> comments, string indent)
    {
        text.Append($"\n{Comment(summary, indent)}{indent}\"{name}\": {{");
        foreach (var property in Properties(options.GetType()))
        {
            var description = comments[property.DeclaringType!.Assembly]!.Summary(property) + Limits(property);
            if (IsOptions(property.PropertyType))
            {
                WriteSection(text, property.Name, description, property.GetValue(options)!, comments, indent + "  ");
            }
            else
            {
                text.Append($"\n{Comment(description, indent + "  ")}{indent}  \"{property.Name}\": {Value(property.GetValue(options))},");
            }
        }

        text.Length -= text[^1] == ',' ? 1 : 0;
        text.Append($"\n{indent}}},");
    }

    private static string SectionOf(Type type) => type == typeof(EngineOptions) ? "Engines" : type.Name[..^"Options".Length];

    private static bool IsOptions(Type type) =>
        type is { IsClass: true, IsAbstract: false, Namespace: not null } && type.Name.EndsWith("Options", StringComparison.Ordinal) && Assemblies.All.Contains(type.Assembly);

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite || IsOptions(property.PropertyType)).OrderBy(property => property.MetadataToken);

    private static string Limits(PropertyInfo property) => property.GetCustomAttribute<RangeAttribute>() is { } range
        ? string.Create(CultureInfo.InvariantCulture, $" From {range.Minimum} to {range.Maximum}.")
        : "";

    // 00:00:00.2000000 reads better as 00:00:00.2
    private static string Value(object? value) =>
        value is TimeSpan time && time.Ticks % TimeSpan.TicksPerSecond != 0 ? $"\"{time.ToString().TrimEnd('0')}\"" : JsonSerializer.Serialize(value, Json);

    private static string Comment(string summary, string indent) => $"{indent}// {summary}\n";
}
