using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Events;

/// <summary>Facts and folded states as JSON, personal data in them sealed. Thread-safe.</summary>
internal sealed class EventCodec
{
    private readonly Keyring _keyring;
    private readonly ProtectedJson _json;

    /// <param name="keyring">The keys of personal data; null for keys that end with the process.</param>
    public EventCodec(Keyring? keyring = null)
    {
        _keyring = keyring ?? Keyring.InMemory();
        _json = new ProtectedJson(_keyring);
    }

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
    public NewEvent Write(StreamId stream, Guid id, IDomainEvent fact) => new(id, EventCatalog.NameOf(fact), _json.Write(stream, PlaceOf(id), fact));

    /// <summary>Reads a fact; null when this server does not know it.</summary>
    /// <exception cref="JsonException">The data does not fit the fact: the log is damaged.</exception>
    /// <exception cref="ProtectionException">Personal data in it was moved or changed, or its key is missing.</exception>
    public IDomainEvent? Read(EventEnvelope envelope) =>
        EventCatalog.Find(envelope.Type) is { } type ? (IDomainEvent?)_json.Read(envelope.Stream, PlaceOf(envelope.Id), envelope.Data.Span, type) : null;

    /// <summary>The fact as JSON, personal data in clear or <see cref="ProtectedJson.Erased"/>; also one that this server does not know.</summary>
    /// <exception cref="ProtectionException">Personal data in it was moved or changed, or its key is missing.</exception>
    public JsonElement Show(EventEnvelope envelope) => _json.Show(envelope.Stream, PlaceOf(envelope.Id), envelope.Data.Span);

    /// <summary>The name under which a person stands in facts.</summary>
    public string PseudonymOf(TenantId tenant, string subject) => _keyring.PseudonymOf(tenant, subject);

    /// <summary>Writes a folded state.</summary>
    /// <param name="stream">The stream that it is folded from.</param>
    /// <param name="version">The version up to which it is.</param>
    /// <param name="schema">Names the shape of the state.</param>
    /// <param name="state">The state.</param>
    public StreamSnapshot WriteState(StreamId stream, long version, string schema, object state) => new(version, schema, _json.Write(stream, PlaceOf(version), state));

    /// <summary>Reads a folded state.</summary>
    /// <exception cref="JsonException">The data does not fit the state.</exception>
    /// <exception cref="ProtectionException">Personal data in it was moved or changed, or its key is missing.</exception>
    public TState? ReadState<TState>(StreamId stream, StreamSnapshot snapshot) => (TState?)_json.Read(stream, PlaceOf(snapshot.Version), snapshot.State.Span, typeof(TState));

    /// <summary>Whether facts or states of a type can hold personal data.</summary>
    public static bool HoldsPersonalData(Type type) => ProtectedJson.HasProtected(type);

    private static string PlaceOf(Guid id) => id.ToString("N");

    private static string PlaceOf(long version) => string.Create(CultureInfo.InvariantCulture, $"snapshot {version}");
}
