using System.Security.Cryptography;
using System.Text;

namespace Troupe.Server.Admission;

/// <summary>
/// An API key as text: <c>trp_ID_SECRET</c>. The id is <c>sk</c> (secret) or <c>pk</c> (publishable) and 12 of <c>a-z 0-9</c>; the secret is 52 of <c>a-z 0-9</c>.
/// </summary>
/// <remarks>
/// The secret holds 268 random bits. Slow hashes protect words that people choose, of which there are few enough to try; nobody can try 2^268
/// secrets, so one SHA-256 keeps a leaked log from yielding keys, and checking one costs a microsecond.
/// </remarks>
/// <param name="Id">Names the key; safe to show.</param>
/// <param name="Secret">The secret.</param>
internal readonly record struct KeyText(string Id, string Secret)
{
    private const string Start = "trp_";
    private const int IdLength = 14;
    private const int SecretLength = 52;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Makes the secret of a key.</summary>
    public static KeyText Create(string id) => new(id, RandomNumberGenerator.GetString(Alphabet, SecretLength));

    /// <summary>Makes the id of a key. The same name makes the same id; without a name it is random.</summary>
    /// <param name="publishable">Whether the key may be kept in pages.</param>
    /// <param name="name">What makes the id: a request that can be repeated; null for one that never is.</param>
    public static string CreateId(bool publishable, string? name)
    {
        Span<byte> random = stackalloc byte[SHA256.HashSizeInBytes];
        if (name is null)
        {
            RandomNumberGenerator.Fill(random);
        }
        else
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(name), random);
        }

        Span<char> id = stackalloc char[IdLength];
        (publishable ? "pk" : "sk").CopyTo(id);
        for (var index = 2; index < IdLength; index++)
        {
            id[index] = Alphabet[random[index] % Alphabet.Length];
        }

        return new string(id);
    }

    /// <summary>Whether a credential is meant to be a key.</summary>
    public static bool IsMeant(string credential) => credential.StartsWith(Start, StringComparison.Ordinal);

    /// <summary>Reads a key.</summary>
    /// <returns>False when the text has not the form of one.</returns>
    public static bool TryParse(string text, out KeyText key)
    {
        key = default;
        if (text.Length != Start.Length + IdLength + 1 + SecretLength || !IsMeant(text) || text[Start.Length + IdLength] != '_')
        {
            return false;
        }

        var id = text.AsSpan(Start.Length, IdLength);
        var secret = text.AsSpan(Start.Length + IdLength + 1);
        if (id.ContainsAnyExcept(Alphabet) || secret.ContainsAnyExcept(Alphabet))
        {
            return false;
        }

        key = new KeyText(id.ToString(), secret.ToString());
        return true;
    }

    /// <summary>What is kept of the secret: SHA-256 in hexadecimal digits.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Secret)));

    /// <summary>The whole key; to be shown once.</summary>
    public string Reveal() => $"{Start}{Id}_{Secret}";

    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => $"{Start}{Id}_…";
}
