using System.Net;
using System.Net.Http.Json;
using System.Text;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Replay;
using Troupe.Server.Tests.Presenters;
using Troupe.Server.Tests.Tenants;

namespace Troupe.Server.Tests.Sessions;

[Trait("Category", "fast")]
public sealed class RecordingTests : IDisposable
{
    private readonly DirectoryInfo _above = Directory.CreateTempSubdirectory("troupe-recordings-");

    private string Folder => Path.Combine(_above.FullName, "made", "by-the-server");

    public void Dispose() => _above.Delete(recursive: true);

    [Fact]
    public async Task A_session_leaves_a_sealed_file_that_its_tenant_opens_and_that_replays_the_same()
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole, $"--Troupe:Journal:Folder={Folder}");
        await ConverseAsync(server);
        var view = (await ListAsync(server.Http)).Items.ShouldHaveSingleItem();
        (view.Pseudonym, view.DeletedAt - view.BeganAt).ShouldBe((null, TimeSpan.FromDays(30)));
        var recording = await WholeAsync(server, server.Http, "local", view.Session);

        var outcome = ConversationReplay.Run(recording);
        outcome.Difference.ShouldBeNull(outcome.Difference?.ToString());
        outcome.State.History.ShouldBe([("user", "How is the sky?"), ("assistant", TestEngines.Answer)]);
        (await server.Http.GetStringAsync("/v1/audit", Token)).ShouldContain($"\"action\":\"recording.open\",\"target\":\"session/{view.Session}\"");

        var file = new DirectoryInfo(Path.Combine(Folder, "local")).GetFiles().ShouldHaveSingleItem();
        file.Name.ShouldMatch("^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{32}-[0-9a-f]{64}\\.recording$");
        var raw = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file.FullName, Token));
        raw.ShouldStartWith("{\"format\":\"troupe.sealed\"");
        raw.ShouldNotContain("the sky");
        raw.ShouldNotContain("troupe.recording");
        using (var stream = file.OpenRead())
        {
            Should.Throw<RecordingException>(() => Recording.Read(stream)).Message.ShouldContain("troupe recording get");
        }

        if (!OperatingSystem.IsWindows())
        {
            file.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            file.Directory!.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task Sessions_of_nobody_who_is_known_have_a_key_each_and_lists_go_on()
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole, $"--Troupe:Journal:Folder={Folder}");
        for (var session = 0; session < 3; session++)
        {
            await ConverseAsync(server);
        }

        new DirectoryInfo(Path.Combine(Folder, "local")).GetFiles().Select(file => file.Name.Split('-')[^1]).Distinct().Count().ShouldBe(3);
        var all = await ListAsync(server.Http);
        var first = await ListAsync(server.Http, "?limit=2");
        var second = await ListAsync(server.Http, $"?limit=2&after={first.Next}");
        (first.Items.Count, second.Next).ShouldBe((2, null));
        first.Items.Concat(second.Items).ShouldBe(all.Items);
        (await server.Http.GetAsync("/v1/recordings?limit=0", Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Nobody_opens_a_recording_of_another_tenant_or_one_that_was_changed_or_moved()
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole, $"--Troupe:Journal:Folder={Folder}");
        await ConverseAsync(server);
        var session = (await ListAsync(server.Http)).Items.ShouldHaveSingleItem().Session;
        await WholeAsync(server, server.Http, "local", session);
        using var other = await Identity.TenantAsync(server, "other", "tenant:admin");
        (await ListAsync(other)).Items.ShouldBeEmpty();
        (await CodeAsync(other, session)).ShouldBe("not_found");
        (await CodeAsync(server.Http, new string('0', 32))).ShouldBe("not_found");

        // Whoever can write into the folder neither gives it to another tenant nor to another session.
        var file = new DirectoryInfo(Path.Combine(Folder, "local")).GetFiles().ShouldHaveSingleItem();
        Directory.CreateDirectory(Path.Combine(Folder, "other"));
        file.CopyTo(Path.Combine(Folder, "other", file.Name));
        (await CodeAsync(other, session)).ShouldBe("recording_damaged");
        var elsewhere = new string('1', 32);
        file.CopyTo(file.FullName.Replace(session, elsewhere));
        (await CodeAsync(server.Http, elsewhere)).ShouldBe("recording_damaged");
        var bytes = await File.ReadAllBytesAsync(file.FullName, Token);
        bytes[^100] ^= 1;
        await File.WriteAllBytesAsync(file.FullName, bytes, Token);
        (await CodeAsync(server.Http, session)).ShouldBe("recording_damaged");
    }

    [Fact]
    public async Task A_recording_that_came_back_after_its_person_was_erased_says_so()
    {
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole, $"--Troupe:Journal:Folder={Folder}");
        using var acme = await Identity.TenantAsync(server, "acme", "session:talk", "tenant:admin");
        using var ada = Identity.Client(server, (await Identity.IssueAsync(acme, new IssueToken("ada") { Scopes = ["session:talk"] })).Token);
        using (var created = await ada.PostAsync("/v1/sessions", content: null, Token))
        {
            using var client = await WireClient.ConnectAsync((await created.Content.ReadFromJsonAsync<SessionCreated>(Wire.Json, Token))!.Url);
            await client.SendAsync(new SessionStart { Id = "start", Protocol = Protocol.Version });
            await client.UntilAsync<SessionStarted>();
            await client.SendAsync(new SessionEnd { Id = "end" });
            await client.EndAsync();
        }

        var view = (await ListAsync(acme, "?subject=ada")).Items.ShouldHaveSingleItem();
        (await ListAsync(acme, $"?subject={view.Pseudonym}")).Items.ShouldHaveSingleItem().ShouldBe(view);
        (await ListAsync(acme, "?subject=eve")).Items.ShouldBeEmpty();
        await WholeAsync(server, acme, "acme", view.Session);
        var file = new DirectoryInfo(Path.Combine(Folder, "acme")).GetFiles().ShouldHaveSingleItem();
        var copy = await File.ReadAllBytesAsync(file.FullName, Token);

        (await acme.DeleteAsync("/v1/subjects/ada", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CodeAsync(acme, view.Session)).ShouldBe("not_found");
        await File.WriteAllBytesAsync(file.FullName, copy, Token);
        (await CodeAsync(acme, view.Session)).ShouldBe("recording_erased");
    }

    [Fact]
    public async Task A_replay_switches_where_the_session_did()
    {
        Recording recording;
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
            recording = await WholeAsync(server, server.Http, "local", (await ListAsync(server.Http)).Items.ShouldHaveSingleItem().Session);
        }

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

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("00:59:59")]
    [InlineData("3651")]
    public void How_long_recordings_are_kept_is_checked_at_the_start(string keep)
    {
        using var server = Program.Create(["--Urls=http://127.0.0.1:0", $"--Troupe:Journal:Keep={keep}"]);
        server.Mistakes().ShouldHaveSingleItem().ShouldContain("Keep");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_ends_no_session()
    {
        await File.WriteAllTextAsync(Path.Combine(_above.FullName, "made"), "a file where a folder is to be", TestContext.Current.CancellationToken);
        await using var server = await TestServer.StartRealAsync(TestEngines.Whole, $"--Troupe:Journal:Folder={Folder}");

        await ConverseAsync(server);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<RecordingPage> ListAsync(HttpClient client, string query = "") => (await client.GetFromJsonAsync<RecordingPage>($"/v1/recordings{query}", Wire.Json, Token))!;

    private static async Task<string> CodeAsync(HttpClient client, string session)
    {
        using var refused = await client.GetAsync($"/v1/recordings/{session}", Token);
        return await TestServer.CodeOfAsync(refused);
    }

    /// <summary>Fetches a recording once its end is in it.</summary>
    private static async Task<Recording> WholeAsync(TestServer server, HttpClient client, string tenant, string session)
    {
        await Recorded.UntilAsync(server, tenant, "{\"type\":\"closing\"");
        await using var lines = await client.GetStreamAsync($"/v1/recordings/{session}", Token);
        var recording = Recording.Read(lines);
        recording.IsWhole.ShouldBeTrue();
        return recording;
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
