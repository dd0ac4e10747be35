using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Troupe.Server.Assets;

/// <summary>Names an asset by what it is: the SHA-256 of its bytes, as 64 of <c>0-9 a-f</c>.</summary>
/// <param name="Value">The digits.</param>
internal readonly partial record struct AssetId(string Value)
{
    /// <summary>The id of a finished hash.</summary>
    public static AssetId Of(ReadOnlySpan<byte> hash) => hash.Length == SHA256.HashSizeInBytes
        ? new AssetId(Convert.ToHexStringLower(hash))
        : throw new ArgumentException($"A SHA-256 has {SHA256.HashSizeInBytes} bytes.", nameof(hash));

    /// <summary>Reads an id.</summary>
    /// <returns>False when the text is no id of an asset.</returns>
    public static bool TryParse(string? text, out AssetId id)
    {
        var fits = text is not null && Pattern().IsMatch(text);
        id = fits ? new AssetId(text!) : default;
        return fits;
    }

    /// <summary>The value of the <c>integrity</c> attribute (W3C Subresource Integrity).</summary>
    public string Integrity => $"sha256-{Convert.ToBase64String(Convert.FromHexString(Value))}";

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"^[0-9a-f]{64}\z", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Pattern();
}
