using Microsoft.Extensions.DependencyInjection;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;
using Troupe.Server.Sessions;

namespace Troupe.Server.Tests.Events;

/// <summary>The server with a log on the disk.</summary>
[Trait("Category", "process")]
public sealed class StoreStartTests : IDisposable
{
    private static readonly StreamId Stream = new(TenantId.Local, "presenter", "a");
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Facts_are_there_after_a_restart()
    {
        await using (var server = await TestServer.StartAsync(Settings))
        {
            var store = server.Services.GetRequiredService<IEventStore>();
            (await store.AppendAsync([new StreamWrite(Stream, 0, [new NewEvent(Guid.CreateVersion7(), "test.said", "1"u8.ToArray())])], Token)).ShouldBeOfType<AppendOutcome.Appended>();
        }

        await using var again = await TestServer.StartAsync(Settings);
        (await again.Services.GetRequiredService<IEventStore>().ReadStreamAsync(Stream, 0, Token).CountAsync(Token)).ShouldBe(1);
    }

    [Fact]
    public async Task A_person_who_was_erased_in_the_journal_alone_is_erased_at_the_start()
    {
        await using (var server = await TestServer.StartAsync(Settings))
        {
            var (keyring, streams) = (server.Services.GetRequiredService<Keyring>(), server.Services.GetRequiredService<EventStreams>());
            keyring.Seal(TenantId.Local, "one", origin: null, "a value"u8.ToArray(), _ => []).Sealed.ShouldNotBeNull();
            await server.StopAsync();
            var pseudonym = keyring.PseudonymOf(TenantId.Local, "one");
            await streams.Store.AppendAsync([streams.Write(new StreamId(TenantId.Local, DataSubject.Kind, pseudonym), 0, [new SubjectErased(pseudonym, TimeProvider.System.GetUtcNow())])], Token);
            foreach (var person in new[] { pseudonym, keyring.PseudonymOf(TenantId.Local, "another") })
            {
                var recording = new RecordingFile(TenantId.Local, Guid.NewGuid().ToString("n"), person, TimeProvider.System.GetUtcNow());
                var path = Path.Combine(_folder["recordings"], recording.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, "words", Token);
            }
        }

        await using var again = await TestServer.StartAsync([.. Settings, $"--Troupe:Journal:Folder={_folder["recordings"]}"]);
        RecordingFile.In(_folder["recordings"]).ShouldHaveSingleItem().Pseudonym.ShouldBe(again.Services.GetRequiredService<Keyring>().PseudonymOf(TenantId.Local, "another"));
        again.Services.GetRequiredService<Keyring>().Seal(TenantId.Local, "one", origin: null, "a value"u8.ToArray(), _ => []).Sealed.ShouldBeNull();
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_ends_with_a_reason()
    {
        await using var server = await TestServer.StartAsync(Settings);
        await using var second = ServerProcess.Start(8000, Settings);
        (await second.ExitAsync()).ShouldBe(1);
        second.Output.ShouldContain("Another server uses the log");
    }

    [Fact]
    public async Task A_server_whose_key_encryption_key_is_lost_ends_with_a_reason()
    {
        await using (await TestServer.StartAsync(Settings))
        {
        }

        File.Delete(_folder["keys/kek"]);
        await using var server = ServerProcess.Start(8000, Settings);
        (await server.ExitAsync()).ShouldBe(1);
        server.Output.ShouldContain("The key encryption key");
    }

    [Fact]
    public async Task A_server_whose_key_store_is_not_the_logs_ends_with_a_reason_and_a_way_out()
    {
        await using (await TestServer.StartAsync(Settings))
        {
        }

        await using var server = ServerProcess.Start(8000, [.. Settings[..2], $"--Troupe:Protection:Folder={_folder["others"]}", $"--Troupe:Protection:KeyFile={_folder["others/kek"]}"]);
        (await server.ExitAsync()).ShouldBe(1);
        server.Output.ShouldContain("sealed with the keys of another key store");
        server.Output.ShouldContain("Troupe:Protection:Connection");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string[] Settings =>
        ["--Troupe:Events:Store=Sqlite", $"--Troupe:Events:Folder={_folder["log"]}", $"--Troupe:Protection:Folder={_folder["keys"]}", $"--Troupe:Protection:KeyFile={_folder["keys/kek"]}"];
}
