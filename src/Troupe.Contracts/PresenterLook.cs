namespace Troupe.Contracts;

/// <summary>How a presenter looks: names of parts of a wardrobe. A client that does not know a part leaves it out.</summary>
public sealed record PresenterLook
{
    /// <summary>The character: <c>ada</c>, or an asset that holds one. Default: <c>ada</c>.</summary>
    public string Rig { get; init; } = "ada";

    /// <summary>What it wears. Default: <c>jumper</c>.</summary>
    public string Outfit { get; init; } = "jumper";

    /// <summary>Its hair. Default: <c>auburn</c>.</summary>
    public string Hair { get; init; } = "auburn";

    /// <summary>What is behind it: a name of the wardrobe, or one colour as <c>#rrggbb</c>. A brand picture with the role <c>background</c> covers it. Default: <c>studio</c>.</summary>
    public string Background { get; init; } = "studio";

    /// <summary>Things that it has on or beside it. Default: none.</summary>
    public IReadOnlyList<string> Props { get; init; } = [];

    /// <summary>What of it is shown. Default: the whole picture.</summary>
    public CameraFraming Camera { get; init; } = new(1, 0, 0);

    /// <summary>Colours of captions; null for those of the page.</summary>
    public CaptionColors? Captions { get; init; }

    /// <summary>The pictures of a brand. Default: none.</summary>
    public IReadOnlyList<BrandPicture> Brand { get; init; } = [];

    /// <summary>Two looks are equal when all their parts are.</summary>
    public bool Equals(PresenterLook? other) => other is not null
        && (Rig, Outfit, Hair, Background, Camera, Captions) == (other.Rig, other.Outfit, other.Hair, other.Background, other.Camera, other.Captions)
        && Props.SequenceEqual(other.Props)
        && Brand.SequenceEqual(other.Brand);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rig, Outfit, Hair, Background, Camera, Captions, Props.Count, Brand.Count);
}

/// <summary>Which part of the character's picture is shown.</summary>
/// <param name="Zoom">1 for the whole picture, to 4.</param>
/// <param name="X">What stays where it is when the view comes closer: -1 for the left edge of the picture, 0 for its middle, 1 for its right edge.</param>
/// <param name="Y">The same along the height, from -1 for the upper edge to 1 for the lower.</param>
public sealed record CameraFraming(double Zoom, double X, double Y);

/// <summary>Colours of captions.</summary>
/// <param name="Color">Of the words, <c>#rrggbb</c>.</param>
/// <param name="Background">Of the field behind them, <c>#rrggbb</c>, opaque.</param>
public sealed record CaptionColors(string Color, string Background);

/// <summary>A picture of a brand.</summary>
/// <param name="Role">What it is for: <c>background</c> or <c>logo</c>.</param>
/// <param name="Url">Where it is, relative to the server.</param>
public sealed record BrandPicture(string Role, string Url);
