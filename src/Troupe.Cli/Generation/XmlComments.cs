using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Troupe.Cli.Generation;

/// <summary>The XML comments of an assembly as plain sentences, with code in backticks.</summary>
internal sealed partial class XmlComments
{
    private readonly Dictionary<string, XElement> _members;

    private XmlComments(Dictionary<string, XElement> members) => _members = members;

    /// <summary>Loads the comments that the compiler wrote beside the assembly.</summary>
    /// <exception cref="FileNotFoundException">The assembly was built without a documentation file.</exception>
    public static XmlComments Of(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        return new(XDocument.Load(file).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal));
    }

    /// <summary>The summary of a type.</summary>
    public string Summary(Type type) => Plain(_members[$"T:{type.FullName}"].Element("summary"));

    /// <summary>The summary of a property or, of a positional record's property, the text of its parameter.</summary>
    public string Summary(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        return _members.TryGetValue($"P:{type.FullName}.{property.Name}", out var member)
            ? Plain(member.Element("summary"))
            : Plain(_members[$"T:{type.FullName}"].Elements("param").FirstOrDefault(parameter => parameter.Attribute("name")!.Value == property.Name));
    }

    /// <summary>The summary of a field, such as a constant or a value of an enumeration.</summary>
    public string Summary(FieldInfo field) => Plain(_members[$"F:{field.DeclaringType!.FullName}.{field.Name}"].Element("summary"));

    private static string Plain(XElement? element)
    {
        var text = new StringBuilder();
        foreach (var node in element?.Nodes() ?? [])
        {
            text.Append(node switch
            {
                XElement { Name.LocalName: "see" } see => $"`{Target(see.Attribute("cref")!.Value)}`",
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement other => other.Value,
                _ => node.ToString(),
            });
        }

        return Space().Replace(System.Net.WebUtility.HtmlDecode(text.ToString()), " ").Trim();
    }

    // A member of the wire is named as in JSON, a setting by itself, anything else by type and member.
    private static string Target(string cref)
    {
        var parts = cref[2..].Split('.');
        return cref[0] == 'T' ? parts[^1]
            : parts[^2].EndsWith("Options", StringComparison.Ordinal) ? parts[^1]
            : parts[1] == "Contracts" ? $"{parts[^2]}.{JsonNamingPolicy.CamelCase.ConvertName(parts[^1])}"
            : $"{parts[^2]}.{parts[^1]}";
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space();
}
