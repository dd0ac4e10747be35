using Troupe.Contracts.Control;
using Troupe.Server.Commands;

namespace Troupe.Server.Presenters;

/// <summary>Says who the draft is: name, disclosure, language, part and greeting.</summary>
internal static class SettingPersona
{
    /// <summary>Maps <c>PUT /v1/presenters/{presenter}/persona</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapEdit<Persona>("PUT", "{presenter}/persona", "setPersona", "presenter:edit", (state, request, edit) => Decide(state, request, edit.Caller.Scopes.Has("presenter:admin")))
        .WithSummary("Set the persona").WithDescription("An empty disclosure hides that the presenter is a machine: it needs presenter:admin, and stands in the audit.");

    /// <summary>Decides.</summary>
    /// <param name="state">The presenter.</param>
    /// <param name="persona">Who it is to be.</param>
    /// <param name="mayHideDisclosure">Whether the caller may leave the disclosure out.</param>
    public static Decided Decide(Presenter state, Persona persona, bool mayHideDisclosure)
    {
        if (string.IsNullOrWhiteSpace(persona.Disclosure) && !string.IsNullOrWhiteSpace(state.Draft!.Persona.Disclosure) && !mayHideDisclosure)
        {
            return new Decided.Refused("missing_scope", new Reason("disclosure_needed", "Only somebody with presenter:admin may hide that the presenter is a machine.", "/disclosure"));
        }

        return persona == state.Draft!.Persona ? new Decided.Accepted() : PresenterEdits.Unless(ProfileRules.Persona(persona, ""), new PersonaSet(persona));
    }
}
