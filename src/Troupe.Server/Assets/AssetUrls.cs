using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Troupe.Contracts.Control;
using Troupe.Server.Assets.Storage;
using Troupe.Server.Events;

namespace Troupe.Server.Assets;

/// <summary>
/// Addresses under which pages find assets without a credential. A signature (HMAC-SHA-256) binds an address to tenant, asset and end, and says nothing else; addresses of public
/// assets have no end. Thread-safe.
/// </summary>
internal sealed class AssetUrls(IOptions<AssetsOptions> options, TimeProvider time)
{
    private const int KeyBytes = 32;

    private readonly Lazy<byte[]> _key = new(() => ReadKey(options.Value));

    /// <summary>The address of an asset.</summary>
    /// <returns>The address, relative to the server, and when it ends to be valid; null when it does not.</returns>
    public (string Url, DateTimeOffset? ExpiresAt) Of(TenantId tenant, AssetId id, AssetVisibility visibility)
    {
        if (visibility == AssetVisibility.Public)
        {
            return ($"/v1/assets/{id}/file?tenant={tenant}&signature={Sign(tenant, id, expires: null)}", null);
        }

        // Whoever asks again soon gets the same address, and their cache knows it.
        var step = (long)options.Value.UrlLifetime.TotalSeconds;
        var expires = ((time.GetUtcNow().ToUnixTimeSeconds() / step) + 2) * step;
        return (string.Create(CultureInfo.InvariantCulture, $"/v1/assets/{id}/file?tenant={tenant}&expires={expires}&signature={Sign(tenant, id, expires)}"), DateTimeOffset.FromUnixTimeSeconds(expires));
    }

    /// <summary>Whether a signature is ours.</summary>
    /// <param name="tenant">Whose asset the address says it is.</param>
    /// <param name="id">The asset.</param>
    /// <param name="expires">When the address says that it ends, in seconds of Unix time; null for never.</param>
    /// <param name="signature">The signature.</param>
    public bool IsSigned(TenantId tenant, AssetId id, long? expires, string? signature) =>
        signature is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(tenant, id, expires)), Encoding.UTF8.GetBytes(signature));

    private string Sign(TenantId tenant, AssetId id, long? expires)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"troupe asset 1\n{tenant}\n{id}\n{expires}");
        return System.Buffers.Text.Base64Url.EncodeToString(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(text)));
    }

    private static byte[] ReadKey(AssetsOptions options)
    {
        if (options.SigningKey.Length > 0)
        {
            return Convert.FromBase64String(options.SigningKey);
        }

        var path = Path.Combine(options.Folder, "signing.key");
        try
        {
            PrivateFiles.MakeFolder(options.Folder);
            if (!File.Exists(path))
            {
                var beside = $"{path}.{Guid.NewGuid():N}";
                using (var file = BlobFiles.Create(beside))
                {
                    file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
                    file.Flush(flushToDisk: true);
                }

                // Of several that start at once, one wins and all read the same.
                File.Move(beside, path, overwrite: false);
            }
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another server made it meanwhile.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw BlobFiles.Explain(failure, options.Folder);
        }

        return File.ReadAllBytes(path) is { Length: KeyBytes } key
            ? key
            : throw new BlobStoreException("storage_unavailable", $"The key of addresses in {path} is damaged. Restore it, or delete it: then all addresses that were given out end.");
    }
}
