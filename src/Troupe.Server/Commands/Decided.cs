using Troupe.Server.Events;

namespace Troupe.Server.Commands;

/// <summary>Why a command is refused.</summary>
/// <param name="Code">Stable name of the reason, such as <c>outfit_not_allowed</c>.</param>
/// <param name="Detail">What does not fit and the way out.</param>
/// <param name="Field">JSON pointer (RFC 6901) into the command; null when it is about the whole.</param>
internal sealed record Reason(string Code, string Detail, string? Field = null);

/// <summary>A fact about another thing than the command's, appended to its stream whatever that holds.</summary>
/// <param name="Kind">Kind of the stream; it lies in the tenant of the command.</param>
/// <param name="Id">Id of the stream.</param>
/// <param name="Fact">The fact.</param>
internal sealed record FactBeside(string Kind, string Id, IDomainEvent Fact);

/// <summary>What a decision about a command says.</summary>
internal abstract record Decided
{
    /// <summary>The command is taken.</summary>
    /// <param name="Facts">What is true from here on; none when everything is so already.</param>
    internal sealed record Accepted(params IReadOnlyList<IDomainEvent> Facts) : Decided
    {
        /// <summary>What the audit says of it. Default: <c>done</c>.</summary>
        public string Outcome { get; init; } = "done";

        /// <summary>What led to it, for the audit, beside who asked: rules that were passed over.</summary>
        public IReadOnlyList<string> Chain { get; init; } = [];

        /// <summary>Facts about other things of the tenant that become true with it.</summary>
        public IReadOnlyList<FactBeside> Beside { get; init; } = [];
    }

    /// <summary>The command is refused.</summary>
    /// <param name="Code">A code of <see cref="Contracts.ErrorCodes"/>.</param>
    /// <param name="Reasons">Every reason, one or more.</param>
    internal sealed record Refused(string Code, params IReadOnlyList<Reason> Reasons) : Decided
    {
        /// <summary>The review that holds it; null when none does.</summary>
        public string? Review { get; init; }
    }
}

/// <summary>What came of a command.</summary>
internal abstract record CommandOutcome<TState>
{
    /// <summary>It was done.</summary>
    /// <param name="State">The state after it.</param>
    /// <param name="Version">The version after it.</param>
    /// <param name="Repeated">Whether it was done before, under the same idempotency key; then <paramref name="State"/> is the newest state.</param>
    internal sealed record Done(TState State, long Version, bool Repeated) : CommandOutcome<TState>;

    /// <summary>It was refused; nothing changed.</summary>
    /// <param name="Code">A code of <see cref="Contracts.ErrorCodes"/>.</param>
    /// <param name="Reasons">Every reason, one or more.</param>
    internal sealed record Refused(string Code, IReadOnlyList<Reason> Reasons) : CommandOutcome<TState>
    {
        /// <summary>The review that holds it; null when none does.</summary>
        public string? Review { get; init; }
    }
}
