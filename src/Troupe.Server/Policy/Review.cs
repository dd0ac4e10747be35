using Troupe.Contracts.Control;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Policy;

/// <summary>The policy holds something.</summary>
/// <param name="Place">What it holds.</param>
/// <param name="Deadline">When it ends by itself.</param>
/// <param name="AtDeadline">How it ends by itself.</param>
/// <param name="Findings">Why.</param>
[EventType("review.opened")]
internal sealed record ReviewOpened(PolicyPlace Place, DateTimeOffset Deadline, ReviewFallback AtDeadline, IReadOnlyList<PolicyFinding> Findings) : IDomainEvent
{
    /// <summary>The session that waits; null for an edit.</summary>
    public string? Session { get; init; }

    /// <summary>The phrase, redacted, under a key of the review's own: it is erased when the review has ended. Null for an edit.</summary>
    public Protected<string>? Text { get; init; }

    /// <summary>The edit, redacted, as who asked for it may be erased; null for a phrase.</summary>
    public Protected<HeldEdit>? Edit { get; init; }

    /// <summary>The pseudonym of who asked for the edit; null for a phrase.</summary>
    public string? By { get; init; }

    /// <summary>Whether that was a person, by their token.</summary>
    public bool ByPerson { get; init; }

    /// <summary>What the caller of the edit may do; null for a phrase.</summary>
    public string? Scopes { get; init; }
}

/// <summary>Somebody decided. Who, stands in the audit.</summary>
/// <param name="Verdict">What.</param>
[EventType("review.decided")]
internal sealed record ReviewDecided(ReviewVerdict Verdict) : IDomainEvent
{
    /// <summary>What is said instead of a phrase, in the words of who decided, under the key of the phrase; null otherwise.</summary>
    public Protected<string>? Text { get; init; }
}

/// <summary>The deadline passed.</summary>
[EventType("review.expired")]
internal sealed record ReviewExpired : IDomainEvent;

/// <summary>Nobody waits any more.</summary>
[EventType("review.withdrawn")]
internal sealed record ReviewWithdrawn : IDomainEvent;

/// <summary>A review; one stream for each.</summary>
/// <param name="Opened">What is held; null when there is no such review.</param>
/// <param name="State">Where it stands.</param>
internal sealed record Review(ReviewOpened? Opened, ReviewState State) : IFolded<Review>
{
    /// <inheritdoc/>
    public static string Kind => "review";

    /// <inheritdoc/>
    public static Review Initial { get; } = new(null, ReviewState.Open);

    /// <summary>Whether somebody can decide.</summary>
    public bool IsOpen => Opened is not null && State is ReviewState.Open;

    /// <summary>Under whose key the words of a held phrase are.</summary>
    public static string SubjectOf(string review) => $"review/{review}";

    /// <inheritdoc/>
    public Review Apply(IDomainEvent fact) => fact switch
    {
        ReviewOpened opened => new Review(opened, ReviewState.Open),
        ReviewDecided { Verdict: var verdict } => this with
        {
            State = verdict switch { ReviewVerdict.Approve => ReviewState.Approved, ReviewVerdict.Edit => ReviewState.Edited, _ => ReviewState.Rejected },
        },
        ReviewExpired => this with { State = ReviewState.Expired },
        ReviewWithdrawn => this with { State = ReviewState.Withdrawn },
        _ => this,
    };

    /// <summary>The review as callers see it.</summary>
    public ReviewView ToView(string id, long version) => new(id, version, Opened!.Place, State, Opened.Deadline, Opened.AtDeadline, Opened.Findings)
    {
        Text = IsOpen ? Opened.Text?.ValueOr(null) : null,
        Session = Opened.Session,
        Edit = Opened.Edit?.ValueOr(null),
    };
}
