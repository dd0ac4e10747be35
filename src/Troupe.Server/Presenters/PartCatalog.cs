using Troupe.Contracts.Control;

namespace Troupe.Server.Presenters;

/// <summary>What presenters can be made of on this server, at a moment.</summary>
/// <param name="Wardrobe">Characters and what they wear.</param>
/// <param name="Voices">Voices that work, with the language that each speaks; the server's own first.</param>
internal sealed record PartCatalog(Wardrobe Wardrobe, IReadOnlyList<VoicePart> Voices)
{
    /// <summary>What clients see of it.</summary>
    public PresenterParts ToParts() => new(
        [.. Preset.All.Select(preset => new PartCard(preset.Id, preset.Title))],
        [.. Wardrobe.Rigs.Select(rig => new PartCard(rig.Id, rig.Title))],
        Wardrobe.Outfits,
        Wardrobe.Hair,
        Wardrobe.Props,
        Wardrobe.Backgrounds,
        [.. Voices.Select(voice => new PartCard(voice.Id, voice.Title))],
        [.. Conversation.Acting.LipSyncSettings.Presets.Keys]);
}

/// <summary>A voice.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="Locale">BCP 47 tag of what it speaks.</param>
internal sealed record VoicePart(string Id, string Title, string Locale);

/// <summary>Knows which voices work. Thread-safe.</summary>
internal interface IVoiceCatalog
{
    /// <summary>The voices, the server's own first; none while engines warm up.</summary>
    IReadOnlyList<VoicePart> Voices { get; }
}

/// <summary>Makes catalogs. Thread-safe.</summary>
internal sealed class PartSource(IVoiceCatalog voices)
{
    /// <summary>The catalog of this moment.</summary>
    public PartCatalog Current => new(Wardrobe.BuiltIn, voices.Voices);
}
