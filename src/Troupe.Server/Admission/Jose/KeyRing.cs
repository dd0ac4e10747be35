using System.Security.Cryptography;

namespace Troupe.Server.Admission.Jose;

/// <summary>The keys of a server or a cluster at a moment: some to come, one that signs, some that only verify.</summary>
/// <param name="Keys">From the oldest to the newest; at least one.</param>
/// <param name="Secret">256 random bits for what only this server or its cluster verifies.</param>
internal sealed record KeyRing(IReadOnlyList<SigningKey> Keys, byte[] Secret)
{
    /// <summary>How long a key is known to everybody before it signs: longer than whoever verifies keeps the set of keys, and longer than the servers of a cluster take to read the file again.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromMinutes(15);

    /// <summary>Makes the first one.</summary>
    public static KeyRing Create(DateTimeOffset now) => new([SigningKey.Create(now)], RandomNumberGenerator.GetBytes(32));

    /// <summary>The key that signs.</summary>
    public SigningKey At(DateTimeOffset now) => Keys.LastOrDefault(key => key.CreatedAt + Lead <= now) ?? Keys[0];

    /// <summary>Finds a key for verifying; null when there is none of the id.</summary>
    public VerificationKey? Find(string id)
    {
        foreach (var key in Keys)
        {
            if (key.Public.Kid == id)
            {
                return key.Verification;
            }
        }

        return null;
    }

    /// <summary>The ring as it should be: another key when the newest is old, and none left that signed nothing for longer than tokens live.</summary>
    /// <param name="now">The time.</param>
    /// <param name="age">The age at which another key is made.</param>
    /// <param name="lifetime">The longest life of a token.</param>
    public KeyRing Turn(DateTimeOffset now, TimeSpan age, TimeSpan lifetime)
    {
        var kept = Keys.Where((_, index) => index + 1 == Keys.Count || Keys[index + 1].CreatedAt + Lead + lifetime + Lead > now).ToList();
        if (kept[^1].CreatedAt + age <= now)
        {
            kept.Add(SigningKey.Create(now));
        }

        return kept.SequenceEqual(Keys) ? this : this with { Keys = kept };
    }
}
