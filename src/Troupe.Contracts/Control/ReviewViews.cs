using System.Text.Json;

namespace Troupe.Contracts.Control;

/// <summary>Reviews of a tenant, those that end soonest first.</summary>
/// <param name="Reviews">The reviews.</param>
public sealed record ReviewList(IReadOnlyList<ReviewView> Reviews);

/// <summary>Something that the policy holds until somebody decides.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version, as in the <c>ETag</c>.</param>
/// <param name="Place">What is held: a phrase (<see cref="PolicyPlace.Speech"/>) or an edit.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Deadline">When it ends by itself.</param>
/// <param name="AtDeadline">How it ends by itself.</param>
/// <param name="Findings">Why it is held.</param>
public sealed record ReviewView(
    string Id, long Version, PolicyPlace Place, ReviewState State, DateTimeOffset Deadline, ReviewFallback AtDeadline, IReadOnlyList<PolicyFinding> Findings)
{
    /// <summary>The phrase; null for an edit, and when the review has ended: the words are erased then.</summary>
    public string? Text { get; init; }

    /// <summary>The session that waits; null for an edit.</summary>
    public string? Session { get; init; }

    /// <summary>The edit; null for a phrase.</summary>
    public HeldEdit? Edit { get; init; }
}

/// <summary>An edit that is held.</summary>
/// <param name="Action">What was asked, such as <c>presenter.changeLook</c>.</param>
/// <param name="Target">What it is about.</param>
/// <param name="SeenVersion">The version that the caller saw: it is applied to that one only. Null for any.</param>
/// <param name="Subject">Who asked.</param>
/// <param name="Payload">What was asked in detail, redacted.</param>
public sealed record HeldEdit(string Action, string Target, long? SeenVersion, string Subject, JsonElement Payload);

/// <summary>Where a review stands.</summary>
public enum ReviewState
{
    /// <summary>Nobody has decided.</summary>
    Open,

    /// <summary>It went on as it was.</summary>
    Approved,

    /// <summary>It went on as somebody changed it.</summary>
    Edited,

    /// <summary>It did not go on.</summary>
    Rejected,

    /// <summary>Its deadline passed.</summary>
    Expired,

    /// <summary>Nobody waits for it any more: the person interrupted, or the session ended.</summary>
    Withdrawn,
}

/// <summary>Decides a review.</summary>
/// <param name="Verdict">What is decided.</param>
public sealed record DecideReview(ReviewVerdict Verdict)
{
    /// <summary>What to say instead of the phrase, for <see cref="ReviewVerdict.Edit"/>.</summary>
    public string? Text { get; init; }

    /// <summary>What to set instead, in the form of the held payload, for <see cref="ReviewVerdict.Edit"/>.</summary>
    public JsonElement? Payload { get; init; }
}

/// <summary>What is decided about something that is held.</summary>
public enum ReviewVerdict
{
    /// <summary>It goes on as it is.</summary>
    Approve,

    /// <summary>It goes on changed.</summary>
    Edit,

    /// <summary>It does not go on.</summary>
    Reject,
}
