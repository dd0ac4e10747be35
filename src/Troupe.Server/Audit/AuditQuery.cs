using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Troupe.Server.Events;

namespace Troupe.Server.Audit;

/// <summary>Which entries a reader of the audit wants, from the query of the request.</summary>
internal sealed record AuditQuery
{
    /// <summary>Most entries of a page.</summary>
    public const int MostEntries = 1000;

    /// <summary>Most entries that are looked at for a page, so that a filter that nothing passes does not read the whole log at once.</summary>
    public const int MostLookedAt = 10_000;

    private const int LongestText = 200;

    /// <summary>An action.</summary>
    [FromQuery(Name = "action"), Description("An action such as presenter.publish, or a beginning that ends with *.")]
    public string? Action { get; init; }

    /// <summary>A target.</summary>
    [FromQuery(Name = "target"), Description("A target such as presenter/weather, or a beginning that ends with *.")]
    public string? Target { get; init; }

    /// <summary>An outcome.</summary>
    [FromQuery(Name = "outcome"), Description("done, the code of a refusal, or a beginning that ends with *.")]
    public string? Outcome { get; init; }

    /// <summary>Who.</summary>
    [FromQuery(Name = "subject"), Description("The id of a key, the subject of a token or its pseudonym, or a beginning that ends with *.")]
    public string? Subject { get; init; }

    /// <summary>The first moment.</summary>
    [FromQuery(Name = "since"), Description("Written at this time or later.")]
    public DateTimeOffset? Since { get; init; }

    /// <summary>The moment after the last.</summary>
    [FromQuery(Name = "until"), Description("Written before this time.")]
    public DateTimeOffset? Until { get; init; }

    /// <summary>Entries before the page.</summary>
    [FromQuery(Name = "after"), Description("Entries before the page: next of the page before.")]
    public long? After { get; init; }

    /// <summary>Most entries of the page.</summary>
    [FromQuery(Name = "limit"), Description("Most entries of the page, 1 to 1000. Default: 100.")]
    public int? Limit { get; init; }

    /// <summary>What the query asks that cannot be; null when all of it can.</summary>
    public string? Mistake() =>
        Limit is < 1 or > MostEntries ? $"'limit' is a whole number from 1 to {MostEntries}."
        : After < 0 ? "'after' is a whole number from 0 on."
        : new[] { Action, Target, Outcome, Subject }.Any(text => text?.Length > LongestText) ? $"A filter has {LongestText} characters at most."
        : null;

    /// <summary>Whether an entry passes.</summary>
    public bool Passes(EventEnvelope envelope, AuditEntry entry) =>
        Fits(Action, entry.Action) && Fits(Target, entry.Target) && Fits(Outcome, entry.Outcome) && (Fits(Subject, entry.Subject) || (entry.Name?.ValueOr(null) is { } name && Fits(Subject, name)))
        && (Since is not { } since || envelope.At >= since) && (Until is not { } until || envelope.At < until);

    private static bool Fits(string? asked, string text) =>
        asked is null || (asked.EndsWith('*') ? text.StartsWith(asked[..^1], StringComparison.Ordinal) : text == asked);
}
