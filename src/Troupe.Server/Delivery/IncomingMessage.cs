using System.Text.Json;
using Troupe.Contracts;

namespace Troupe.Server.Delivery;

/// <summary>What a text frame of a client turned out to be.</summary>
internal abstract record IncomingMessage
{
    /// <summary>Longest id of a command, in characters.</summary>
    public const int MaxIdLength = 64;

    /// <summary>Longest written message, in characters.</summary>
    public const int MaxTextLength = 4_000;

    /// <summary>A message that fits its type.</summary>
    internal sealed record Valid(ClientMessage Message) : IncomingMessage;

    /// <summary>A message of a type that is not known here, which is ignored.</summary>
    internal sealed record Unknown : IncomingMessage;

    /// <summary>Not a message.</summary>
    /// <param name="Command">The id of the command that it was meant to be, where that can be read.</param>
    /// <param name="Reason">What is wrong with it; holds nothing of what it says.</param>
    internal sealed record Bad(string? Command, string Reason) : IncomingMessage;

    /// <summary>Reads a text frame. Never throws, whatever the frame holds.</summary>
    public static IncomingMessage Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Wire.ReadClient(utf8) switch
            {
                null => new Unknown(),
                ClientCommand { Id.Length: 0 or > MaxIdLength } => new Bad(Command: null, $"The id of a command has 1 to {MaxIdLength} characters."),
                MessageSend send when string.IsNullOrWhiteSpace(send.Text) || send.Text.Length > MaxTextLength =>
                    new Bad(send.Id, $"The text has 1 to {MaxTextLength} characters."),
                PlayheadMoved { Position: var position } when !double.IsFinite(position) || position < 0 => new Bad(Command: null, "The position is not negative."),
                SpeechCleared { Position: var position } when !double.IsFinite(position) || position < 0 => new Bad(Command: null, "The position is not negative."),
                var message => new Valid(message),
            };
        }
        catch (JsonException exception)
        {
            var where = exception.Path is { Length: > 0 } path ? $" at {path}" : "";
            return new Bad(CommandOf(utf8), $"The message could not be read{where}.");
        }
    }

    private static string? CommandOf(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty("id", out var id)
                && id.ValueKind is JsonValueKind.String
                && id.GetString() is { Length: > 0 and <= MaxIdLength } text
                ? text
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
