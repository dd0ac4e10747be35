using System.Net;

namespace Troupe.Client;

/// <summary>The server refused, or could not be reached: branch on <see cref="Code"/>, offer another try when <see cref="IsRetryable"/>.</summary>
public class TroupeException : Exception
{
    /// <summary>The code when no answer came.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>An error with its code.</summary>
    public TroupeException(string code, string message, Exception? cause = null)
        : base(message, cause) => Code = code;

    /// <summary>A stable name: one of <see cref="Contracts.ErrorCodes"/>, <see cref="Unreachable"/>, or one that a newer server knows.</summary>
    public string Code { get; }

    /// <summary>The HTTP status; null when no answer came.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Every reason of a refused change.</summary>
    public IReadOnlyList<RefusalReason> Reasons { get; init; } = [];

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsRetryable { get; init; }

    /// <summary>How long the server asked to wait; null when it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>A reason of a refusal.</summary>
/// <param name="Code">A stable name, such as <c>outfit_not_for_rig</c>.</param>
/// <param name="Detail">What does not fit and the way out.</param>
/// <param name="Field">JSON pointer (RFC 6901) into the request; null when it is about all of it.</param>
public sealed record RefusalReason(string Code, string Detail, string? Field = null);
