// Generated from protocol/openapi.json by `./dev protocol`. Edit the server's endpoints instead.
using Troupe.Contracts.Control;

namespace Troupe.Client;

/// <summary>What the server showed of a thing.</summary>
internal static class Shown
{
    /// <summary>The id and the version of a view.</summary>
    public static Place PlaceOf(object view) => view switch
    {
        KeyView shown => new Place(shown.Key, shown.Version),
        PresenterView shown => new Place(shown.Id, shown.Version),
        ReviewView shown => new Place(shown.Id, shown.Version),
        TenantView shown => new Place(shown.Tenant, shown.Version),
        _ => throw new ArgumentException($"{view.GetType().Name} is no view of a thing with a version.", nameof(view)),
    };
}
