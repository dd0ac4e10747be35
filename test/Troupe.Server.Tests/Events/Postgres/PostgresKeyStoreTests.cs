using Npgsql;
using Troupe.Server.Events;
using Troupe.Server.Events.Postgres;
using Troupe.Server.Events.Protection;
using Troupe.Server.Tests.Events.Protection;

namespace Troupe.Server.Tests.Events.Postgres;

[Trait("Category", "process")]
[Collection(PostgresCollection.Name)]
public sealed class PostgresKeyStoreTests(PostgresCluster cluster) : KeyStoreConformance
{
    private static readonly TenantId Tenant = new("acme");
    private static readonly byte[] Value = "a value"u8.ToArray();
    private static readonly byte[] Place = "a place"u8.ToArray();

    private string? _connection;

    [Fact]
    public async Task Servers_meet_each_others_keys_and_tombstones()
    {
        using var here = await OpenAsync();
        using var there = await OpenAsync();
        var (key, data) = here.Seal(Tenant, "one", origin: null, Value, _ => Place);
        there.Open(Tenant, key, data!, Place).ShouldBe(Value);
        there.Seal(Tenant, "two", origin: null, Value, _ => Place).Key.ShouldBe(here.Seal(Tenant, "two", origin: null, Value, _ => Place).Key);
        here.Erase(Tenant, here.PseudonymOf(Tenant, "three"));
        there.IsErased(there.PseudonymOf(Tenant, "three")).ShouldBeTrue();
        there.Seal(Tenant, "three", origin: null, Value, _ => Place).Sealed.ShouldBeNull();
    }

    [Fact]
    public async Task Servers_that_meet_a_person_at_once_agree_on_the_key()
    {
        using var here = await OpenAsync();
        using var there = await OpenAsync();
        var keys = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(() =>
            (number / 2, (number % 2 == 0 ? here : there).Seal(Tenant, $"person {number / 2}", origin: null, Value, _ => Place).Key))));
        keys.Distinct().Count().ShouldBe(20);
    }

    [Fact]
    public async Task The_keys_of_a_server_that_was_alone_are_taken_over()
    {
        (Guid Key, byte[]? Data) one, two;
        string? fingerprint;
        using (var alone = Keyring.Open(Folder["keys/subjects"], Kek))
        {
            (one, two, fingerprint) = (alone.Seal(Tenant, "one", origin: null, Value, _ => Place), alone.Seal(Tenant, "two", origin: null, Value, _ => Place), alone.Fingerprint);
            alone.Erase(Tenant, alone.PseudonymOf(Tenant, "two"));
        }

        using (var shared = await OpenAsync())
        {
            shared.Fingerprint.ShouldBe(fingerprint);
            shared.Open(Tenant, one.Key, one.Data!, Place).ShouldBe(Value);
            shared.Open(Tenant, two.Key, two.Data!, Place).ShouldBeNull();
        }

        // The file is not looked at again.
        File.Delete(Folder["keys/subjects"]);
        using var again = await OpenAsync();
        again.Open(Tenant, one.Key, one.Data!, Place).ShouldBe(Value);
    }

    [Fact]
    public async Task A_row_that_was_given_to_another_person_is_refused()
    {
        (Guid Key, byte[]? Data) one;
        using (var keyring = await OpenAsync())
        {
            one = keyring.Seal(Tenant, "one", origin: null, Value, _ => Place);
            keyring.Seal(Tenant, "two", origin: null, Value, _ => Place);
        }

        await using var source = NpgsqlDataSource.Create(_connection!);
        await using var swap = source.CreateCommand($"UPDATE troupe_keys.subject SET wrapped = (SELECT wrapped FROM troupe_keys.subject WHERE id = '{one.Key}') WHERE id <> '{one.Key}'");
        await swap.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        (await Should.ThrowAsync<ProtectionException>(OpenAsync)).Message.ShouldContain("was changed");
    }

    [Fact]
    public async Task A_data_base_that_is_gone_takes_no_new_person_and_known_ones_go_on()
    {
        using var keyring = await OpenAsync();
        var (key, data) = keyring.Seal(Tenant, "one", origin: null, Value, _ => Place);
        await cluster.StopAsync();
        try
        {
            Should.Throw<EventStoreException>(() => keyring.Seal(Tenant, "two", origin: null, Value, _ => Place)).Code.ShouldBe("storage_unavailable");
            Should.Throw<EventStoreException>(() => keyring.Erase(Tenant, keyring.PseudonymOf(Tenant, "one")));
            keyring.Open(Tenant, key, data!, Place).ShouldBe(Value);
        }
        finally
        {
            await cluster.StartAsync();
        }

        keyring.Erase(Tenant, keyring.PseudonymOf(Tenant, "one"));
        keyring.Open(Tenant, key, data!, Place).ShouldBeNull();
    }

    private protected override async Task<Keyring> OpenAsync() => Keyring.Of(PostgresKeyStore.Open(_connection ??= await cluster.CreateAsync(), Kek, Folder["keys/subjects"]));
}
