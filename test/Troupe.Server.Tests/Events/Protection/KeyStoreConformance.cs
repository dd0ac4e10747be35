using System.Text;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Tests.Events.Protection;

/// <summary>What every key store must do.</summary>
public abstract class KeyStoreConformance : IDisposable
{
    private static readonly TenantId Tenant = new("acme");
    private static readonly byte[] Value = "a value"u8.ToArray();
    private static readonly byte[] Place = "a place"u8.ToArray();

    /// <summary>The file of the key encryption key.</summary>
    private protected string Kek => Folder["keys/kek"];

    /// <summary>A folder of the test's own.</summary>
    private protected TempFolder Folder { get; } = new();

    /// <summary>Opens the store, the same each time.</summary>
    private protected abstract Task<Keyring> OpenAsync();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Keys_pseudonyms_and_fingerprint_are_the_same_after_a_restart()
    {
        (Guid Key, byte[]? Data) sealedValue;
        (string, string?) names;
        using (var keyring = await OpenAsync())
        {
            sealedValue = keyring.Seal(Tenant, "one", origin: null, Value, _ => Place);
            names = (keyring.PseudonymOf(Tenant, "one"), keyring.Fingerprint);
        }

        using var again = await OpenAsync();
        Text(again.Open(Tenant, sealedValue.Key, sealedValue.Data!, Place)).ShouldBe("a value");
        (again.PseudonymOf(Tenant, "one"), again.Fingerprint).ShouldBe(names);
        again.KeyIdOf(again.PseudonymOf(Tenant, "one")).ShouldBe(sealedValue.Key);
        again.Seal(Tenant, "one", origin: null, Value, _ => Place).Key.ShouldBe(sealedValue.Key);
    }

    [Fact]
    public async Task An_erased_key_stays_erased_and_the_others_stay()
    {
        (Guid Key, byte[]? Data) erased, kept;
        using (var keyring = await OpenAsync())
        {
            (erased, kept) = (keyring.Seal(Tenant, "one", origin: null, Value, _ => Place), keyring.Seal(Tenant, "two", origin: null, Value, _ => Place));
            keyring.Erase(Tenant, keyring.PseudonymOf(Tenant, "one"));
            keyring.Erase(Tenant, keyring.PseudonymOf(Tenant, "one"));
            keyring.Erase(Tenant, keyring.PseudonymOf(Tenant, "never here"));
        }

        using var again = await OpenAsync();
        again.Open(Tenant, erased.Key, erased.Data!, Place).ShouldBeNull();
        again.Seal(Tenant, "one", origin: null, Value, _ => Place).ShouldBe((erased.Key, null));
        again.Seal(Tenant, "never here", origin: null, Value, _ => Place).Sealed.ShouldBeNull();
        Text(again.Open(Tenant, kept.Key, kept.Data!, Place)).ShouldBe("a value");
    }

    [Fact]
    public async Task A_key_is_good_in_its_tenant_alone()
    {
        using var keyring = await OpenAsync();
        var (key, data) = keyring.Seal(Tenant, "one", origin: null, Value, _ => Place);
        Should.Throw<ProtectionException>(() => keyring.Open(new TenantId("rival"), key, data!, Place));
        keyring.PseudonymOf(new TenantId("rival"), "one").ShouldNotBe(keyring.PseudonymOf(Tenant, "one"));
    }

    [Fact]
    public async Task The_wrong_key_encryption_key_is_refused()
    {
        (await OpenAsync()).Dispose();
        await File.WriteAllTextAsync(Kek, new string('a', 64) + "\n", TestContext.Current.CancellationToken);
        (await Should.ThrowAsync<ProtectionException>(OpenAsync)).Message.ShouldContain("No key encryption key");
    }

    [Fact]
    public async Task A_missing_key_encryption_key_is_refused_and_not_made_anew()
    {
        (await OpenAsync()).Dispose();
        File.Delete(Kek);
        (await Should.ThrowAsync<ProtectionException>(OpenAsync)).Message.ShouldContain("is missing");
        File.Exists(Kek).ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_first_line_wraps_all_keys_anew_and_the_old_line_may_go()
    {
        (Guid Key, byte[]? Data) sealedValue;
        using (var keyring = await OpenAsync())
        {
            sealedValue = keyring.Seal(Tenant, "one", origin: null, Value, _ => Place);
        }

        var fresh = new string('b', 64);
        await File.WriteAllTextAsync(Kek, $"{fresh}\n{await File.ReadAllTextAsync(Kek, TestContext.Current.CancellationToken)}", TestContext.Current.CancellationToken);
        (await OpenAsync()).Dispose();
        await File.WriteAllTextAsync(Kek, fresh, TestContext.Current.CancellationToken);
        using var again = await OpenAsync();
        Text(again.Open(Tenant, sealedValue.Key, sealedValue.Data!, Place)).ShouldBe("a value");
    }

    private static string? Text(byte[]? clear) => clear is null ? null : Encoding.UTF8.GetString(clear);
}
