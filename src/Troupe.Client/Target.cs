namespace Troupe.Client;

/// <summary>
/// The thing that a request is about: its view, whose version guards against overwriting what others changed since (<c>precondition_failed</c>), or its id alone, whatever was changed since.
/// </summary>
/// <typeparam name="TView">The view, such as <see cref="Contracts.Control.PresenterView"/>.</typeparam>
public readonly struct Target<TView>
    where TView : class
{
    private readonly Place _place;

    private Target(Place place) => _place = place;

    /// <summary>Where the request goes.</summary>
    internal Place Place => _place.Value is null ? throw new InvalidOperationException("The request is about nothing: give an id or a view.") : _place;

    /// <summary>The thing of an id.</summary>
    public static implicit operator Target<TView>(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return new(new Place(id, Version: null));
    }

    /// <summary>The thing as it was seen.</summary>
    public static implicit operator Target<TView>(TView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new(Shown.PlaceOf(view));
    }
}

/// <summary>What stands at a place of an address.</summary>
/// <param name="Value">The text.</param>
/// <param name="Version">The version that was seen of the thing there; null when none was.</param>
internal readonly record struct Place(string Value, long? Version)
{
    /// <summary>A text or number without a version.</summary>
    public static Place Of(IConvertible value) => new(value.ToString(System.Globalization.CultureInfo.InvariantCulture), Version: null);
}
