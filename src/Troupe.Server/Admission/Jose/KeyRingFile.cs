using System.Security.Cryptography;
using System.Text.Json;

namespace Troupe.Server.Admission.Jose;

/// <summary>The file of a key ring. Servers of a cluster share it.</summary>
internal sealed class KeyRingFile(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether others than its owner may read it.</summary>
    public bool IsOpenToOthers => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != UnixFileMode.None;

    /// <summary>Reads the ring.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no key ring.</exception>
    public KeyRing Read()
    {
        try
        {
            var text = JsonSerializer.Deserialize<RingText>(File.ReadAllText(path), JsonSerializerOptions.Web)!;
            return text.Keys.Count > 0 ? new KeyRing([.. text.Keys.Select(Read)], Bytes(text.Secret)) : throw new CryptographicException("It holds no key.");
        }
        catch (Exception exception) when (exception is JsonException or CryptographicException or NullReferenceException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is no file of signing keys: {exception.Message} Bring back a copy of it; if there is none, remove it, and all tokens end.", exception);
        }
    }

    /// <summary>Changes the ring while no other server can.</summary>
    /// <param name="change">The ring as it should be, of the ring as it is, which is null when the file is missing.</param>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    /// <exception cref="InvalidDataException">It is no key ring.</exception>
    public KeyRing Change(Func<KeyRing?, KeyRing> change)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            }
        }

        using var @lock = Lock();
        var before = File.Exists(path) ? Read() : null;
        var after = change(before);
        if (after != before)
        {
            Write(after);
        }

        return after;
    }

    private void Write(KeyRing ring)
    {
        var text = new RingText([.. ring.Keys.Select(key => new KeyLines(key.CreatedAt, key.Public.X, key.Public.Y, Base64UrlText.Write(key.Private.D)))], Base64UrlText.Write(ring.Secret));
        var draft = path + ".new";
        using (var stream = Open(draft, FileMode.Create))
        {
            JsonSerializer.Serialize(stream, text, JsonSerializerOptions.Web);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    private FileStream Lock()
    {
        for (var waited = TimeSpan.Zero; ; waited += LockPause)
        {
            try
            {
                return Open(path + ".lock", FileMode.OpenOrCreate);
            }
            catch (IOException) when (waited < LockPatience)
            {
                // Once, when servers start at the same time; no request waits for it.
                using var pause = new ManualResetEventSlim();
                pause.Wait(LockPause);
            }
        }
    }

    private static FileStream Open(string file, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(file, options);
    }

    private static SigningKey Read(KeyLines key) => new(
        new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes(key.X), Y = Bytes(key.Y) }, D = Bytes(key.D) }, key.CreatedAt);

    private static byte[] Bytes(string text) => Base64UrlText.Read(text) is { Length: 32 } bytes ? bytes : throw new CryptographicException("A number of it has not 32 bytes.");

    private sealed record RingText(IReadOnlyList<KeyLines> Keys, string Secret);

    private sealed record KeyLines(DateTimeOffset CreatedAt, string X, string Y, string D);
}
