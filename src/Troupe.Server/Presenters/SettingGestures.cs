using Troupe.Contracts.Control;
using Troupe.Server.Commands;

namespace Troupe.Server.Presenters;

/// <summary>Says how the draft moves.</summary>
internal static class SettingGestures
{
    /// <summary>Maps <c>PUT /v1/presenters/{presenter}/gestures</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapEdit<GestureStyle>("PUT", "{presenter}/gestures", "setGestures", "presenter:edit", (state, request, _) => Decide(state, request))
        .WithSummary("Set the gestures").WithDescription("How much head, brows and eyes move with speech.");

    /// <summary>Decides.</summary>
    public static Decided Decide(Presenter state, GestureStyle gestures) =>
        gestures == state.Draft!.Gestures ? new Decided.Accepted() : PresenterEdits.Unless(ProfileRules.Gestures(gestures, ""), new GesturesSet(gestures));
}
