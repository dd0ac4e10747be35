using System.Text;
using Microsoft.Extensions.Options;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Conversation;
using Troupe.Conversation.Speaking;
using Troupe.Server.Presenters;

namespace Troupe.Server.Sessions;

/// <summary>Makes casts of presenters. Thread-safe.</summary>
internal sealed class Casting(IOptions<ConversationOptions> conversation, IOptions<SessionsOptions> sessions, IAssetCatalog assets)
{
    /// <summary>The presenter that the server comes with; its locale is the voice's.</summary>
    public Cast OfServer => new(new PresenterCard(conversation.Value.PresenterName, sessions.Value.Disclosure, ""), conversation.Value, Voice: null, Version: 0);

    /// <summary>The cast of a presenter of a tenant.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="shown">What is shown of it.</param>
    /// <param name="version">Version of the presenter.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Cast> OfAsync(TenantId tenant, ShownPresenter shown, long version, CancellationToken cancellationToken)
    {
        var profile = shown.Profile;
        var brand = new List<BrandPicture>();
        foreach (var picture in profile.Brand)
        {
            if (await assets.FindAsync(tenant, picture.Asset, cancellationToken) is { } asset)
            {
                brand.Add(new BrandPicture(picture.Role, asset.Url));
            }
        }

        var rig = await assets.FindAsync(tenant, profile.Look.Rig, cancellationToken);
        var card = new PresenterCard(profile.Persona.Name, profile.Persona.Disclosure, profile.Persona.Locale)
        {
            Id = shown.Presenter,
            Revision = shown.Revision,
            Look = profile.Look with { Rig = rig?.Url ?? profile.Look.Rig, Brand = brand },
        };
        return new Cast(card, OptionsOf(profile), profile.Voice, version);
    }

    private ConversationOptions OptionsOf(PresenterProfile profile) => conversation.Value.With(options =>
    {
        options.PresenterName = profile.Persona.Name;
        options.Instructions = Instructions(profile, options.Instructions);
        options.Greeting = profile.Persona.Greeting;
        options.Style = new SpeakingStyle { Speed = profile.Speech.Rate, Pitch = profile.Speech.Pitch, Volume = profile.Speech.Volume };
        options.LipSync = profile.Speech.LipSync.ToOptions();
        options.Gestures = profile.Gestures.Amount;
    });

    private static string Instructions(PresenterProfile profile, string usual)
    {
        var text = new StringBuilder(profile.Persona.Instructions is { Length: > 0 } own ? own : usual);
        foreach (var flow in profile.Flows)
        {
            text.Append("\n\nWhen ").Append(flow.When).Append(": ").Append(flow.Then);
        }

        return text.ToString();
    }
}
