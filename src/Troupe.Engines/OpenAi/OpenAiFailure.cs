using System.ClientModel;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Troupe.Conversation;

namespace Troupe.Engines.OpenAi;

/// <summary>Why an attempt failed. Bodies of error answers are left out: they may repeat what was said.</summary>
internal sealed record OpenAiFailure(EngineException Error, TimeSpan? RetryAfter = null)
{
    public static OpenAiFailure From(Exception fault, OpenAiOptions options)
    {
        if (fault is EngineException known)
        {
            return new OpenAiFailure(known);
        }

        var endpoint = options.Endpoint;
        return fault switch
        {
            ClientResultException { Status: > 0 } refused => FromStatus(refused, options),
            _ when Find<LineTooLongException>(fault) is { } line => Failed($"The endpoint {endpoint} sent a line of more than {line.Limit} bytes."),
            _ when Find<SocketException>(fault) is { SocketErrorCode: SocketError.ConnectionRefused } => Failed($"Nothing listens at the endpoint {endpoint}: the connection was refused.", transient: true),
            _ when Find<SocketException>(fault) is { SocketErrorCode: SocketError.HostNotFound } => Failed($"The endpoint {endpoint} has a host name that cannot be resolved."),
            _ when Find<HttpRequestException>(fault) is { HttpRequestError: HttpRequestError.SecureConnectionError } => Failed($"The endpoint {endpoint} offers no trusted certificate."),
            _ when Find<HttpRequestException>(fault) is not null || Find<IOException>(fault) is not null => Failed($"The connection to the endpoint {endpoint} was lost.", transient: true),
            _ when Find<JsonException>(fault) is not null || fault is FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException or NotSupportedException =>
                Failed($"The endpoint {endpoint} sent an answer that is not in the chat completion format."),
            _ => Failed($"The endpoint {endpoint} failed: {fault.GetType().Name}."),
        };

        OpenAiFailure Failed(string message, bool transient = false) => new(new EngineException(message, transient, fault));
    }

    private static OpenAiFailure FromStatus(ClientResultException refused, OpenAiOptions options)
    {
        var endpoint = options.Endpoint;
        var (message, transient) = refused.Status switch
        {
            401 or 403 => ($"The endpoint {endpoint} refused the API key", false),
            404 => ($"The endpoint {endpoint} knows no model '{options.Model}', or has no chat completions at this address", false),
            408 => ($"The endpoint {endpoint} waited too long", true),
            429 => ($"The endpoint {endpoint} asks for fewer requests", true),
            >= 500 => ($"The endpoint {endpoint} has a fault of its own", true),
            _ => ($"The endpoint {endpoint} refused the request", false),
        };
        return new OpenAiFailure(
            new EngineException($"{message} (HTTP {refused.Status.ToString(CultureInfo.InvariantCulture)}).", transient, refused),
            transient ? RetryDelay(refused) : null);
    }

    /// <summary>RFC 9110 section 10.2.3: seconds; the form with a date is left to the back-off.</summary>
    private static TimeSpan? RetryDelay(ClientResultException refused) =>
        refused.GetRawResponse() is { } response && response.Headers.TryGetValue("Retry-After", out var value)
        && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= TimeSpan.MaxValue.TotalSeconds / 2
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static T? Find<T>(Exception? fault)
        where T : Exception
    {
        for (; fault is not null; fault = fault is AggregateException { InnerExceptions: [var only] } ? only : fault.InnerException)
        {
            if (fault is T found)
            {
                return found;
            }
        }

        return null;
    }
}
