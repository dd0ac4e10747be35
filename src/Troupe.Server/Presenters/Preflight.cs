using System.Globalization;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Commands;

namespace Troupe.Server.Presenters;

/// <summary>Says whether the parts of a profile fit together, before anything is made of it. Pure; gives every reason at once.</summary>
/// <param name="parts">What there is.</param>
/// <param name="budgets">How large files may be.</param>
internal sealed class Preflight(PartCatalog parts, PresentersOptions budgets)
{
    /// <summary>The assets that a profile names.</summary>
    public static IReadOnlyList<string> AssetsOf(PresenterProfile profile) =>
        [.. profile.Brand.Select(brand => brand.Asset).Append(profile.Look.Rig).Where(id => Wardrobe.BuiltIn.Rigs.All(rig => rig.Id != id)).Distinct(StringComparer.Ordinal)];

    /// <summary>Checks a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="assets">Those of <see cref="AssetsOf"/> that its tenant has, by id.</param>
    /// <returns>Everything that does not fit, with JSON pointers into the profile; empty when it can be published.</returns>
    public IReadOnlyList<Reason> Check(PresenterProfile profile, IReadOnlyDictionary<string, AssetCard> assets) =>
    [
        .. ProfileRules.Persona(profile.Persona, "/persona"),
        .. ProfileRules.Flows(profile.Flows, "/flows"),
        .. Preset.Find(profile.Preset) is null ? [Unknown("unknown_preset", "preset", profile.Preset, Preset.All.Select(preset => preset.Id), "/preset")] : Array.Empty<Reason>(),
        .. ProfileRules.Look(profile.Look, parts, "/look"),
        .. ProfileRules.Brand(profile.Brand, "/brand"),
        .. ProfileRules.Voice(profile.Voice, parts, "/voice"),
        .. ProfileRules.Speech(profile.Speech, "/speech"),
        .. ProfileRules.Gestures(profile.Gestures, "/gestures"),
        .. Rig(profile.Look, assets),
        .. Captions(profile.Look),
        .. Language(profile),
        .. profile.Brand.SelectMany((brand, index) => Brand(brand, assets, $"/brand/{index}/asset")),
    ];

    private IEnumerable<Reason> Rig(PresenterLook look, IReadOnlyDictionary<string, AssetCard> assets)
    {
        var asset = assets.GetValueOrDefault(look.Rig);
        if ((parts.Wardrobe.Rigs.FirstOrDefault(known => known.Id == look.Rig) ?? asset?.Rig) is not { } rig)
        {
            yield return asset is null
                ? Unknown("unknown_rig", "character", look.Rig, parts.Wardrobe.Rigs.Select(known => known.Id).Append("the id of an asset that holds one"), "/look/rig")
                : new Reason("no_rig", $"The asset {look.Rig} is of the kind {asset.Kind} and holds no character.", "/look/rig");
            yield break;
        }

        if (asset?.Bytes > budgets.MaxRigBytes)
        {
            yield return TooLarge(asset, budgets.MaxRigBytes, "/look/rig");
        }

        if (rig.MissingVisemes is { Count: > 0 } missing)
        {
            yield return new Reason("missing_visemes", $"Speech cannot be seen on {rig.Title}: no shape shows {string.Join(", ", missing)}. Add drivers or bends of these names.", "/look/rig");
        }

        if (rig.Id == parts.Wardrobe.For)
        {
            yield break;
        }

        foreach (var (piece, code, field) in Pieces(look))
        {
            yield return new Reason(code, $"'{piece}' was drawn for {parts.Wardrobe.For} and does not fit {rig.Title}; choose '{Wardrobe.AsDrawn}', or the character {parts.Wardrobe.For}.", field);
        }
    }

    private static IEnumerable<(string Piece, string Code, string Field)> Pieces(PresenterLook look) =>
        new[] { (look.Outfit, "outfit_not_for_rig", "/look/outfit"), (look.Hair, "hair_not_for_rig", "/look/hair") }
            .Where(piece => piece.Item1 != Wardrobe.AsDrawn)
            .Concat(look.Props.Select((prop, index) => (prop, "prop_not_for_rig", $"/look/props/{index}")));

    private static IEnumerable<Reason> Captions(PresenterLook look) =>
        look.Captions is { } captions && Contrast.IsColor(captions.Color) && Contrast.IsColor(captions.Background)
        && Contrast.Of(captions.Color, captions.Background) is < Contrast.Least and var ratio
            ? [new Reason("low_contrast", string.Create(CultureInfo.InvariantCulture, $"Captions of {captions.Color} on {captions.Background} have a contrast of {Math.Floor(ratio * 100) / 100:0.00}; people need {Contrast.Least}. Make one darker or the other lighter."), "/look/captions")]
            : [];

    private IEnumerable<Reason> Language(PresenterProfile profile) =>
        parts.Voices.FirstOrDefault(voice => profile.Voice is null || voice.Id == profile.Voice) is { } voice && LanguageOf(voice.Locale) != LanguageOf(profile.Persona.Locale)
            ? [new Reason("voice_not_for_locale", $"The voice {voice.Id} speaks {voice.Locale}, not {profile.Persona.Locale}.", "/persona/locale")]
            : [];

    private IEnumerable<Reason> Brand(BrandAsset brand, IReadOnlyDictionary<string, AssetCard> assets, string field)
    {
        if (!assets.TryGetValue(brand.Asset, out var asset))
        {
            yield return new Reason("asset_not_found", $"There is no asset {brand.Asset}; upload it first.", field);
            yield break;
        }

        if (asset.Kind != "image")
        {
            yield return new Reason("asset_not_for_role", $"The asset {asset.Id} is of the kind {asset.Kind}; a {brand.Role} is a picture.", field);
        }

        var most = brand.Role == "logo" ? budgets.MaxLogoBytes : budgets.MaxBackgroundBytes;
        if (asset.Bytes > most)
        {
            yield return TooLarge(asset, most, field);
        }
    }

    private static Reason TooLarge(AssetCard asset, int most, string field) =>
        new("file_too_large", string.Create(CultureInfo.InvariantCulture, $"The asset {asset.Id} has {asset.Bytes} bytes; {most} are allowed here."), field);

    private static Reason Unknown(string code, string what, string name, IEnumerable<string> known, string field) =>
        new(code, $"No {what} is called '{name}'; there are {string.Join(", ", known)}.", field);

    private static string LanguageOf(string locale) => locale.Split('-')[0].ToLowerInvariant();
}
