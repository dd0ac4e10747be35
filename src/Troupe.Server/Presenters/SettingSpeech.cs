using Troupe.Contracts.Control;
using Troupe.Server.Commands;

namespace Troupe.Server.Presenters;

/// <summary>Says how the draft speaks: rate, pitch, volume, and what of its mouth is shown.</summary>
internal static class SettingSpeech
{
    /// <summary>Maps <c>PUT /v1/presenters/{presenter}/speech</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapEdit<SpeechStyle>("PUT", "{presenter}/speech", "setSpeech", "presenter:edit", (state, request, _) => Decide(state, request))
        .WithSummary("Set the style of speech").WithDescription("Rate, pitch, volume, and the settings of lip sync.");

    /// <summary>Decides.</summary>
    public static Decided Decide(Presenter state, SpeechStyle speech) =>
        speech == state.Draft!.Speech ? new Decided.Accepted() : PresenterEdits.Unless(ProfileRules.Speech(speech, ""), new SpeechSet(speech));
}
