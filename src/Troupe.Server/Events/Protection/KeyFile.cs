using System.Security.Cryptography;

namespace Troupe.Server.Events.Protection;

/// <summary>
/// The wrapped keys of persons in a file: a header, and a slot of fixed size for each key, which is only ever overwritten in place. Two of them fill a sector of the disk, so
/// that a crash leaves the old one or the new one. Not thread-safe.
/// <code>
/// header  magic 8, nonce 12, index key 32 (wrapped), tag 16, zeros 188
/// slot    state 1, zeros 7, id 16, tenant 32, subject 32, nonce 12, key 32 (wrapped), tag 16, zeros 92, mac 16
/// </code>
/// </summary>
internal sealed class KeyFile : IKeyStore
{
    private const int SlotSize = 256;
    private const int MacSize = 16;
    private const int WrappedAt = 88;
    private const byte Live = 1;
    private const byte Erased = 2;

    private readonly FileStream _file;
    private readonly KeyWrapping _wrapping;

    // The key of each slot; null for one that a crash tore when it was added: no value was ever sealed with it.
    private readonly List<SubjectKey?> _slots = [];

    private KeyFile(FileStream file, KeyWrapping wrapping, byte[] indexKey) => (_file, _wrapping, IndexKey) = (file, wrapping, indexKey);

    /// <inheritdoc/>
    public byte[] IndexKey { get; }

    /// <inheritdoc/>
    public IEnumerable<SubjectKey> Keys => _slots.OfType<SubjectKey>();

    private static ReadOnlySpan<byte> Magic => "TRPKEYS1"u8;

    /// <summary>Opens the file, or makes it. Keys that are wrapped with another than the first key encryption key are wrapped anew.</summary>
    /// <exception cref="ProtectionException">No key encryption key fits, or the file is damaged.</exception>
    public static KeyFile Open(string path, KeyWrapping wrapping)
    {
        PrivateFiles.MakeFolder(Path.GetDirectoryName(path)!);
        var file = PrivateFiles.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            return file.Length == 0 ? Make(file, wrapping) : Read(file, wrapping);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public SubjectKey Add(SubjectKey key)
    {
        var index = _slots.IndexOf(null) is >= 0 and var torn ? torn : _slots.Count;
        Write(index, Slot(key));
        if (index == _slots.Count)
        {
            _slots.Add(key);
        }
        else
        {
            _slots[index] = key;
        }

        return key;
    }

    // The file is one server's alone.

    /// <inheritdoc/>
    public SubjectKey? Find(Guid id) => null;

    /// <inheritdoc/>
    public SubjectKey? FindOf(byte[] subject) => null;

    /// <inheritdoc/>
    public void Erase(SubjectKey key) => Write(_slots.IndexOf(key), Slot(new SubjectKey(key.Id, key.Tenant, key.Subject, key: null)));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static KeyFile Make(FileStream file, KeyWrapping wrapping)
    {
        var made = new KeyFile(file, wrapping, RandomNumberGenerator.GetBytes(KeyEncryptionKey.Size));
        made.WriteHeader();
        PrivateFiles.FlushFolder(Path.GetDirectoryName(file.Name)!);
        return made;
    }

    private static KeyFile Read(FileStream file, KeyWrapping wrapping)
    {
        var content = new byte[file.Length];
        RandomAccess.Read(file.SafeFileHandle, content, 0);
        if (content.Length < SlotSize || !content.AsSpan().StartsWith(Magic))
        {
            throw new ProtectionException($"{file.Name} is no key store of this server. Restore it from its backup.");
        }

        var (indexKey, isOld) = wrapping.Unwrap([], content.AsSpan(Magic.Length, KeyWrapping.Size), Magic) ?? throw new ProtectionException(
            $"No key encryption key fits {file.Name}: the keys of personal data are wrapped with another one. Restore the right file, or set Troupe:Protection:KeyFile to where it is.");
        var read = new KeyFile(file, wrapping, indexKey);
        for (var (at, index) = (SlotSize, 0); at + SlotSize <= content.Length; at += SlotSize, index++)
        {
            read.ReadSlot(index, content.AsSpan(at, SlotSize));
        }

        // Last: until then the older key encryption key must be in its file.
        if (isOld)
        {
            read.WriteHeader();
        }

        return read;
    }

    private void ReadSlot(int index, ReadOnlySpan<byte> slot)
    {
        if (!CryptographicOperations.FixedTimeEquals(Mac(slot[..^MacSize]), slot[^MacSize..]))
        {
            _slots.Add(null);
            return;
        }

        var (id, tenant, subject) = (new Guid(slot[8..24], bigEndian: true), slot[24..56].ToArray(), slot[56..88].ToArray());
        if (slot[0] == Erased)
        {
            _slots.Add(new SubjectKey(id, tenant, subject, key: null));
            return;
        }

        var (key, isOld) = _wrapping.Unwrap(tenant, slot.Slice(WrappedAt, KeyWrapping.Size), slot[..WrappedAt])
            ?? throw new ProtectionException($"A key in {_file.Name} is wrapped with a key encryption key that is not there. Restore the file of that one, with all of its lines.");
        _slots.Add(new SubjectKey(id, tenant, subject, key));
        if (isOld)
        {
            Write(index, Slot(_slots[index]!));
        }
    }

    private void WriteHeader()
    {
        var header = new byte[SlotSize];
        Magic.CopyTo(header);
        _wrapping.Wrap([], IndexKey, header.AsSpan(Magic.Length, KeyWrapping.Size), Magic);
        Write(-1, header);
    }

    private void Write(int index, byte[] slot)
    {
        RandomAccess.Write(_file.SafeFileHandle, slot, (index + 1L) * SlotSize);
        RandomAccess.FlushToDisk(_file.SafeFileHandle);
    }

    private byte[] Slot(SubjectKey key)
    {
        var slot = new byte[SlotSize];
        slot[0] = key.IsErased ? Erased : Live;
        key.Id.TryWriteBytes(slot.AsSpan(8), bigEndian: true, out _);
        key.Tenant.CopyTo(slot, 24);
        key.Subject.CopyTo(slot, 56);
        if (!key.IsErased)
        {
            _wrapping.Wrap(key.Tenant, key.Key, slot.AsSpan(WrappedAt, KeyWrapping.Size), slot.AsSpan(0, WrappedAt));
        }

        Mac(slot.AsSpan(..^MacSize)).CopyTo(slot.AsSpan(^MacSize..));
        return slot;
    }

    private Span<byte> Mac(ReadOnlySpan<byte> slot) => HMACSHA256.HashData(IndexKey, slot).AsSpan(0, MacSize);
}
