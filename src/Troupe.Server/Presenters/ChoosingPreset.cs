using Troupe.Contracts.Control;
using Troupe.Server.Commands;

namespace Troupe.Server.Presenters;

/// <summary>Makes the draft look, sound and move as a preset does. Persona, flows and brand stay.</summary>
internal static class ChoosingPreset
{
    /// <summary>Maps <c>PUT /v1/presenters/{presenter}/preset</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapEdit<ChoosePreset>("PUT", "{presenter}/preset", "choosePreset", "presenter:edit", (_, request, _) => Decide(request))
        .WithSummary("Choose a preset").WithDescription("Look, voice, speech and gestures become the preset's; persona, flows and brand stay.");

    /// <summary>Decides.</summary>
    public static Decided Decide(ChoosePreset command) => Preset.Find(command.Preset) is { } preset
        ? new Decided.Accepted(new PresetChosen(preset.Id, preset.Look, preset.Voice, preset.Speech, preset.Gestures))
        : PresenterEdits.Unless(ProfileRules.Preset(command.Preset, "/preset"));
}
