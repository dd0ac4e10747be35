using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Troupe.Contracts;

namespace Troupe.Client;

/// <summary>Reads refusals: problem+json (RFC 9457) with a <c>code</c>.</summary>
internal static partial class Refusal
{
    /// <summary>Whether an answer is a refusal: also one with a status of success, of what is held (202).</summary>
    public static bool Is(HttpResponseMessage response) => !response.IsSuccessStatusCode || response.Content.Headers.ContentType?.MediaType == "application/problem+json";

    /// <summary>Reads a refusal.</summary>
    public static async Task<TroupeException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        try
        {
            if (JsonSerializer.Deserialize<Problem>(text, Wire.Json) is { Code: { } code } problem)
            {
                var message = problem.Detail is { Length: > 0 } detail ? detail : problem.Title ?? code;
                return problem.Review is { } review
                    ? new HeldException(review, message) { Status = response.StatusCode, Reasons = problem.Reasons ?? [] }
                    : new TroupeException(code, message) { Status = response.StatusCode, Reasons = problem.Reasons ?? [], IsRetryable = problem.Retryable, RetryAfter = WaitOf(response) };
            }
        }
        catch (JsonException)
        {
            // Something between client and server answered, in words of its own.
        }

        return new TroupeException(status >= 500 ? "server_error" : "bad_request", string.Create(CultureInfo.InvariantCulture, $"{response.RequestMessage?.RequestUri} answered {status} {response.ReasonPhrase}, and not as a Troupe server does; check the address."))
        {
            Status = response.StatusCode,
            IsRetryable = status is 429 or 502 or 503 or 504,
            RetryAfter = WaitOf(response),
        };
    }

    // Retry-After is the word of the server; RateLimit (draft-ietf-httpapi-ratelimit-headers-10) says when a budget that is used up is full again.
    private static TimeSpan? WaitOf(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is { } retry)
        {
            return retry.Delta ?? (retry.Date is { } date && response.Headers.Date is { } now && date > now ? date - now : TimeSpan.Zero);
        }

        return (int)response.StatusCode == 429 && response.Headers.TryGetValues("RateLimit", out var limits) && UsedUp().Match(string.Join(',', limits)) is { Success: true } used
            ? TimeSpan.FromSeconds(int.Parse(used.Groups["seconds"].Value, CultureInfo.InvariantCulture))
            : null;
    }

    [GeneratedRegex(@";r=0;t=(?<seconds>\d{1,6})\b", RegexOptions.None, 100)]
    private static partial Regex UsedUp();

    private sealed record Problem(string? Code, string? Title, string? Detail, bool Retryable, IReadOnlyList<RefusalReason>? Reasons, string? Review);
}
