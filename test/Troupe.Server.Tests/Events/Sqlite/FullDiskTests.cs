using System.Diagnostics;
using Troupe.Engines.Native;
using Troupe.Server.Events;
using Troupe.Server.Events.Sqlite;

namespace Troupe.Server.Tests.Events.Sqlite;

/// <summary>A log on a file system of 2 MB, which is full soon.</summary>
[Trait("Category", "process")]
public sealed class FullDiskTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public FullDiskTests()
    {
        SqliteLibrary.Find().ShouldNotBeNull();
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", _folder.Path), "A small file system can only be mounted by root.");
    }

    public void Dispose()
    {
        Run("umount", "--lazy", _folder.Path);
        _folder.Dispose();
    }

    [Fact]
    public async Task A_full_disk_makes_it_read_only_until_there_is_space()
    {
        var ballast = new byte[768 * 1024];
        await File.WriteAllBytesAsync(_folder["ballast"], ballast, Token);
        await using var store = SqliteEventStore.Open(_folder["log"], TimeProvider.System);
        var stream = new StreamId(TenantId.Local, "presenter", "a");
        var durable = 0L;
        var last = Fact();
        var refused = await Should.ThrowAsync<EventStoreException>(async () =>
        {
            while (true)
            {
                last = Fact();
                durable = await AppendAsync(store, stream, durable, last);
            }
        });
        refused.Code.ShouldBe("storage_read_only");
        durable.ShouldBeGreaterThan(10);

        (await Should.ThrowAsync<EventStoreException>(async () => await AppendAsync(store, stream, durable, Fact()))).Code.ShouldBe("storage_read_only");
        (await CountAsync(store, stream)).ShouldBe(durable);

        // What was refused is not known as if it were there.
        File.Delete(_folder["ballast"]);
        (await AppendAsync(store, stream, durable, last)).ShouldBe(durable + 1);
        (await CountAsync(store, stream)).ShouldBe(durable + 1);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static NewEvent Fact() => new(Guid.CreateVersion7(), "test.said", new byte[8000]);

    private static async Task<long> AppendAsync(SqliteEventStore store, StreamId stream, long expected, NewEvent fact) =>
        (await store.AppendAsync([new StreamWrite(stream, expected, [fact])], Token))
            .ShouldBeOfType<AppendOutcome.Appended>().Versions[0];

    private static async Task<long> CountAsync(SqliteEventStore store, StreamId stream)
    {
        var count = 0L;
        await foreach (var envelope in store.ReadStreamAsync(stream, 0, Token))
        {
            envelope.Version.ShouldBe(++count);
        }

        return count;
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
