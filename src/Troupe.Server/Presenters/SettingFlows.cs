using Troupe.Contracts.Control;
using Troupe.Server.Commands;

namespace Troupe.Server.Presenters;

/// <summary>Says what the draft does when something comes up.</summary>
internal static class SettingFlows
{
    /// <summary>Maps <c>PUT /v1/presenters/{presenter}/flows</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapEdit<SetFlows>("PUT", "{presenter}/flows", "setFlows", "presenter:edit", (state, request, _) => Decide(state, request))
        .WithSummary("Set the flows").WithDescription("The writer of the answers is told what to do when something comes up.");

    /// <summary>Decides.</summary>
    public static Decided Decide(Presenter state, SetFlows command) => command.Flows.SequenceEqual(state.Draft!.Flows)
        ? new Decided.Accepted()
        : PresenterEdits.Unless(ProfileRules.Flows(command.Flows, "/flows"), new FlowsSet(command.Flows));
}
