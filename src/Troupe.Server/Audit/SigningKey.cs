using System.Security.Cryptography;

namespace Troupe.Server.Audit;

/// <summary>The private key of checkpoints, on P-256.</summary>
internal static class SigningKey
{
    /// <summary>Name of its file.</summary>
    public const string FileName = "signing-key.pem";

    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the key of a folder, or makes one.</summary>
    /// <exception cref="InvalidOperationException">Others may read the file, or it holds no such key.</exception>
    public static ECDsa Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            Make(path);
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) | Own) != Own)
        {
            throw new InvalidOperationException($"Others may read {path}: chmod 600 it, and make a new key if they did.");
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new InvalidOperationException($"{path} holds no private key on P-256 (PEM, PKCS #8): put it back from its copy.", unreadable);
        }
    }

    private static void Make(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Own;
        }

        using var file = new FileStream(path, options);
        file.Write(System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        file.Flush(flushToDisk: true);
    }
}
