using System.Security.Cryptography;

namespace Troupe.Server.Events.Protection;

/// <summary>
/// The wrapped keys of persons in a file: a header, and a slot of fixed size for each key, which erasure overwrites in place. Not thread-safe.
/// <code>
/// header  magic 8, nonce 12, index key 32 (wrapped), tag 16, zeros                        160 bytes
/// slot    state 1, zeros 7, id 16, tenant 32, subject 32, nonce 12, key 32 (wrapped), tag 16, mac 12
/// </code>
/// </summary>
internal sealed class KeyFile : IDisposable
{
    private const int SlotSize = 160;
    private const int MacSize = 12;
    private const int WrappedAt = 88;
    private const byte Live = 1;
    private const byte Erased = 2;
    private static readonly byte[] Magic = "TRPKEYS1"u8.ToArray();

    private readonly FileStream _file;
    private readonly KeyEncryptionKey _wrapping;
    private readonly List<Guid> _slots = [];

    private KeyFile(FileStream file, KeyEncryptionKey wrapping, byte[] indexKey) => (_file, _wrapping, IndexKey) = (file, wrapping, indexKey);

    /// <summary>The key of pseudonyms.</summary>
    public byte[] IndexKey { get; }

    /// <summary>Opens the file, or makes it.</summary>
    /// <returns>The file and the keys in it.</returns>
    /// <exception cref="ProtectionException">No key encryption key fits, or the file is damaged.</exception>
    public static (KeyFile File, IReadOnlyList<SubjectKey> Keys) Open(string path, IReadOnlyList<KeyEncryptionKey> wrappings)
    {
        if (!System.IO.File.Exists(path))
        {
            Make(path, wrappings[0], RandomNumberGenerator.GetBytes(KeyEncryptionKey.Size), []);
        }

        var content = System.IO.File.ReadAllBytes(path);
        if (content.Length < SlotSize || !content.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new ProtectionException($"{path} is no key store of this server. Restore it from its backup.");
        }

        var (used, indexKey) = wrappings.Select(wrapping => (wrapping, Unwrap(wrapping, [], content.AsSpan(8, 60), Magic))).FirstOrDefault(found => found.Item2 is not null);
        if (indexKey is null)
        {
            throw new ProtectionException($"No key encryption key fits {path}: the keys of personal data are wrapped with another one. Restore the right file, or set Troupe:Protection:KeyFile to where it is.");
        }

        var keys = new List<SubjectKey>();
        for (var at = SlotSize; at + SlotSize <= content.Length; at += SlotSize)
        {
            // A slot that was torn by a crash was never acknowledged: no value is sealed with its key.
            if (Read(content.AsSpan(at, SlotSize), used, indexKey, path) is { } key)
            {
                keys.Add(key);
            }
        }

        if (used != wrappings[0] || keys.Count != (content.Length / SlotSize) - 1)
        {
            Replace(path, wrappings[0], indexKey, keys);
        }

        var file = new KeyFile(new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0), wrappings[0], indexKey);
        file._slots.AddRange(keys.Select(key => key.Id));
        return (file, keys);
    }

    /// <summary>Adds a key; durable when it returns.</summary>
    public void Add(SubjectKey key)
    {
        Write(_slots.Count, Slot(key, _wrapping, IndexKey));
        _slots.Add(key.Id);
    }

    /// <summary>Overwrites a key by its tombstone; durable when it returns.</summary>
    public void Erase(SubjectKey key) => Write(_slots.IndexOf(key.Id), Slot(key, _wrapping, IndexKey));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Write(int index, byte[] slot)
    {
        RandomAccess.Write(_file.SafeFileHandle, slot, (index + 1L) * SlotSize);
        RandomAccess.FlushToDisk(_file.SafeFileHandle);
    }

    private static byte[] Slot(SubjectKey key, KeyEncryptionKey wrapping, byte[] indexKey)
    {
        var slot = new byte[SlotSize];
        slot[0] = key.IsErased ? Erased : Live;
        key.Id.TryWriteBytes(slot.AsSpan(8), bigEndian: true, out _);
        key.Tenant.CopyTo(slot, 24);
        key.Subject.CopyTo(slot, 56);
        if (!key.IsErased)
        {
            Wrap(wrapping, key.Tenant, key.Key, slot.AsSpan(WrappedAt, 60), slot.AsSpan(0, WrappedAt));
        }

        HMACSHA256.HashData(indexKey, slot.AsSpan(0, SlotSize - MacSize)).AsSpan(0, MacSize).CopyTo(slot.AsSpan(SlotSize - MacSize));
        return slot;
    }

    private static SubjectKey? Read(ReadOnlySpan<byte> slot, KeyEncryptionKey wrapping, byte[] indexKey, string path)
    {
        if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(indexKey, slot[..^MacSize]).AsSpan(0, MacSize), slot[^MacSize..]))
        {
            return null;
        }

        var key = slot[0] == Live
            ? Unwrap(wrapping, slot[24..56], slot.Slice(WrappedAt, 60), slot[..WrappedAt]) ?? throw new ProtectionException($"A key in {path} cannot be unwrapped. Restore the file from its backup.")
            : null;
        return new SubjectKey(new Guid(slot[8..24], bigEndian: true), slot[24..56].ToArray(), slot[56..88].ToArray(), key);
    }

    // Wrapped: nonce, cipher text, tag.
    private static void Wrap(KeyEncryptionKey wrapping, ReadOnlySpan<byte> tenant, ReadOnlySpan<byte> key, Span<byte> wrapped, ReadOnlySpan<byte> bound)
    {
        RandomNumberGenerator.Fill(wrapped[..SubjectKey.NonceSize]);
        using var cipher = wrapping.For(tenant);
        cipher.Encrypt(wrapped[..SubjectKey.NonceSize], key, wrapped[SubjectKey.NonceSize..^SubjectKey.TagSize], wrapped[^SubjectKey.TagSize..], bound);
    }

    private static byte[]? Unwrap(KeyEncryptionKey wrapping, ReadOnlySpan<byte> tenant, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> bound)
    {
        var key = new byte[KeyEncryptionKey.Size];
        using var cipher = wrapping.For(tenant);
        try
        {
            cipher.Decrypt(wrapped[..SubjectKey.NonceSize], wrapped[SubjectKey.NonceSize..^SubjectKey.TagSize], wrapped[^SubjectKey.TagSize..], key, bound);
            return key;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static void Make(string path, KeyEncryptionKey wrapping, byte[] indexKey, IReadOnlyList<SubjectKey> keys)
    {
        PrivateFiles.MakeFolder(Path.GetDirectoryName(path)!);
        using var file = PrivateFiles.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var header = new byte[SlotSize];
        Magic.CopyTo(header, 0);
        Wrap(wrapping, [], indexKey, header.AsSpan(8, 60), Magic);
        file.Write(header);
        foreach (var key in keys)
        {
            file.Write(Slot(key, wrapping, indexKey));
        }

        file.Flush(flushToDisk: true);
    }

    // The old file is overwritten before it goes: keys that were wrapped with an older key must not be left on the disk.
    private static void Replace(string path, KeyEncryptionKey wrapping, byte[] indexKey, IReadOnlyList<SubjectKey> keys)
    {
        System.IO.File.Delete(path + ".new");
        Make(path + ".new", wrapping, indexKey, keys);
        using var old = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        System.IO.File.Move(path + ".new", path, overwrite: true);
        old.Write(new byte[old.Length]);
        old.Flush(flushToDisk: true);
    }
}
