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

    private protected override Task<IEventStore> OpenAsync() => Task.FromResult<IEventStore>(SqliteEventStore.Open(_folder["log"], TimeProvider.System));
}
