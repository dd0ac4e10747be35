using Microsoft.Data.Sqlite;
using Troupe.Engines.Native;
using Troupe.Server.Events;
using Troupe.Server.Events.Sqlite;

namespace Troupe.Server.Tests.Events.Sqlite;

[Trait("Category", "fast")]
public sealed class SqliteEventStoreTests : EventStoreConformance, IDisposable
{
    private readonly TempFolder _folder = new();

    public SqliteEventStoreTests() => SqliteLibrary.Find().ShouldNotBeNull();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Facts_snapshots_and_positions_are_there_after_a_restart()
    {
        AppendOutcome first;
        await using (var store = await OpenAsync())
        {
            first = await AppendAsync(store, "a", 0, "one", "two");
            await store.SaveSnapshotAsync(Stream("a"), new StreamSnapshot(2, "v1", "{}"u8.ToArray()), Token);
        }

        await using var again = await OpenAsync();
        (await again.HeadAsync(Token)).ShouldBe(((AppendOutcome.Appended)first).Position);
        (await ReadAsync(again.ReadStreamAsync(Stream("a"), 0, Token))).Select(Text).ShouldBe(["one", "two"]);
        (await again.FindSnapshotAsync(Stream("a"), Token))!.Version.ShouldBe(2);
        (await AppendAsync(again, "a", 0, "late")).ShouldBe(new AppendOutcome.Conflicted(Stream("a"), 0, 2));
        (await AppendAsync(again, "a", 2, "three")).ShouldBeOfType<AppendOutcome.Appended>().Position.ShouldBe(3);
    }

    [Fact]
    public async Task What_follows_live_is_what_is_read_back()
    {
        await using var store = await OpenAsync();
        await AppendAsync(store, "a", 0, "one");
        await using var live = store.SubscribeAsync(new EventFilter(), 1, Token).GetAsyncEnumerator(Token);
        var next = live.MoveNextAsync();
        await AppendAsync(store, "a", 1, "two");
        (await next).ShouldBeTrue();
        var stored = (await ReadAsync(store.ReadAsync(new EventFilter(), 1, Token))).ShouldHaveSingleItem();
        live.Current.Data.ToArray().ShouldBe(stored.Data.ToArray());
        (live.Current with { Data = default }).ShouldBe(stored with { Data = default });
    }

    [Fact]
    public async Task More_facts_than_a_page_are_read_in_order()
    {
        await using var store = await OpenAsync();
        for (var append = 0; append < 5; append++)
        {
            await store.AppendAsync([Write("a", StreamWrite.AnyVersion, [.. Enumerable.Range(append * 1000, 1000).Select(number => $"{number}")])], Token);
        }

        (await ReadAsync(store.ReadAsync(new EventFilter(), 0, Token))).Select(Text).ShouldBe(Enumerable.Range(0, 5000).Select(number => $"{number}"));
        (await ReadAsync(store.ReadStreamAsync(Stream("a"), 4990, Token))).Count.ShouldBe(10);
        (await ReadAsync(store.ReadAsync(EventFilter.Of(Stream("a")), 2500, Token))).Count.ShouldBe(2500);
        (await ReadAsync(store.ReadAsync(new EventFilter(Kind: "asset"), 0, Token))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_appends_alone_waits_for_no_other_thread()
    {
        await using var store = await OpenAsync();
        for (var version = 0; version < 20; version++)
        {
            AppendAsync(store, "a", version, "said").IsCompletedSuccessfully.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Facts_are_known_by_their_ids_however_many_came_after_them()
    {
        StreamWrite[] first = [Write("a", StreamWrite.AnyVersion, "first")], last = [Write("b", StreamWrite.AnyVersion, "last")];
        await using (var store = await OpenAsync())
        {
            await store.AppendAsync(first, Token);
            for (var append = 0; append < 30; append++)
            {
                await store.AppendAsync([Write("a", StreamWrite.AnyVersion, [.. Enumerable.Range(0, 20).Select(number => $"{append}.{number}")])], Token);
            }

            await store.AppendAsync(last, Token);
            await CheckAsync(store);
        }

        await using var again = await OpenAsync();
        await CheckAsync(again);

        async Task CheckAsync(IEventStore store)
        {
            (await store.AppendAsync(first, Token)).ShouldBeOfType<AppendOutcome.Appended>().ShouldSatisfyAllConditions(outcome => outcome.Repeated.ShouldBeTrue(), outcome => outcome.Position.ShouldBe(1));
            (await store.AppendAsync(last, Token)).ShouldBeOfType<AppendOutcome.Appended>().ShouldSatisfyAllConditions(outcome => outcome.Repeated.ShouldBeTrue(), outcome => outcome.Position.ShouldBe(602));
        }
    }

    [Fact]
    public async Task The_facts_of_a_tenant_are_found_wherever_they_lie_among_those_of_others()
    {
        await using var store = await OpenAsync();
        var random = new Random(3);
        var rival = new TenantId("rival");
        for (var number = 0; number < 400; number++)
        {
            await store.AppendAsync([random.Next(20) == 0 ? new StreamWrite(new StreamId(rival, "presenter", "r"), StreamWrite.AnyVersion, [Said($"{number}")]) : Write("a", StreamWrite.AnyVersion, $"{number}")], Token);
        }

        await CheckTenantAsync(store, rival);
    }

    [Fact]
    public async Task A_log_of_the_first_tables_goes_on()
    {
        StreamWrite[] old = [Write("a", StreamWrite.AnyVersion, "old"), new StreamWrite(new StreamId(new TenantId("rival"), "presenter", "r"), 0, [Said("theirs")])];
        await using (var store = await OpenAsync())
        {
            await store.AppendAsync([Write("b", 0, [.. Enumerable.Range(0, 100).Select(number => $"{number}")])], Token);
            await store.AppendAsync(old, Token);
        }

        using (var connection = new SqliteConnection($"Data Source={_folder["log/events.db"]};Pooling=False"))
        {
            connection.Open();
            SqliteSchema.Execute(connection, "DROP TABLE event_id; DROP TABLE id_reach; DROP TABLE tenant_span; CREATE INDEX event_by_id ON event (id); CREATE INDEX event_of_tenant ON event (tenant); PRAGMA user_version = 1");
        }

        await using var again = await OpenAsync();
        (await again.AppendAsync(old, Token)).ShouldBeOfType<AppendOutcome.Appended>().Repeated.ShouldBeTrue();
        (await AppendAsync(again, "a", 1, "new")).ShouldBeOfType<AppendOutcome.Appended>().Position.ShouldBe(103);
        await CheckTenantAsync(again, new TenantId("rival"));
    }

    [Fact]
    public async Task A_folder_has_one_server_and_files_for_it_alone()
    {
        await using var store = await OpenAsync();
        var refused = await Should.ThrowAsync<EventStoreException>(OpenAsync);
        (refused.Code, refused.Message.Contains("Another server", StringComparison.Ordinal)).ShouldBe(("storage_unavailable", true));
        await AppendAsync(store, "a", 0, "one");
        if (!OperatingSystem.IsWindows())
        {
            Directory.GetFiles(_folder["log"]).Select(File.GetUnixFileMode).Distinct().ShouldBe([UnixFileMode.UserRead | UnixFileMode.UserWrite]);
            File.GetUnixFileMode(_folder["log"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Theory]
    [InlineData("PRAGMA user_version = 99", "written by a newer release")]
    [InlineData("PRAGMA application_id = 7", "is no log of this server")]
    public async Task A_file_that_is_not_ours_is_refused(string change, string reason)
    {
        await using (await OpenAsync())
        {
        }

        using (var connection = new SqliteConnection($"Data Source={_folder["log/events.db"]};Pooling=False"))
        {
            connection.Open();
            SqliteSchema.Execute(connection, change);
        }

        (await Should.ThrowAsync<EventStoreException>(OpenAsync)).Message.ShouldContain(reason);
    }

    [Fact]
    public async Task A_file_that_is_no_data_base_is_refused()
    {
        Directory.CreateDirectory(_folder["log"]);
        await File.WriteAllTextAsync(_folder["log/events.db"], new string('x', 5000), Token);
        (await Should.ThrowAsync<EventStoreException>(OpenAsync)).Message.ShouldContain("damaged");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_refused_with_a_way_out()
    {
        await File.WriteAllTextAsync(_folder["log"], "", Token);
        (await Should.ThrowAsync<EventStoreException>(OpenAsync)).Message.ShouldContain("Troupe:Events:Folder");
    }

    [Fact]
    public async Task After_it_is_closed_nothing_is_taken()
    {
        var store = await OpenAsync();
        await store.DisposeAsync();
        (await Should.ThrowAsync<EventStoreException>(async () => await AppendAsync(store, "a", 0, "one"))).Code.ShouldBe("storage_unavailable");
    }

    // From every position, what a tenant is shown is what all facts hold of it.
    private static async Task CheckTenantAsync(IEventStore store, TenantId tenant)
    {
        var all = await ReadAsync(store.ReadAsync(new EventFilter(), 0, Token));
        all.ShouldContain(fact => fact.Stream.Tenant == tenant);
        for (var after = 0L; after <= all.Count; after++)
        {
            (await ReadAsync(store.ReadAsync(new EventFilter(tenant), after, Token))).Select(fact => fact.Position)
                .ShouldBe(all.Where(fact => fact.Stream.Tenant == tenant && fact.Position > after).Select(fact => fact.Position), $"after {after}");
        }
    }

    private protected override Task<IEventStore> OpenAsync() => Task.FromResult<IEventStore>(SqliteEventStore.Open(_folder["log"], TimeProvider.System));
}
