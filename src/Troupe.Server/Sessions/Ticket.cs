using System.Security.Cryptography;
using System.Text;

namespace Troupe.Server.Sessions;

/// <summary>A secret that opens one session's socket: 256 random bits, so that guessing is hopeless and nothing need be stored elsewhere.</summary>
/// <param name="Value">The secret, safe in a URL.</param>
internal readonly record struct Ticket(string Value)
{
    /// <summary>Makes one.</summary>
    public static Ticket Create() => new(RandomNumberGenerator.GetHexString(64, lowercase: true));

    /// <summary>Compares in a time that does not depend on where they differ.</summary>
    public bool Matches(string presented) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Value), Encoding.UTF8.GetBytes(presented));

    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => "(ticket)";
}
