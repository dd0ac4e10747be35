using Troupe.Contracts.Control;

namespace Troupe.Server.Presenters;

/// <summary>What callers are shown of a presenter.</summary>
internal static class PresenterProjection
{
    /// <summary>All of it.</summary>
    public static PresenterView ToView(this Presenter presenter, string id, long version) => new(
        id,
        presenter.Name,
        version,
        presenter.Draft!,
        presenter.Live,
        presenter.Baseline,
        presenter.Revisions.Count,
        new SortedDictionary<string, int>(presenter.Pins, StringComparer.Ordinal),
        presenter.Live is not { } live || !ProfileDiff.AreEqual(presenter.Find(live)!.Profile, presenter.Draft!),
        presenter.IsArchived);

    /// <summary>As a line of a list.</summary>
    public static PresenterSummary ToSummary(this Presenter presenter, string id, long version) => new(id, presenter.Name, version, presenter.Live, presenter.IsArchived);

    /// <summary>A revision.</summary>
    public static RevisionView ToView(this Revision revision) => new(revision.Number, revision.At, revision.Note, revision.Profile);

    /// <summary>The history of revisions, the newest first.</summary>
    public static RevisionList ToHistory(this Presenter presenter) => new(
    [
        .. presenter.Revisions.Reverse().Select(revision => new RevisionSummary(
            revision.Number, revision.At, revision.Note, revision.Number == presenter.Live, revision.Number == presenter.Baseline)),
    ]);
}
