using Troupe.Contracts.Control;
using Troupe.Server.Commands;

namespace Troupe.Server.Presenters;

/// <summary>What somebody wants to see of a presenter.</summary>
/// <param name="Presenter">Its id.</param>
/// <param name="Revision">A revision, whatever is live; null for what the scene shows.</param>
/// <param name="Preview">The draft.</param>
/// <param name="Scene">Where; null for nowhere in particular.</param>
internal sealed record ShowRequest(string Presenter, int? Revision, bool Preview, string? Scene);

/// <summary>What is shown of a presenter.</summary>
/// <param name="Presenter">Its id.</param>
/// <param name="Revision">The revision; null for the draft.</param>
/// <param name="Profile">What it is.</param>
internal sealed record ShownPresenter(string Presenter, int? Revision, PresenterProfile Profile)
{
    /// <summary>Picks what is to be shown. Pure.</summary>
    /// <returns>It; or why there is nothing.</returns>
    public static (ShownPresenter? Shown, Decided.Refused? Refused) Of(Presenter state, ShowRequest request)
    {
        if (PresenterEdits.OfActive(request.Presenter, state) is Decided.Refused refused)
        {
            return (null, refused);
        }

        if (request.Preview)
        {
            return (new ShownPresenter(request.Presenter, null, state.Draft!), null);
        }

        var number = request.Revision ?? (request.Scene is { } scene && state.Pins.TryGetValue(scene, out var pinned) ? pinned : state.Live);
        if (number is { } wanted && state.Find(wanted) is { } revision)
        {
            return (new ShownPresenter(request.Presenter, revision.Number, revision.Profile), null);
        }

        var detail = number is null ? "Nothing was published yet: publish the draft, or ask for a preview." : $"There is no revision {number}.";
        return (null, new Decided.Refused("revision_not_found", new Reason("revision_not_found", detail, "/revision")));
    }
}
