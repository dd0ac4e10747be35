using System.Reflection;
using System.Text.Json;
using Troupe.Contracts;

namespace Troupe.Cli.Generation;

/// <summary>The constants of <see cref="Protocol"/>.</summary>
internal static class ProtocolConstants
{
    /// <summary>Each constant with its name in camelCase, its summary and its value.</summary>
    public static IEnumerable<(string Name, string Summary, object Value)> Read(XmlComments comments)
    {
        foreach (var field in typeof(Protocol).GetFields(BindingFlags.Public | BindingFlags.Static).OrderBy(field => field.MetadataToken))
        {
            yield return (JsonNamingPolicy.CamelCase.ConvertName(field.Name), comments.Summary(field), field.GetRawConstantValue()!);
        }

        foreach (var property in typeof(Protocol).GetProperties(BindingFlags.Public | BindingFlags.Static).OrderBy(property => property.MetadataToken))
        {
            yield return (JsonNamingPolicy.CamelCase.ConvertName(property.Name), comments.Summary(property), property.GetValue(null)!);
        }
    }
}
