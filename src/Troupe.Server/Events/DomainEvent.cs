using System.Collections.Frozen;
using System.Reflection;

namespace Troupe.Server.Events;

/// <summary>A fact of a feature: a sealed record with an <see cref="EventTypeAttribute"/>, in the past tense. Once written it is read for ever: add optional members, never rename or remove.</summary>
internal interface IDomainEvent;

/// <summary>The name of a fact in the log.</summary>
/// <param name="type"><c>subject.happened</c> in camel case.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class EventTypeAttribute(string type) : Attribute
{
    /// <summary>The name.</summary>
    public string Type { get; } = type;
}

/// <summary>All facts of this server by their names. Thread-safe.</summary>
internal static class EventCatalog
{
    private static readonly FrozenDictionary<string, Type> Types = typeof(EventCatalog).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(IDomainEvent)) && type is { IsAbstract: false, IsInterface: false })
        .ToFrozenDictionary(Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> Names = Types.ToFrozenDictionary(entry => entry.Value, entry => entry.Key);

    /// <summary>Every name with its record.</summary>
    public static IReadOnlyDictionary<string, Type> All => Types;

    /// <summary>The record of a name; null when this server does not know the fact, as after going back to an older release.</summary>
    public static Type? Find(string type) => Types.GetValueOrDefault(type);

    /// <summary>The name of a fact.</summary>
    public static string NameOf(IDomainEvent fact) => Names[fact.GetType()];

    private static string Name(Type type) =>
        type.GetCustomAttribute<EventTypeAttribute>()?.Type ?? throw new InvalidOperationException($"The fact {type} has no name.");
}
