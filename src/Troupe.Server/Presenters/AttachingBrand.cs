using Troupe.Contracts.Control;
using Troupe.Server.Commands;

namespace Troupe.Server.Presenters;

/// <summary>Attaches the assets of a brand to the draft. Whether they exist and fit is preflight's matter.</summary>
internal static class AttachingBrand
{
    /// <summary>Maps <c>PUT /v1/presenters/{presenter}/brand</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapEdit<AttachBrand>("PUT", "{presenter}/brand", "attachBrand", "presenter:edit", (state, request, _) => Decide(state, request))
        .WithSummary("Attach brand assets").WithDescription("Pictures by their role: background or logo.");

    /// <summary>Decides.</summary>
    public static Decided Decide(Presenter state, AttachBrand command) => command.Assets.SequenceEqual(state.Draft!.Brand)
        ? new Decided.Accepted()
        : PresenterEdits.Unless(ProfileRules.Brand(command.Assets, "/assets"), new BrandAttached(command.Assets));
}
