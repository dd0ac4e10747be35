using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Replay;
using Troupe.Server.Tests.Presenters;

namespace Troupe.Server.Tests.Sessions;

[Trait("Category", "fast")]
public sealed class RecordingTests : IDisposable
{
    private readonly DirectoryInfo _above = Directory.CreateTempSubdirectory("troupe-recordings-");

    private string Folder => Path.Combine(_above.FullName, "made", "by-the-server");

    public void Dispose() => _above.Delete(recursive: true);

    [Fact]
    public async Task A_session_leaves_a_file_that_only_its_owner_reads_and_that_replays_the_same()
    {
        await using (var server = await TestServer.StartRealAsync(TestEngines.Whole, $"--Troupe:Journal:Folder={Folder}"))
        {
            await ConverseAsync(server);
            await server.StopAsync();
        }

        var file = new DirectoryInfo(Folder).GetFiles().ShouldHaveSingleItem();
        file.Name.ShouldMatch("^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{32}-[0-9a-f]{64}\\.jsonl$");
        if (!OperatingSystem.IsWindows())
        {
            file.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            file.Directory!.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        using var stream = file.OpenRead();
        var recording = Recording.Read(stream);
        recording.IsWhole.ShouldBeTrue();
        var outcome = ConversationReplay.Run(recording);
        outcome.Difference.ShouldBeNull(outcome.Difference?.ToString());
        outcome.State.History.ShouldBe([("user", "How is the sky?"), ("assistant", TestEngines.Answer)]);
    }

    [Fact]
    public async Task A_replay_switches_where_the_session_did()
    {
        await using (var server = await TestServer.StartRealAsync(TestEngines.Whole, $"--Troupe:Journal:Folder={Folder}"))
        {
            var desk = new PresenterDeskClient(server.Http);
            await desk.CreateAsync("ruth");
            await desk.PublishAsync("ruth");
            var (client, _) = await server.OpenAsync(request: new SessionRequest { Presenter = "ruth" });
            using var _ = client;
            await client.SendAsync(new MessageSend { Id = "m1", Text = "How is the sky?" });
            await client.UntilAsync<SpeechEnd>();
            await desk.DoAsync(HttpMethod.Patch, "/v1/presenters/ruth/look", new ChangeLook { Outfit = "raincoat" });
            await desk.DoAsync(HttpMethod.Put, "/v1/presenters/ruth/persona", new Persona { Name = "Eve" });
            await desk.PublishAsync("ruth");
            await client.UntilAsync<PresenterChanged>();
            await client.SendAsync(new SessionEnd { Id = "end" });
            await client.EndAsync();
            await server.StopAsync();
        }

        using var stream = new DirectoryInfo(Folder).GetFiles().ShouldHaveSingleItem().OpenRead();
        var recording = Recording.Read(stream);
        var shown = recording.Facts.Single(fact => fact is MessageSent { Message: PresenterChanged });
        ((PresenterChanged)((MessageSent)shown).Message).Presenter.Look!.Outfit.ShouldBe("raincoat");
        var whole = ConversationReplay.Run(recording);
        whole.Difference.ShouldBeNull(whole.Difference?.ToString());
        whole.State.Presenter.ShouldBe("Eve");
        ConversationReplay.Run(recording, shown.At - TimeSpan.FromTicks(1)).State.Presenter.ShouldNotBe("Eve");
    }

    [Fact]
    public async Task Nothing_is_recorded_unless_a_folder_is_set()
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole);
        await ConverseAsync(server);

        _above.GetFileSystemInfos().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_ends_no_session()
    {
        await File.WriteAllTextAsync(Path.Combine(_above.FullName, "made"), "a file where a folder is to be", TestContext.Current.CancellationToken);
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole, $"--Troupe:Journal:Folder={Folder}");

        await ConverseAsync(server);
    }

    /// <summary>Asks, hears the answer to its end, and leaves.</summary>
    private static async Task ConverseAsync(TestServer server)
    {
        var (client, _) = await server.OpenAsync();
        using var _ = client;
        await client.SendAsync(new MessageSend { Id = "m1", Text = "How is the sky?" });
        var end = await client.UntilAsync<SpeechEnd>();
        await client.SendAsync(new PlayheadMoved { Epoch = end.Epoch, Utterance = end.Utterance, Position = end.Duration, Ended = true });
        (await client.UntilAsync<TurnEnded>()).Reason.ShouldBe(TurnEndReason.Completed);
        await client.SendAsync(new SessionEnd { Id = "end" });
        (await client.EndAsync()).Reason.ShouldBe(SessionEndReason.ClientEnded);
    }
}
