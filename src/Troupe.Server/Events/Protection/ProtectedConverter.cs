using System.Text.Json;
using System.Text.Json.Serialization;

namespace Troupe.Server.Events.Protection;

/// <summary>Protected values in the JSON that <see cref="ProtectedJson"/> has in its hands before it seals and after it opens.</summary>
internal sealed class ProtectedConverter : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Protected<>);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<Protected<T>>
    {
        public override Protected<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty(ProtectedJson.KeyMember, out var key))
            {
                throw new JsonException("A protected value is an object with its key.");
            }

            return document.RootElement.TryGetProperty(ProtectedJson.ClearMember, out var clear)
                ? Protected<T>.Read(key.GetGuid(), clear.Deserialize<T>(options)!)
                : Protected<T>.Erased(key.GetGuid());
        }

        public override void Write(Utf8JsonWriter writer, Protected<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            if (value.Key is { } key)
            {
                writer.WriteString(ProtectedJson.KeyMember, key);
            }
            else
            {
                writer.WriteString(ProtectedJson.SubjectMember, value.Subject);
            }

            if (!value.IsErased)
            {
                writer.WritePropertyName(ProtectedJson.ClearMember);
                JsonSerializer.Serialize(writer, value.ValueOr(default), options);
            }

            writer.WriteEndObject();
        }
    }
}
