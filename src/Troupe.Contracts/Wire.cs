using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Troupe.Contracts;

/// <summary>Reads and writes JSON messages. Thread-safe.</summary>
public static class Wire
{
    /// <summary>Every message of the server with its <c>type</c>.</summary>
    public static IReadOnlyDictionary<string, Type> ServerMessages { get; } = TypesOf(typeof(ServerMessage));

    /// <summary>Every message of the client with its <c>type</c>.</summary>
    public static IReadOnlyDictionary<string, Type> ClientMessages { get; } = TypesOf(typeof(ClientMessage));

    /// <summary>The JSON of the protocol: camelCase names, enums as camelCase strings, absent instead of null.</summary>
    public static JsonSerializerOptions Json { get; } = CreateOptions();

    /// <summary>Serialises a message of the server.</summary>
    public static byte[] Write(ServerMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, Json);

    /// <summary>Serialises a message of the client.</summary>
    public static byte[] Write(ClientMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, Json);

    /// <summary>Reads a message of the client; null when its <c>type</c> is unknown, which a receiver ignores.</summary>
    /// <exception cref="JsonException">The text is not JSON, has no <c>type</c>, or does not fit its type.</exception>
    public static ClientMessage? ReadClient(ReadOnlySpan<byte> utf8) => (ClientMessage?)Read(utf8, ClientMessages, typeof(ClientMessage));

    /// <summary>Reads a message of the server; null when its <c>type</c> is unknown, which a receiver ignores.</summary>
    /// <exception cref="JsonException">The text is not JSON, has no <c>type</c>, or does not fit its type.</exception>
    public static ServerMessage? ReadServer(ReadOnlySpan<byte> utf8) => (ServerMessage?)Read(utf8, ServerMessages, typeof(ServerMessage));

    private static object? Read(ReadOnlySpan<byte> utf8, IReadOnlyDictionary<string, Type> types, Type root)
    {
        if (!Utf8.IsValid(utf8))
        {
            throw new JsonException("A message is UTF-8.");
        }

        try
        {
            var reader = new Utf8JsonReader(utf8);
            using var document = JsonDocument.ParseValue(ref reader);
            if (reader.BytesConsumed < utf8.Length && utf8[(int)reader.BytesConsumed..].ContainsAnyExcept(" \t\r\n"u8))
            {
                throw new JsonException("A frame holds one message.");
            }

            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("type", out var type)
                || type.ValueKind != JsonValueKind.String)
            {
                throw new JsonException("A message is a JSON object with a string 'type'.");
            }

            return types.ContainsKey(type.GetString()!) ? document.RootElement.Deserialize(root, Json) : null;
        }
        catch (InvalidOperationException exception)
        {
            // Reading a string with half a surrogate pair.
            throw new JsonException("A string of the message is not text.", exception);
        }
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        resolver.Modifiers.Add(info => AddDerived(info, typeof(ServerMessage), ServerMessages));
        resolver.Modifiers.Add(info => AddDerived(info, typeof(ClientMessage), ClientMessages));
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            TypeInfoResolver = resolver,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            AllowOutOfOrderMetadataProperties = true,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            NumberHandling = JsonNumberHandling.Strict,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
        options.MakeReadOnly();
        return options;
    }

    private static void AddDerived(JsonTypeInfo info, Type root, IReadOnlyDictionary<string, Type> types)
    {
        if (info.Type != root)
        {
            return;
        }

        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "type" };
        foreach (var (name, type) in types)
        {
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, name));
        }
    }

    private static SortedDictionary<string, Type> TypesOf(Type root) => new(
        root.Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(root) && !type.IsAbstract)
            .ToDictionary(type => ((WireTypeAttribute)Attribute.GetCustomAttribute(type, typeof(WireTypeAttribute))!).Type),
        StringComparer.Ordinal);
}
