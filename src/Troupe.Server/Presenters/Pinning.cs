using Troupe.Contracts.Control;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Policy;

namespace Troupe.Server.Presenters;

/// <summary>Has a scene show one revision, whatever is live; or what is live again.</summary>
internal static class Pinning
{
    /// <summary>Maps <c>PUT</c> and <c>DELETE /v1/presenters/{presenter}/pins/{scene}</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.CanBeHeld<PinScene>("pin", (presenter, state, pin, _) => PresenterEdits.OfActive(presenter, state) ?? Pin(state, pin.Scene, pin.Revision));
        routes.MapPut("{presenter}/pins/{scene}", (string presenter, string scene, PinRevision request, HttpContext context, EditGate gate, CancellationToken cancellationToken) =>
                context.DoAsync(gate, presenter, "pin", new PinScene(scene, request.Revision), (state, pin) => PresenterEdits.OfActive(presenter, state) ?? Pin(state, pin.Scene, pin.Revision), cancellationToken))
            .WithPresenter("pin", "presenter:publish").RequireIfMatch().Refuses("revision_not_found")
            .WithSummary("Pin a scene to a revision").WithDescription("Sessions of the scene show it at once, whatever is published or rolled back. Its words meet the policy of now, unless it is the baseline.");
        routes.CanBeHeld<UnpinScene>("unpin", (presenter, state, pin, _) => PresenterEdits.OfActive(presenter, state) ?? Unpin(state, pin.Scene));
        routes.MapDelete("{presenter}/pins/{scene}", (string presenter, string scene, HttpContext context, EditGate gate, CancellationToken cancellationToken) =>
                context.DoAsync(gate, presenter, "unpin", new UnpinScene(scene), (state, pin) => PresenterEdits.OfActive(presenter, state) ?? Unpin(state, pin.Scene), cancellationToken, namesOnly: true))
            .WithPresenter("unpin", "presenter:publish").RequireIfMatch()
            .WithSummary("Unpin a scene").WithDescription("Sessions of the scene show what is live.");
    }

    /// <summary>Decides to pin.</summary>
    public static Decided Pin(Presenter state, string scene, int revision)
    {
        if (state.Find(revision) is null)
        {
            return RollingBack.NoRevision(revision);
        }

        return state.Pins.TryGetValue(scene, out var pinned) && pinned == revision
            ? new Decided.Accepted()
            : PresenterEdits.Unless(StreamId.IsId(scene) ? [] : [new Reason("no_scene", "A scene is 1 to 100 of A-Z a-z 0-9 - _ and dots.")], new ScenePinned(scene, revision));
    }

    /// <summary>Decides to unpin.</summary>
    public static Decided Unpin(Presenter state, string scene) => state.Pins.ContainsKey(scene) ? new Decided.Accepted(new SceneUnpinned(scene)) : new Decided.Accepted();

    private sealed record PinScene(string Scene, int Revision);

    private sealed record UnpinScene(string Scene);
}
