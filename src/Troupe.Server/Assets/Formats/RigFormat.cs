using System.Text.Json;
using System.Text.RegularExpressions;

namespace Troupe.Server.Assets.Formats;

/// <summary>Characters of Troupe as JSON, version 1. Files are small and read as a whole; every mistake is told.</summary>
internal sealed partial class RigFormat() : AssetFormat("character", AssetKind.Rig, ".json", "application/json")
{
    private const int MostTold = 20;

    private static readonly string[] Members = ["version", "name", "size", "colors", "drivers", "limits", "layers"];

    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<byte> head) => head.TrimStart("\uFEFF \t\r\n"u8).StartsWith("{"u8);

    /// <inheritdoc/>
    public override long MostBytes(FormatOptions limits) => limits.RigBytes;

    /// <inheritdoc/>
    public override AssetFacts Check(Stream file, long length, FormatOptions limits)
    {
        var bytes = new byte[length];
        file.ReadExactly(bytes);
        using var document = CheckedJson.Parse(bytes, Name);
        var mistakes = Mistakes(document.RootElement).Take(MostTold).ToArray();
        return mistakes.Length == 0 ? new AssetFacts() : throw AssetException.Unsupported($"The JSON is no character that can be drawn: {string.Join("; ", mistakes)}.");
    }

    private static IEnumerable<string> Mistakes(JsonElement rig)
    {
        foreach (var member in rig.EnumerateObject().Where(member => !Members.Contains(member.Name)))
        {
            yield return $"{member.Name} is unknown";
        }

        if (rig.Member("version").Whole() != 1)
        {
            yield return "version is not 1";
        }

        if (rig.Member("name").Text() is not { Length: > 0 and <= 200 })
        {
            yield return "name must be a text of 1 to 200 characters";
        }

        if (!ArePositive(rig.Member("size")))
        {
            yield return "size must be two positive numbers";
        }

        foreach (var color in Entries(rig.Member("colors")).Where(color => color.Value.Text() is not { } text || !Color().IsMatch(text)))
        {
            yield return $"colors.{color.Name} must be #rrggbb";
        }

        foreach (var name in new[] { "drivers", "limits" }.Where(name => rig.Member(name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object)))
        {
            yield return $"{name} must be an object";
        }

        foreach (var driver in Entries(rig.Member("drivers")).Where(driver => driver.Value.ValueKind != JsonValueKind.Object || !Entries(driver.Value).All(moved => moved.Value.ValueKind == JsonValueKind.Number)))
        {
            yield return $"drivers.{driver.Name} must be an object of numbers";
        }

        if (!rig.Member("layers").Items().Any() || !rig.Member("layers").Items().All(layer => layer.ValueKind == JsonValueKind.Object))
        {
            yield return "layers must be one or more objects";
        }

        // Characters are drawn of shapes; nothing in them is loaded or decoded.
        foreach (var address in Texts(rig).Where(text => text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) || text.Contains("://", StringComparison.Ordinal)).Take(1))
        {
            yield return $"it holds an address or a picture ({address[..Math.Min(30, address.Length)]}), and a character has neither";
        }
    }

    private static IEnumerable<JsonProperty> Entries(JsonElement element) => element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Texts(member.Value)),
        _ => [],
    };

    private static bool ArePositive(JsonElement size) =>
        size.ValueKind == JsonValueKind.Array && size.GetArrayLength() == 2 && size.EnumerateArray().All(side => side.ValueKind == JsonValueKind.Number && side.TryGetDouble(out var number) && number is > 0 and < 1e6);

    [GeneratedRegex(@"^#[0-9a-fA-F]{6}\z", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Color();
}
