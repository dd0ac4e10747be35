using System.Globalization;
using Troupe.Server.Admission;

namespace Troupe.Server.Commands;

/// <summary>A request to change something.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Action">What is asked, in the imperative, such as <c>presenter.changeLook</c>.</param>
/// <param name="Payload">What is asked in detail; the same payload under the same idempotency key is the same request.</param>
internal sealed record Command(Caller Caller, string Action, object Payload)
{
    /// <summary>The version that the caller saw; null to decide on the newest.</summary>
    public long? SeenVersion { get; init; }

    /// <summary>Names the request, so that it can be sent again; null when it never is.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Why, in the caller's words, for the audit.</summary>
    public string? Why { get; init; }

    /// <summary>Whether <see cref="Why"/> may stand in the audit as it is: the policy was asked already, or it is the server's own.</summary>
    public bool WhyIsAllowed { get; init; }

    /// <summary>The tenant of whoever asks, whose policy their words meet: an operator's own, also while they act for another. Else a tenant could keep itself from being suspended.</summary>
    public TenantId Home { get; init; } = Caller.Tenant;

    /// <summary>The command of a request: <c>If-Match</c>, <c>Idempotency-Key</c> and <c>Troupe-Why</c> are read from its headers.</summary>
    /// <exception cref="BadHttpRequestException">A header cannot be read.</exception>
    public static Command Of(HttpContext context, string action, object payload)
    {
        var headers = context.Request.Headers;
        return new Command(Caller.Of(context), action, payload)
        {
            SeenVersion = headers.IfMatch.Count == 0 || headers.IfMatch == "*" ? null : VersionOf(headers.IfMatch.ToString()),
            IdempotencyKey = Limited(headers["Idempotency-Key"].ToString(), 255, "Idempotency-Key"),
            Why = Limited(headers["Troupe-Why"].ToString(), 500, "Troupe-Why"),
        };
    }

    /// <summary>The entity tag of a version.</summary>
    public static string TagOf(long version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    private static long VersionOf(string tag) =>
        tag.Length > 2 && tag[0] == '"' && tag[^1] == '"' && long.TryParse(tag.AsSpan(1, tag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new BadHttpRequestException($"If-Match is one entity tag as the server gave it, such as {TagOf(3)}.");

    private static string? Limited(string text, int most, string header) =>
        text.Length == 0 ? null
        : text.Length <= most ? text
        : throw new BadHttpRequestException($"{header} has {text.Length} characters; the limit is {most}.");
}
