using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Troupe.Server.Admission;
using Troupe.Server.Admission.Jose;

namespace Troupe.Server.Sessions;

/// <summary>
/// Tickets with which a lost socket comes back: an HMAC over session, epoch and expiry. Nothing is stored and nothing is read to check one, and
/// that takes microseconds, so that thousands of sockets may come back at once. Thread-safe.
/// </summary>
/// <remarks>The epoch names the life of the server that holds the session: a ticket of an earlier one, or of another server with the same keys, opens nothing here.</remarks>
internal sealed class ResumeTickets(SigningKeys keys, TimeProvider time)
{
    private const int EpochLength = 4;
    private const int ExpiryLength = 8;
    private const int Length = EpochLength + ExpiryLength + HMACSHA256.HashSizeInBytes;

    private readonly byte[] _epoch = RandomNumberGenerator.GetBytes(EpochLength);

    /// <summary>Makes a ticket.</summary>
    /// <param name="session">The session.</param>
    /// <param name="expiresAt">Until when it is good; null as long as the session lives.</param>
    public string Create(string session, DateTimeOffset? expiresAt)
    {
        Span<byte> ticket = stackalloc byte[Length];
        _epoch.CopyTo(ticket);
        BinaryPrimitives.WriteInt64BigEndian(ticket[EpochLength..], (expiresAt ?? DateTimeOffset.MaxValue).ToUnixTimeMilliseconds());
        Sign(session, ticket);
        return Base64UrlText.Write(ticket);
    }

    /// <summary>Whether a ticket opens a session now.</summary>
    public bool Opens(string session, string ticket)
    {
        if (Base64UrlText.Read(ticket) is not { Length: Length } shown || !shown.AsSpan(0, EpochLength).SequenceEqual(_epoch))
        {
            return false;
        }

        Span<byte> right = stackalloc byte[Length];
        shown.AsSpan(0, EpochLength + ExpiryLength).CopyTo(right);
        Sign(session, right);
        return CryptographicOperations.FixedTimeEquals(right, shown)
            && BinaryPrimitives.ReadInt64BigEndian(right[EpochLength..]) > time.GetUtcNow().ToUnixTimeMilliseconds();
    }

    private void Sign(string session, Span<byte> ticket)
    {
        var over = ticket[..(EpochLength + ExpiryLength)];
        byte[] text = [.. "resume\n"u8, .. Encoding.UTF8.GetBytes(session), (byte)'\n', .. over];
        HMACSHA256.HashData(keys.Ring.Secret, text, ticket[(EpochLength + ExpiryLength)..]);
    }
}
