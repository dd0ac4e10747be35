using Troupe.Contracts.Control;
using Troupe.Server.Commands;

namespace Troupe.Server.Presenters;

/// <summary>Chooses the draft's voice.</summary>
internal static class SettingVoice
{
    /// <summary>Maps <c>PUT /v1/presenters/{presenter}/voice</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapEdit<SetVoice>("PUT", "{presenter}/voice", "setVoice", "presenter:edit", (state, request, edit) => Decide(state, request, edit.Parts))
        .WithSummary("Choose the voice").WithDescription("One that works on this server; null for the server's own.");

    /// <summary>Decides.</summary>
    public static Decided Decide(Presenter state, SetVoice command, PartCatalog parts) => command.Voice == state.Draft!.Voice
        ? new Decided.Accepted()
        : PresenterEdits.Unless(ProfileRules.Voice(command.Voice, parts, "/voice"), new VoiceSet(command.Voice));
}
