using Troupe.Contracts.Control;
using Troupe.Server.Commands;

namespace Troupe.Server.Presenters;

/// <summary>Gives a presenter another name in lists. What it calls itself is its persona's.</summary>
internal static class Renaming
{
    /// <summary>Maps <c>PUT /v1/presenters/{presenter}/name</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapEdit<RenamePresenter>("PUT", "{presenter}/name", "rename", "presenter:edit", (state, request, _) => Decide(state, request))
        .WithSummary("Rename a presenter").WithDescription("The name in lists; no revision is needed for it.");

    /// <summary>Decides.</summary>
    public static Decided Decide(Presenter state, RenamePresenter command) => command.Name == state.Name
        ? new Decided.Accepted()
        : PresenterEdits.Unless(ProfileRules.Name(command.Name, "/name"), new PresenterRenamed(command.Name));
}
