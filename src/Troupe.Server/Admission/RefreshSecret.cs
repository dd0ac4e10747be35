using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Troupe.Server.Admission;

/// <summary>
/// A refresh token: <c>trr_TENANT_FAMILY_NUMBER_MAC</c>. It is computed, so nothing of it is stored, a repeated request gets the same one, and a
/// wrong one is told from a right one without reading anything.
/// </summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Family">The family.</param>
/// <param name="Number">Which of the family: 1, 2, 3 …</param>
internal readonly record struct RefreshSecret(TenantId Tenant, string Family, long Number)
{
    private const string Start = "trr";
    private const int MaxLength = 256;

    /// <summary>The token; to be given to its bearer alone.</summary>
    /// <param name="key">The server's secret.</param>
    public string Reveal(byte[] key) => $"{Start}_{Tenant}_{Family}_{Number.ToString(CultureInfo.InvariantCulture)}_{Mac(key)}";

    /// <summary>Reads a token.</summary>
    /// <param name="text">The text.</param>
    /// <param name="key">The server's secret.</param>
    /// <param name="secret">What it is.</param>
    /// <returns>False when this server or its cluster did not make it.</returns>
    public static bool TryRead(string text, byte[] key, out RefreshSecret secret)
    {
        secret = default;
        if (text.Length > MaxLength || text.Split('_') is not [Start, var tenant, var family, var number, _])
        {
            return false;
        }

        if (!TenantId.TryParse(tenant, out var id) || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read))
        {
            return false;
        }

        secret = new RefreshSecret(id, family, read);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret.Reveal(key)), Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => $"{Start}_{Tenant}_{Family}_{Number}_…";

    private string Mac(byte[] key) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"refresh\n{Tenant}\n{Family}\n{Number}")));
}
