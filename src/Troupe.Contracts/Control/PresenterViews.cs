using System.Text.Json;

namespace Troupe.Contracts.Control;

/// <summary>A presenter as its tenant sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name in lists.</param>
/// <param name="Version">Rises with every change; the entity tag.</param>
/// <param name="Draft">What is being worked on.</param>
/// <param name="Live">The revision that sessions show; null before the first is published.</param>
/// <param name="Baseline">The revision that is known to be safe; null before the first is published.</param>
/// <param name="Revisions">How many there are.</param>
/// <param name="Pins">Revisions that scenes are pinned to.</param>
/// <param name="Changed">Whether the draft differs from the live revision.</param>
/// <param name="Archived">Whether it is put away: no new sessions, no changes.</param>
public sealed record PresenterView(
    string Id,
    string Name,
    long Version,
    PresenterProfile Draft,
    int? Live,
    int? Baseline,
    int Revisions,
    IReadOnlyDictionary<string, int> Pins,
    bool Changed,
    bool Archived);

/// <summary>A presenter in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name in lists.</param>
/// <param name="Version">Rises with every change.</param>
/// <param name="Live">The revision that sessions show; null before the first is published.</param>
/// <param name="Archived">Whether it is put away.</param>
public sealed record PresenterSummary(string Id, string Name, long Version, int? Live, bool Archived);

/// <summary>A page of a list.</summary>
/// <param name="Items">In the order of their ids.</param>
/// <param name="Next">Value of <c>after</c> for the next page; null on the last.</param>
public sealed record PresenterPage(IReadOnlyList<PresenterSummary> Items, string? Next);

/// <summary>A revision: published, and unchanged for ever.</summary>
/// <param name="Revision">Its number, from 1.</param>
/// <param name="At">When it was published.</param>
/// <param name="Note">What is different, for people.</param>
/// <param name="Profile">What it is.</param>
public sealed record RevisionView(int Revision, DateTimeOffset At, string? Note, PresenterProfile Profile);

/// <summary>A revision in the history.</summary>
/// <param name="Revision">Its number, from 1.</param>
/// <param name="At">When it was published.</param>
/// <param name="Note">What is different, for people.</param>
/// <param name="Live">Whether sessions show it.</param>
/// <param name="Baseline">Whether it is known to be safe.</param>
public sealed record RevisionSummary(int Revision, DateTimeOffset At, string? Note, bool Live, bool Baseline);

/// <summary>The history of revisions.</summary>
/// <param name="Items">The newest first.</param>
public sealed record RevisionList(IReadOnlyList<RevisionSummary> Items);

/// <summary>What differs between two revisions.</summary>
/// <param name="From">The one, or null for the draft.</param>
/// <param name="To">The other, or null for the draft.</param>
/// <param name="Changes">In the order of their places.</param>
public sealed record RevisionDiff(int? From, int? To, IReadOnlyList<RevisionChange> Changes);

/// <summary>A place in which two revisions differ.</summary>
/// <param name="Path">JSON pointer (RFC 6901) into the profile.</param>
/// <param name="Before">The value there; null where there is none.</param>
/// <param name="After">The value there; null where there is none.</param>
public sealed record RevisionChange(string Path, JsonElement? Before, JsonElement? After);

/// <summary>What preflight found.</summary>
/// <param name="Fits">Whether the parts fit together, so that it can be published.</param>
/// <param name="Reasons">Everything that does not fit.</param>
public sealed record PreflightResult(bool Fits, IReadOnlyList<PreflightReason> Reasons);

/// <summary>Something that does not fit.</summary>
/// <param name="Code">Stable name, such as <c>outfit_not_for_rig</c>.</param>
/// <param name="Detail">What does not fit and the way out.</param>
/// <param name="Field">JSON pointer (RFC 6901) into the profile.</param>
public sealed record PreflightReason(string Code, string Detail, string? Field);

/// <summary>What presenters can be made of on this server.</summary>
/// <param name="Presets">Whole presenters to begin with.</param>
/// <param name="Rigs">Characters.</param>
/// <param name="Outfits">What they wear.</param>
/// <param name="Hair">Their hair.</param>
/// <param name="Props">Things that they have on or beside them.</param>
/// <param name="Backgrounds">What is behind them.</param>
/// <param name="Voices">Voices that work here.</param>
/// <param name="LipSync">Presets of lip sync.</param>
public sealed record PresenterParts(
    IReadOnlyList<PartCard> Presets,
    IReadOnlyList<PartCard> Rigs,
    IReadOnlyList<PartCard> Outfits,
    IReadOnlyList<PartCard> Hair,
    IReadOnlyList<PartCard> Props,
    IReadOnlyList<PartCard> Backgrounds,
    IReadOnlyList<PartCard> Voices,
    IReadOnlyList<string> LipSync);

/// <summary>A part.</summary>
/// <param name="Id">Its name in commands.</param>
/// <param name="Title">Its name for people.</param>
public sealed record PartCard(string Id, string Title);
