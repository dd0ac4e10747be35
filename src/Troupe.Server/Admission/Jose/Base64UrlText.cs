using System.Buffers.Text;

namespace Troupe.Server.Admission.Jose;

/// <summary>Base64url without padding (RFC 7515, section 2), in its one canonical form: no other letters, and the bits beyond the last byte are zero.</summary>
internal static class Base64UrlText
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>Writes bytes.</summary>
    public static string Write(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>Reads bytes; null when the text is not canonical. Two texts never read as the same bytes.</summary>
    public static byte[]? Read(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExcept(Alphabet) || text.Length % 4 == 1)
        {
            return null;
        }

        var spare = (text.Length % 4) switch
        {
            2 => 0b1111,
            3 => 0b11,
            _ => 0,
        };
        return spare == 0 || (Alphabet.IndexOf(text[^1]) & spare) == 0 ? Base64Url.DecodeFromChars(text) : null;
    }
}
