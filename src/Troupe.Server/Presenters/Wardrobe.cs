using System.Text.Json;
using Troupe.Contracts.Control;

namespace Troupe.Server.Presenters;

/// <summary>Characters and what they wear: the same files that the page draws.</summary>
/// <param name="Rigs">Characters.</param>
/// <param name="For">The character that the pieces were drawn for.</param>
/// <param name="Outfits">What it wears.</param>
/// <param name="Hair">Its hair.</param>
/// <param name="Props">Things that it has on or beside it.</param>
/// <param name="Backgrounds">What is behind any character.</param>
internal sealed record Wardrobe(
    IReadOnlyList<Rig> Rigs,
    string For,
    IReadOnlyList<PartCard> Outfits,
    IReadOnlyList<PartCard> Hair,
    IReadOnlyList<PartCard> Props,
    IReadOnlyList<PartCard> Backgrounds)
{
    /// <summary>The outfit, and the hair, of a character that is dressed as it was drawn.</summary>
    public const string AsDrawn = "own";

    /// <summary>The wardrobe that the server comes with.</summary>
    public static Wardrobe BuiltIn { get; } = Read();

    private static Wardrobe Read()
    {
        using var character = Open("ada.json");
        using var wardrobe = Open("ada-wardrobe.json");
        var root = wardrobe.RootElement;
        var name = root.GetProperty("rig").GetString()!;
        return new Wardrobe(
            [Rig.Read(name, character.RootElement)],
            name,
            Pieces(root, "outfits"),
            Pieces(root, "hair"),
            Pieces(root, "props"),
            Pieces(root, "backgrounds"));
    }

    private static JsonDocument Open(string file)
    {
        using var stream = typeof(Wardrobe).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"The build lacks {file}.");
        return JsonDocument.Parse(stream);
    }

    private static PartCard[] Pieces(JsonElement root, string list) =>
        [.. root.GetProperty(list).EnumerateObject().Select(piece => new PartCard(piece.Name, piece.Value.GetProperty("title").GetString()!))];
}
