using System.Security.Cryptography;
using System.Text;

namespace Troupe.Server.Events.Protection;

/// <summary>The keys of persons: one for each person in each tenant, made when first needed. Thread-safe.</summary>
internal sealed class Keyring : IDisposable
{
    private readonly Lock _gate = new();
    private readonly KeyFile? _file;
    private readonly byte[] _indexKey;
    private readonly Dictionary<Guid, SubjectKey> _keys = [];
    private readonly Dictionary<string, SubjectKey> _subjects = new(StringComparer.Ordinal);

    private Keyring(KeyFile? file, byte[] indexKey, IEnumerable<SubjectKey> keys)
    {
        (_file, _indexKey) = (file, indexKey);
        foreach (var key in keys)
        {
            Take(key);
        }
    }

    /// <summary>Opens a key store.</summary>
    /// <param name="path">The file of the wrapped keys, made when it does not exist.</param>
    /// <param name="keyFile">The file of the key encryption key, made when both do not exist.</param>
    /// <exception cref="ProtectionException">The two do not fit, or one is missing or damaged.</exception>
    public static Keyring Open(string path, string keyFile)
    {
        (path, keyFile) = (Path.GetFullPath(path), Path.GetFullPath(keyFile));
        try
        {
            var file = KeyFile.Open(path, KeyEncryptionKey.Read(keyFile, make: new FileInfo(path) is not { Exists: true, Length: > 0 }));
            return new Keyring(file, file.IndexKey, file.Keys);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ProtectionException($"The key store {path} cannot be used, or another server uses it: {failure.Message}", failure);
        }
    }

    /// <summary>Keys that are gone with the process, as the log in memory is.</summary>
    public static Keyring InMemory() => new(file: null, RandomNumberGenerator.GetBytes(KeyEncryptionKey.Size), []);

    /// <summary>The name under which a person stands in the journal of erasures: it tells nothing without the key store.</summary>
    public string PseudonymOf(TenantId tenant, string subject) => Convert.ToHexStringLower(Tag($"subject\n{tenant}\n{subject}"));

    /// <summary>Seals a value with the key that it had, or else with the person's.</summary>
    /// <param name="tenant">Whose stream it is for.</param>
    /// <param name="subject">The person; null for a value that had a key.</param>
    /// <param name="origin">The key that it had.</param>
    /// <param name="clear">The value.</param>
    /// <param name="place">Where it is to stand, by the key that is used.</param>
    /// <returns>The key, and the sealed value; null when the person was erased: then nothing may be kept.</returns>
    public (Guid Key, byte[]? Sealed) Seal(TenantId tenant, string? subject, Guid? origin, byte[] clear, Func<Guid, byte[]> place)
    {
        // A new key is flushed inside the gate: once in a person's life.
        lock (_gate)
        {
            var key = origin is { } id ? Find(tenant, id) : KeyOf(tenant, subject ?? throw new ArgumentNullException(nameof(subject)));
            return (key.Id, key.Seal(clear, place(key.Id)));
        }
    }

    /// <summary>Opens a sealed value; null when its person was erased.</summary>
    /// <exception cref="ProtectionException">It was sealed for another place or changed, or its key is not here.</exception>
    public byte[]? Open(TenantId tenant, Guid key, byte[] data, byte[] place)
    {
        lock (_gate)
        {
            try
            {
                return Find(tenant, key).Open(data, place);
            }
            catch (CryptographicException failure)
            {
                throw new ProtectionException("A sealed value does not belong where it stands, or was changed: the log is damaged. Restore it from a backup.", failure);
            }
        }
    }

    /// <summary>Erases a person's key, for good: nothing of theirs can be read, and nothing be kept under the same id again. Durable when it returns.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="pseudonym">What <see cref="PseudonymOf"/> says.</param>
    public void Erase(TenantId tenant, string pseudonym)
    {
        lock (_gate)
        {
            if (!_subjects.TryGetValue(pseudonym, out var key))
            {
                // Who was never here must not come back either, as with values that are on their way.
                key = new SubjectKey(Guid.NewGuid(), Tag($"tenant\n{tenant}"), Convert.FromHexString(pseudonym), key: null);
                _file?.Add(key);
                Take(key);
            }
            else if (!key.IsErased)
            {
                key.Erase();
                _file?.Erase(key);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
        }
    }

    private SubjectKey KeyOf(TenantId tenant, string subject)
    {
        var pseudonym = PseudonymOf(tenant, subject);
        if (!_subjects.TryGetValue(pseudonym, out var key))
        {
            key = new SubjectKey(Guid.NewGuid(), Tag($"tenant\n{tenant}"), Convert.FromHexString(pseudonym), RandomNumberGenerator.GetBytes(KeyEncryptionKey.Size));
            _file?.Add(key);
            Take(key);
        }

        return key;
    }

    private SubjectKey Find(TenantId tenant, Guid id) =>
        _keys.TryGetValue(id, out var key) && key.Tenant.AsSpan().SequenceEqual(Tag($"tenant\n{tenant}"))
            ? key
            : throw new ProtectionException($"The key {id:N} of a sealed value is not in the key store of {tenant}: the key store does not fit the log. Restore it from its backup.");

    private void Take(SubjectKey key) => (_keys[key.Id], _subjects[Convert.ToHexStringLower(key.Subject)]) = (key, key);

    private byte[] Tag(string text) => HMACSHA256.HashData(_indexKey, Encoding.UTF8.GetBytes(text));
}
