using System.Text.Json;
using System.Text.Json.Serialization;

namespace Troupe.Server.Events;

/// <summary>Facts as JSON. Thread-safe.</summary>
internal sealed class EventCodec
{
    /// <summary>The JSON of facts: camelCase names, enums as camelCase strings, absent instead of null, unknown members ignored.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Writes a fact.</summary>
    /// <param name="stream">The stream that it is for.</param>
    /// <param name="id">Its id.</param>
    /// <param name="fact">The fact.</param>
    public NewEvent Write(StreamId stream, Guid id, IDomainEvent fact) =>
        new(id, EventCatalog.NameOf(fact), JsonSerializer.SerializeToUtf8Bytes(fact, fact.GetType(), Json));

    /// <summary>Reads a fact; null when this server does not know it.</summary>
    /// <exception cref="JsonException">The data does not fit the fact: the log is damaged.</exception>
    public IDomainEvent? Read(EventEnvelope envelope) =>
        EventCatalog.Find(envelope.Type) is { } type ? (IDomainEvent?)JsonSerializer.Deserialize(envelope.Data.Span, type, Json) : null;
}
