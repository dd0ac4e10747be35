using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Conversation.Acting;
using Troupe.Server.Commands;

namespace Troupe.Server.Presenters;

/// <summary>What each part of a profile must be by itself. Pure; every rule gives all reasons at once. Fields are JSON pointers under a given place.</summary>
internal static class ProfileRules
{
    private const int MostFlows = 50;
    private const int MostProps = 8;

    /// <summary>Rules of a name in lists.</summary>
    public static IEnumerable<Reason> Name(string? name, string field) => Text(name, 1, 80, field);

    /// <summary>Rules of a preset's name.</summary>
    public static IEnumerable<Reason> Preset(string preset, string field) => Presenters.Preset.Find(preset) is not null ? []
        : [new Reason("unknown_preset", $"No preset is called '{preset}'; there are {string.Join(", ", Presenters.Preset.All.Select(known => known.Id))}.", field)];

    /// <summary>Rules of a persona.</summary>
    public static IEnumerable<Reason> Persona(Persona persona, string at) =>
    [
        .. Text(persona.Name, 1, 80, $"{at}/name"),
        .. Text(persona.Disclosure, 0, 80, $"{at}/disclosure"),
        .. Text(persona.Instructions ?? "", 0, 8_000, $"{at}/instructions"),
        .. Text(persona.Greeting ?? "", 0, 500, $"{at}/greeting"),
        .. Locale(persona.Locale) ? Array.Empty<Reason>() : [new Reason("unknown_locale", $"'{persona.Locale}' is no language tag; one is en-US.", $"{at}/locale")],
    ];

    /// <summary>Rules of flows.</summary>
    public static IEnumerable<Reason> Flows(IReadOnlyList<Flow> flows, string at) =>
    [
        .. flows.Count <= MostFlows ? Array.Empty<Reason>() : [new Reason("too_many", $"There are {flows.Count} flows; the limit is {MostFlows}.", at)],
        .. flows.SelectMany((flow, index) => Text(flow.Name, 1, 80, $"{at}/{index}/name")
            .Concat(Text(flow.When, 1, 500, $"{at}/{index}/when"))
            .Concat(Text(flow.Then, 1, 2_000, $"{at}/{index}/then"))),
    ];

    /// <summary>Rules of a look: every part is known here.</summary>
    public static IEnumerable<Reason> Look(PresenterLook look, PartCatalog parts, string at) =>
    [
        .. Known("unknown_outfit", look.Outfit, parts.Wardrobe.Outfits, $"{at}/outfit", Wardrobe.AsDrawn),
        .. Known("unknown_hair", look.Hair, parts.Wardrobe.Hair, $"{at}/hair", Wardrobe.AsDrawn),
        .. Contrast.IsColor(look.Background) ? [] : Known("unknown_background", look.Background, parts.Wardrobe.Backgrounds, $"{at}/background", "#rrggbb"),
        .. look.Props.SelectMany((prop, index) => Known("unknown_prop", prop, parts.Wardrobe.Props, $"{at}/props/{index}")),
        .. look.Props.Count <= MostProps ? Array.Empty<Reason>() : [new Reason("too_many", $"There are {look.Props.Count} props; the limit is {MostProps}.", $"{at}/props")],
        .. look.Props.Distinct(StringComparer.Ordinal).Count() == look.Props.Count ? Array.Empty<Reason>() : [new Reason("twice", "A prop is named twice.", $"{at}/props")],
        .. Within(look.Camera.Zoom, 1, 4, $"{at}/camera/zoom"),
        .. Within(look.Camera.X, -1, 1, $"{at}/camera/x"),
        .. Within(look.Camera.Y, -1, 1, $"{at}/camera/y"),
        .. look.Captions is { } captions ? Color(captions.Color, $"{at}/captions/color").Concat(Color(captions.Background, $"{at}/captions/background")) : [],
    ];

    /// <summary>Rules of the assets of a brand.</summary>
    public static IEnumerable<Reason> Brand(IReadOnlyList<BrandAsset> brand, string at) =>
    [
        .. brand.SelectMany((asset, index) => asset.Role is "background" or "logo"
            ? Array.Empty<Reason>()
            : [new Reason("unknown_role", $"'{asset.Role}' is no role; these are background and logo.", $"{at}/{index}/role")]),
        .. brand.DistinctBy(asset => asset.Role).Count() == brand.Count ? Array.Empty<Reason>() : [new Reason("twice", "A role is given twice.", at)],
    ];

    /// <summary>Rules of the voice.</summary>
    public static IEnumerable<Reason> Voice(string? voice, PartCatalog parts, string field) => voice is null || parts.Voices.Any(known => known.Id == voice)
        ? []
        : [new Reason("unknown_voice", $"No voice is called '{voice}' here; there are {List(parts.Voices.Select(known => known.Id))}.", field)];

    /// <summary>Rules of speech.</summary>
    public static IEnumerable<Reason> Speech(SpeechStyle speech, string at) =>
    [
        .. Within(speech.Rate, 0.5, 2, $"{at}/rate"),
        .. Within(speech.Pitch, -12, 12, $"{at}/pitch"),
        .. Within(speech.Volume, -24, 12, $"{at}/volume"),
        .. LipSync(speech.LipSync, $"{at}/lipSync"),
    ];

    /// <summary>Rules of gestures.</summary>
    public static IEnumerable<Reason> Gestures(GestureStyle gestures, string at) => Within(gestures.Amount, 0, 2, $"{at}/amount");

    /// <summary>A range.</summary>
    public static IEnumerable<Reason> Within(double value, double least, double most, string field) => value >= least && value <= most
        ? []
        : [new Reason("out_of_range", string.Create(CultureInfo.InvariantCulture, $"{value} is not {least} to {most}."), field)];

    private static IEnumerable<Reason> LipSync(LipSyncStyle style, string at)
    {
        string? mistake = null;
        try
        {
            _ = style.ToOptions().ToSettings();
        }
        catch (ValidationException mistaken)
        {
            mistake = mistaken.Message;
        }

        return mistake is null ? [] : [new Reason("lip_sync", mistake, at)];
    }

    private static bool Locale(string? locale) => locale is { Length: >= 2 and <= 35 } && locale.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') && char.IsAsciiLetter(locale[0]);

    private static IEnumerable<Reason> Color(string color, string field) =>
        Contrast.IsColor(color) ? [] : [new Reason("no_color", $"'{color}' is no colour; one is #1a2b3c.", field)];

    private static IEnumerable<Reason> Text(string? text, int least, int most, string field) =>
        (text?.Trim().Length ?? 0) >= least && (text?.Length ?? 0) <= most
            ? []
            : [new Reason("length", $"It has {text?.Length ?? 0} characters; {least} to {most} are allowed.", field)];

    private static IEnumerable<Reason> Known(string code, string name, IReadOnlyList<PartCard> parts, string field, params string[] others) =>
        parts.Any(part => part.Id == name) || others.Contains(name)
            ? []
            : [new Reason(code, $"'{name}' is not known; there are {List(parts.Select(part => part.Id).Concat(others))}.", field)];

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
