using System.Security.Cryptography;
using System.Text;

namespace Troupe.Server.Events.Protection;

/// <summary>The keys of persons: one for each person in each tenant, made when first needed. Thread-safe.</summary>
internal sealed class Keyring : IDisposable
{
    // Storing waits for a disk or a data base, once in a person's life; keys that are known are used meanwhile.
    private readonly Lock _storing = new();
    private readonly Lock _gate = new();
    private readonly IKeyStore? _store;
    private readonly byte[] _indexKey;
    private readonly Dictionary<Guid, SubjectKey> _keys = [];
    private readonly Dictionary<string, SubjectKey> _subjects = new(StringComparer.Ordinal);

    private Keyring(IKeyStore? store, byte[] indexKey, IEnumerable<SubjectKey> keys)
    {
        (_store, _indexKey) = (store, indexKey);
        foreach (var key in keys)
        {
            Take(key);
        }
    }

    /// <summary>Tells key stores apart; null for keys in memory.</summary>
    public string? Fingerprint => _store is null ? null : Convert.ToHexStringLower(Tag("fingerprint"))[..16];

    /// <summary>Opens a key store that is a file.</summary>
    /// <param name="path">The file of the wrapped keys, made when it does not exist.</param>
    /// <param name="keyFile">The file of the key encryption key, made when both do not exist.</param>
    /// <exception cref="ProtectionException">The two do not fit, or one is missing or damaged.</exception>
    public static Keyring Open(string path, string keyFile)
    {
        (path, keyFile) = (Path.GetFullPath(path), Path.GetFullPath(keyFile));
        try
        {
            return Of(KeyFile.Open(path, new KeyWrapping(KeyEncryptionKey.Read(keyFile, make: new FileInfo(path) is not { Exists: true, Length: > 0 }))));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ProtectionException($"The key store {path} cannot be used, or another server uses it: {failure.Message}", failure);
        }
    }

    /// <summary>The keys of a store, which is closed with them.</summary>
    public static Keyring Of(IKeyStore store) => new(store, store.IndexKey, store.Keys);

    /// <summary>Keys that are gone with the process, as the log in memory is.</summary>
    public static Keyring InMemory() => new(store: null, RandomNumberGenerator.GetBytes(KeyEncryptionKey.Size), []);

    /// <summary>The name under which a person stands in facts and in the journal of erasures: it tells nothing without the key store.</summary>
    public string PseudonymOf(TenantId tenant, string subject) => Convert.ToHexStringLower(Tag($"subject\n{tenant}\n{subject}"));

    /// <summary>Names the key of a person; null when they have none.</summary>
    /// <param name="pseudonym">What <see cref="PseudonymOf"/> says.</param>
    public Guid? KeyIdOf(string pseudonym) => FindOf(pseudonym)?.Id;

    /// <summary>Whether a person was erased.</summary>
    /// <param name="pseudonym">What <see cref="PseudonymOf"/> says.</param>
    public bool IsErased(string pseudonym) => FindOf(pseudonym) is { IsErased: true };

    /// <summary>Seals a value with the key that it had, or else with the person's.</summary>
    /// <param name="tenant">Whose stream it is for.</param>
    /// <param name="subject">The person; null for a value that had a key.</param>
    /// <param name="origin">The key that it had.</param>
    /// <param name="clear">The value.</param>
    /// <param name="place">Where it is to stand, by the key that is used.</param>
    /// <returns>The key, and the sealed value; null when the person was erased: then nothing may be kept.</returns>
    public (Guid Key, byte[]? Sealed) Seal(TenantId tenant, string? subject, Guid? origin, byte[] clear, Func<Guid, byte[]> place)
    {
        var key = origin is { } id ? Find(tenant, id) : KeyOf(tenant, subject ?? throw new ArgumentNullException(nameof(subject)));
        var bound = place(key.Id);
        lock (_gate)
        {
            return (key.Id, key.Seal(clear, bound));
        }
    }

    /// <summary>Opens a sealed value; null when its person was erased.</summary>
    /// <exception cref="ProtectionException">It was sealed for another place or changed, or its key is not here.</exception>
    public byte[]? Open(TenantId tenant, Guid key, byte[] data, byte[] place)
    {
        var found = Find(tenant, key);
        try
        {
            lock (_gate)
            {
                return found.Open(data, place);
            }
        }
        catch (CryptographicException failure)
        {
            throw new ProtectionException("A sealed value does not belong where it stands, or was changed: the log is damaged. Restore it from a backup.", failure);
        }
    }

    /// <summary>Erases a person's key, for good: nothing of theirs can be read, and nothing be kept under the same id again. Durable when it returns.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="pseudonym">What <see cref="PseudonymOf"/> says.</param>
    /// <exception cref="EventStoreException">The key store cannot be reached; nothing is erased.</exception>
    public void Erase(TenantId tenant, string pseudonym)
    {
        // Who was never here must not come back either, as with values that are on their way.
        var key = FindOf(pseudonym) ?? Add(new SubjectKey(Guid.NewGuid(), Tag($"tenant\n{tenant}"), Convert.FromHexString(pseudonym), key: null));
        if (key.IsErased)
        {
            return;
        }

        lock (_storing)
        {
            _store?.Erase(key);
        }

        lock (_gate)
        {
            key.Erase();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_storing)
        {
            _store?.Dispose();
        }
    }

    private SubjectKey KeyOf(TenantId tenant, string subject)
    {
        var pseudonym = PseudonymOf(tenant, subject);
        lock (_gate)
        {
            if (_subjects.TryGetValue(pseudonym, out var key))
            {
                return key;
            }
        }

        return Add(new SubjectKey(Guid.NewGuid(), Tag($"tenant\n{tenant}"), Convert.FromHexString(pseudonym), RandomNumberGenerator.GetBytes(KeyEncryptionKey.Size)));
    }

    // Whoever is first has the key.
    private SubjectKey Add(SubjectKey made)
    {
        lock (_storing)
        {
            lock (_gate)
            {
                if (_subjects.TryGetValue(Convert.ToHexStringLower(made.Subject), out var known))
                {
                    return known;
                }
            }

            return Take(_store?.Add(made) ?? made);
        }
    }

    private SubjectKey? FindOf(string pseudonym)
    {
        lock (_gate)
        {
            if (_subjects.TryGetValue(pseudonym, out var key))
            {
                return key;
            }
        }

        lock (_storing)
        {
            return _store?.FindOf(Convert.FromHexString(pseudonym)) is { } found ? Take(found) : null;
        }
    }

    private SubjectKey Find(TenantId tenant, Guid id)
    {
        SubjectKey? key;
        lock (_gate)
        {
            _keys.TryGetValue(id, out key);
        }

        if (key is null)
        {
            lock (_storing)
            {
                key = _store?.Find(id) is { } found ? Take(found) : null;
            }
        }

        return key is not null && key.Tenant.AsSpan().SequenceEqual(Tag($"tenant\n{tenant}"))
            ? key
            : throw new ProtectionException($"The key {id:N} of a sealed value is not in the key store of {tenant}: the key store does not fit the log. Restore it from its backup.");
    }

    // The one that is known stays: others may use it.
    private SubjectKey Take(SubjectKey key)
    {
        lock (_gate)
        {
            return _keys.TryAdd(key.Id, key) ? _subjects[Convert.ToHexStringLower(key.Subject)] = key : _keys[key.Id];
        }
    }

    private byte[] Tag(string text) => HMACSHA256.HashData(_indexKey, Encoding.UTF8.GetBytes(text));
}
