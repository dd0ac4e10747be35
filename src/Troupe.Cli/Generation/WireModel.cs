using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Troupe.Contracts;

namespace Troupe.Cli.Generation;

/// <summary>What travels on the wire, read from the records of <c>Troupe.Contracts</c> through the serializer's own eyes.</summary>
/// <param name="Server">Messages of the server in the order of their types.</param>
/// <param name="Client">Messages of the client in the order of their types.</param>
/// <param name="Parts">Records inside messages and HTTP answers, by name.</param>
/// <param name="Choices">Enumerations, by name.</param>
/// <param name="Kept">Records of the performance file, by name; some of them are parts of messages too.</param>
internal sealed record WireModel(
    IReadOnlyList<WireRecord> Server,
    IReadOnlyList<WireRecord> Client,
    IReadOnlyList<WireRecord> Parts,
    IReadOnlyList<WireChoice> Choices,
    IReadOnlyList<WireRecord> Kept)
{
    /// <summary>Reads the model.</summary>
    public static WireModel Read(XmlComments comments)
    {
        var server = Wire.ServerMessages.Select(entry => ReadRecord(entry.Value, entry.Key, comments)).ToArray();
        var client = Wire.ClientMessages.Select(entry => ReadRecord(entry.Value, entry.Key, comments)).ToArray();
        var fromServer = Reachable([.. Wire.ServerMessages.Values, typeof(SessionCreated)]);
        var fromClient = Reachable([.. Wire.ClientMessages.Values, typeof(SessionRequest)]);
        var parts = fromServer.Union(fromClient)
            .Where(type => type.IsClass && !type.IsSubclassOf(typeof(ServerMessage)) && !type.IsSubclassOf(typeof(ClientMessage)))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => ReadRecord(type, null, comments, sentByClient: fromClient.Contains(type)))
            .ToArray();
        var choices = fromServer.Union(fromClient)
            .Where(type => type.IsEnum)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => ReadChoice(type, comments))
            .ToArray();
        var kept = Reachable([typeof(PerformanceFile)])
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => ReadRecord(type, null, comments, sentByClient: true))
            .ToArray();
        return new(server, client, parts, choices, kept);
    }

    private static WireRecord ReadRecord(Type type, string? wireType, XmlComments comments, bool? sentByClient = null)
    {
        var byClient = sentByClient ?? type.IsSubclassOf(typeof(ClientMessage));
        var fields = Wire.Json.GetTypeInfo(type).Properties
            .OrderBy(property => Depth(Property(property).DeclaringType!))
            .Select(property => new WireField(property.Name, Shape.Of(property.PropertyType), IsRequired(property, byClient), comments.Summary(Property(property))))
            .ToArray();
        return new(type.Name, wireType, comments.Summary(type), type.IsSubclassOf(typeof(ClientCommand)), fields);
    }

    private static WireChoice ReadChoice(Type type, XmlComments comments) => new(
        type.Name,
        comments.Summary(type),
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (JsonNamingPolicy.CamelCase.ConvertName(field.Name), comments.Summary(field)))]);

    // The server writes every value but null. A client, and who writes a file, may leave out what has a default.
    private static bool IsRequired(JsonPropertyInfo property, bool byClient) =>
        !property.IsGetNullable && Nullable.GetUnderlyingType(property.PropertyType) is null
        && (!byClient || property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false });

    private static HashSet<Type> Reachable(IEnumerable<Type> roots)
    {
        var found = new HashSet<Type>();
        var open = new Stack<Type>(roots);
        while (open.TryPop(out var next))
        {
            var shape = Shape.Of(next);
            var type = shape.Innermost;
            if (type.Assembly == typeof(Wire).Assembly && found.Add(type) && type.IsClass)
            {
                foreach (var property in Wire.Json.GetTypeInfo(type).Properties)
                {
                    open.Push(property.PropertyType);
                }
            }
        }

        return found;
    }

    private static PropertyInfo Property(JsonPropertyInfo property) => (PropertyInfo)property.AttributeProvider!;

    private static int Depth(Type type) => type.BaseType is null ? 0 : 1 + Depth(type.BaseType);
}

/// <summary>A record as JSON.</summary>
/// <param name="Name">The record's name.</param>
/// <param name="Type">The value of <c>type</c>, of messages.</param>
/// <param name="Summary">What it is.</param>
/// <param name="IsCommand">Whether the server answers it.</param>
/// <param name="Fields">Its properties, those of base records first.</param>
internal sealed record WireRecord(string Name, string? Type, string Summary, bool IsCommand, IReadOnlyList<WireField> Fields);

/// <summary>A property as JSON.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Shape">Its value.</param>
/// <param name="Required">Whether it is always there.</param>
/// <param name="Summary">What it is.</param>
internal sealed record WireField(string Name, Shape Shape, bool Required, string Summary);

/// <summary>An enumeration as JSON: one of a few strings.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it is.</param>
/// <param name="Values">The strings, each with what it means.</param>
internal sealed record WireChoice(string Name, string Summary, IReadOnlyList<(string Value, string Summary)> Values);

/// <summary>The shape of a value: a type inside so many lists.</summary>
/// <param name="Innermost">The type that is no list and not nullable.</param>
/// <param name="Lists">How many lists are around it.</param>
internal sealed record Shape(Type Innermost, int Lists)
{
    /// <summary>The shape of a type.</summary>
    public static Shape Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string) || !type.IsAssignableTo(typeof(IEnumerable)))
        {
            return new(type, 0);
        }

        var inner = Of(type.IsArray ? type.GetElementType()! : type.GetGenericArguments().Single());
        return inner with { Lists = inner.Lists + 1 };
    }
}
