using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Troupe.Server.Events.Protection;

/// <summary>JSON of facts and states in which every <see cref="Protected{T}"/> is sealed with its person's key, bound to the place where it stands. Thread-safe.</summary>
internal sealed class ProtectedJson(Keyring keyring)
{
    // Members of the object that stands for a protected value: sealed in what is kept, clear only in memory on the way to it.
    internal const string KeyMember = "$key";
    internal const string SealedMember = "$sealed";
    internal const string ClearMember = "$clear";
    internal const string SubjectMember = "$subject";

    /// <summary>What stands for a value that was erased, wherever values are shown.</summary>
    public const string Erased = "(erased)";

    private static readonly ConcurrentDictionary<Type, bool> Known = new();
    private static readonly JsonSerializerOptions Clear = new(EventCodec.Json) { Converters = { new ProtectedConverter() } };

    /// <summary>Writes a fact or a state.</summary>
    /// <param name="stream">The stream that it belongs to.</param>
    /// <param name="place">Its place there: the id of a fact, the version of a state.</param>
    /// <param name="value">The fact or state.</param>
    public byte[] Write(StreamId stream, string place, object value)
    {
        if (!HasProtected(value.GetType()))
        {
            return JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), EventCodec.Json);
        }

        // Most facts that could hold a protected value hold none. In the text of a string the quotes would be escaped.
        var json = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Clear);
        if (!MayHaveProtected(json))
        {
            return json;
        }

        var root = JsonNode.Parse(json);
        Visit(root, node => Seal(stream, place, node));
        return JsonSerializer.SerializeToUtf8Bytes(root, EventCodec.Json);
    }

    /// <summary>Reads a fact or a state back. What was erased is <see cref="Protected{T}.IsErased"/>.</summary>
    /// <exception cref="JsonException">The JSON does not fit the type.</exception>
    /// <exception cref="ProtectionException">A sealed value was moved or changed, or its key is missing.</exception>
    public object? Read(StreamId stream, string place, ReadOnlySpan<byte> json, Type type)
    {
        if (!HasProtected(type) || !MayHaveProtected(json))
        {
            return JsonSerializer.Deserialize(json, type, Clear);
        }

        var root = JsonNode.Parse(json);
        Visit(root, node => Open(stream, place, node));
        return root.Deserialize(type, Clear);
    }

    /// <summary>Whether a type holds protected values.</summary>
    public static bool HasProtected(Type type) => Known.GetOrAdd(type, static type => Look(type, []));

    /// <summary>A fact as JSON for whoever may read it: each protected value is itself, or <see cref="Erased"/>.</summary>
    /// <exception cref="ProtectionException">A sealed value was moved or changed, or its key is missing.</exception>
    public JsonElement Show(StreamId stream, string place, ReadOnlySpan<byte> json)
    {
        if (!MayHaveProtected(json))
        {
            return JsonSerializer.Deserialize<JsonElement>(json);
        }

        var root = JsonNode.Parse(json)!;
        Visit(root, node =>
        {
            Open(stream, place, node);
            node.ReplaceWith(node.TryGetPropertyValue(ClearMember, out var clear) ? clear?.DeepClone() : JsonValue.Create(Erased));
        });
        return JsonSerializer.SerializeToElement(root);
    }

    private static bool MayHaveProtected(ReadOnlySpan<byte> json) => json.IndexOf("\"$key\":"u8) >= 0 || json.IndexOf("\"$subject\":"u8) >= 0;

    private void Seal(StreamId stream, string place, JsonObject node)
    {
        var origin = node[KeyMember]?.GetValue<Guid>();
        if (!node.TryGetPropertyValue(ClearMember, out var clear))
        {
            return;
        }

        var subject = node[SubjectMember]?.GetValue<string>();
        var path = node.GetPath();
        var (key, data) = keyring.Seal(stream.Tenant, subject, origin, Encoding.UTF8.GetBytes(clear?.ToJsonString() ?? "null"), used => Place(stream, place, path, used));
        node.Clear();
        node[KeyMember] = key;
        if (data is not null)
        {
            node[SealedMember] = Convert.ToBase64String(data);
        }
    }

    private void Open(StreamId stream, string place, JsonObject node)
    {
        if (node[SealedMember] is not { } data)
        {
            return;
        }

        var key = node[KeyMember]!.GetValue<Guid>();
        var clear = keyring.Open(stream.Tenant, key, Convert.FromBase64String(data.GetValue<string>()), Place(stream, place, node.GetPath(), key));
        node.Remove(SealedMember);
        if (clear is not null)
        {
            node[ClearMember] = JsonNode.Parse(clear);
        }
    }

    private static byte[] Place(StreamId stream, string place, string path, Guid key) => Encoding.UTF8.GetBytes($"{stream}\n{place}\n{path}\n{key:N}");

    // Calls for each object that stands for a protected value.
    private static void Visit(JsonNode? node, Action<JsonObject> visit)
    {
        switch (node)
        {
            case JsonObject value when value.ContainsKey(KeyMember) || value.ContainsKey(ClearMember):
                visit(value);
                break;
            case JsonObject parent:
                foreach (var child in parent.Select(member => member.Value).ToArray())
                {
                    Visit(child, visit);
                }

                break;
            case JsonArray list:
                foreach (var child in list)
                {
                    Visit(child, visit);
                }

                break;
        }
    }

    private static bool Look(Type type, HashSet<Type> seen)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Protected<>))
        {
            return true;
        }

        if (!seen.Add(type))
        {
            return false;
        }

        return (type.IsArray && Look(type.GetElementType()!, seen))
            || type.GetGenericArguments().Any(argument => Look(argument, seen))
            || (type.Assembly != typeof(object).Assembly && type.GetProperties().Any(property => Look(property.PropertyType, seen)));
    }
}
