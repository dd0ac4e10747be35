using System.Security.Cryptography;
using System.Text;

namespace Troupe.Testing.Isolation;

/// <summary>Ids that never existed: of the form of one that does, and always the same for the same one.</summary>
internal static class Shadow
{
    // The end of an id is what is drawn; its beginning may say what kind of thing it names.
    private const int Drawn = 12;

    /// <summary>The shadow of an id.</summary>
    public static string Of(string id)
    {
        var shadow = new StringBuilder(id);
        var bits = SHA256.HashData(Encoding.UTF8.GetBytes(id));
        for (var (at, left) = (id.Length - 1, Drawn); at >= 0 && left > 0; at--)
        {
            if (char.IsAsciiLetterOrDigit(id[at]))
            {
                shadow[at] = Other(id[at], bits[--left]);
            }
        }

        return shadow.ToString();
    }

    // Another sign of the same kind.
    private static char Other(char sign, byte bits) => sign switch
    {
        >= '0' and <= '9' => Within('0', 10, sign, bits),
        >= 'a' and <= 'f' => Within('a', 6, sign, bits),
        >= 'g' and <= 'z' => Within('g', 20, sign, bits),
        >= 'A' and <= 'F' => Within('A', 6, sign, bits),
        _ => Within('G', 20, sign, bits),
    };

    private static char Within(char first, int count, char sign, byte bits) => (char)(first + ((sign - first + 1 + (bits % (count - 1))) % count));
}
