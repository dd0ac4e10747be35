using System.Text.Json;
using System.Text.Json.Serialization;

namespace Troupe.Server.Events.Protection;

/// <summary>
/// Personal data of one person (the data subject) in a fact or in a state: encrypted wherever it is kept, and gone for good once the person's key is erased.
/// Its text is never shown, and only <see cref="ProtectedJson"/> writes it.
/// </summary>
/// <typeparam name="T">What is protected; anything that JSON can hold.</typeparam>
[JsonConverter(typeof(NeverInClear))]
internal sealed class Protected<T>
{
    private readonly T? _value;

    private Protected(string? subject, Guid? key, T? value, bool erased) => (Subject, Key, _value, IsErased) = (subject, key, value, erased);

    /// <summary>Whose it is: an id, best a random one, of which nobody but the key store knows whose it was; null for a value that was read back.</summary>
    public string? Subject { get; }

    /// <summary>The key that it was read with; a value that is written again stays with it, and so stays erased.</summary>
    public Guid? Key { get; }

    /// <summary>Whether the person's key was erased; there is no value then.</summary>
    public bool IsErased { get; }

    /// <summary>A value to be kept.</summary>
    /// <param name="subject">Whose it is.</param>
    /// <param name="value">The value.</param>
    public static Protected<T> Of(string subject, T value) => new(subject, key: null, value, erased: false);

    /// <summary>A value that was read back.</summary>
    public static Protected<T> Read(Guid key, T value) => new(subject: null, key, value, erased: false);

    /// <summary>A value that can never be read again.</summary>
    public static Protected<T> Erased(Guid key) => new(subject: null, key, value: default, erased: true);

    /// <summary>The value, or what stands for one that was erased.</summary>
    public T? ValueOr(T? erased) => IsErased ? erased : _value;

    /// <inheritdoc/>
    public override string ToString() => IsErased ? "(erased)" : "***";
}

/// <summary>Keeps protected values out of all other JSON: an answer or a log that holds one is a fault, not a leak.</summary>
internal sealed class NeverInClear : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => true;

    /// <inheritdoc/>
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"A {typeToConvert} is written only where facts are kept; take its value out first.");
}
