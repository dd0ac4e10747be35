using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Commands;

namespace Troupe.Server.Presenters;

/// <summary>Changes how the draft looks: outfit, hair, background, props, camera, captions. What is left out stays.</summary>
internal static class ChangingLook
{
    /// <summary>Maps <c>PATCH /v1/presenters/{presenter}/look</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapEdit<ChangeLook>("PATCH", "{presenter}/look", "changeLook", "presenter:edit", (state, request, edit) => Decide(state, request, edit.Parts))
        .WithSummary("Change the look").WithDescription("Whether the parts fit together is preflight's matter: a draft may be incomplete.");

    /// <summary>Decides.</summary>
    public static Decided Decide(Presenter state, ChangeLook command, PartCatalog parts)
    {
        var look = With(state.Draft!.Look, command);
        return look == state.Draft.Look ? new Decided.Accepted() : PresenterEdits.Unless(ProfileRules.Look(look, parts, ""), new LookChanged(look));
    }

    /// <summary>A look with some of it changed.</summary>
    public static PresenterLook With(PresenterLook look, ChangeLook change) => look with
    {
        Rig = change.Rig ?? look.Rig,
        Outfit = change.Outfit ?? look.Outfit,
        Hair = change.Hair ?? look.Hair,
        Background = change.Background ?? look.Background,
        Props = change.Props ?? look.Props,
        Camera = change.Camera ?? look.Camera,
        Captions = change.Captions ?? look.Captions,
    };
}
