using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Troupe.Engines.Native;
using Troupe.Server.Events;
using Troupe.Server.Events.Sqlite;

namespace Troupe.Server.Tests.Events.Sqlite;

/// <summary>What was acknowledged is there after a crash, and what is there is whole.</summary>
[Trait("Category", "process")]
public sealed class CrashTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Random _random = new(5);

    public CrashTests() => SqliteLibrary.Find().ShouldNotBeNull();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_server_killed_at_any_point_loses_no_acknowledged_fact()
    {
        var acknowledged = new long[WritingChild.Writers];
        for (var round = 0; round < 12; round++)
        {
            var heard = await WritingChild.RunAsync(_folder["log"], _random.Next(60));
            acknowledged = [.. acknowledged.Zip(heard, Math.Max)];
            await CheckAsync(acknowledged);
        }

        acknowledged.Sum().ShouldBeGreaterThan(60);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_damaged_end_of_the_write_ahead_log_leaves_the_facts_before_it(bool truncated)
    {
        // Where the log ended when each fact was acknowledged.
        var ends = new List<long>();
        await using (var store = SqliteEventStore.Open(_folder["log"], TimeProvider.System))
        {
            for (var number = 0; number < 60; number++)
            {
                await store.AppendAsync([new StreamWrite(WritingChild.StreamOf(0), number, [Fact(number + 1)])], Token);
                ends.Add(new FileInfo(_folder["log/events.db-wal"]).Length);
            }

            File.Copy(_folder["log/events.db"], _folder["kept.db"]);
            File.Copy(_folder["log/events.db-wal"], _folder["kept.wal"]);
        }

        var whole = await File.ReadAllBytesAsync(_folder["kept.wal"], Token);
        for (var round = 0; round < 40; round++)
        {
            // The first page of the log holds its salt; what lies behind is facts.
            var at = _random.Next(32, whole.Length);
            Directory.CreateDirectory(_folder[$"copy{round}"]);
            File.Copy(_folder["kept.db"], _folder[$"copy{round}/events.db"]);
            await File.WriteAllBytesAsync(_folder[$"copy{round}/events.db-wal"], truncated ? whole[..at] : Flipped(whole, at), Token);
            await using var store = SqliteEventStore.Open(_folder[$"copy{round}"], TimeProvider.System);
            var read = await TextsAsync(store, 0);
            read.ShouldBe(Enumerable.Range(1, read.Count).Select(version => WritingChild.TextOf(0, version)), $"at {at}");
            read.Count.ShouldBe(ends.Count(end => end <= at), $"at {at}");
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static NewEvent Fact(long version) => new(Guid.CreateVersion7(), "test.said", Encoding.UTF8.GetBytes(WritingChild.TextOf(0, version)));

    private static byte[] Flipped(byte[] whole, int at)
    {
        var copy = whole.ToArray();
        copy[at] ^= 0x40;
        return copy;
    }

    private async Task CheckAsync(long[] acknowledged)
    {
        await using (var store = SqliteEventStore.Open(_folder["log"], TimeProvider.System))
        {
            var total = 0;
            for (var writer = 0; writer < WritingChild.Writers; writer++)
            {
                var read = await TextsAsync(store, writer);
                read.Count.ShouldBeGreaterThanOrEqualTo((int)acknowledged[writer]);
                read.ShouldBe(Enumerable.Range(1, read.Count).Select(version => WritingChild.TextOf(writer, version)));
                total += read.Count;
            }

            (await store.HeadAsync(Token)).ShouldBe(total);
        }

        using var connection = new SqliteConnection(string.Create(CultureInfo.InvariantCulture, $"Data Source={_folder["log/events.db"]};Pooling=False"));
        connection.Open();
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        check.ExecuteScalar().ShouldBe("ok");
    }

    private static async Task<List<string>> TextsAsync(SqliteEventStore store, int writer)
    {
        var texts = new List<string>();
        await foreach (var envelope in store.ReadStreamAsync(WritingChild.StreamOf(writer), 0, Token))
        {
            texts.Add(Encoding.UTF8.GetString(envelope.Data.Span));
        }

        return texts;
    }
}
