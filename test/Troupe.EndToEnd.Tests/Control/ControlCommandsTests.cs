using System.CommandLine;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Troupe.Cli.Commands;
using Troupe.Contracts;

namespace Troupe.EndToEnd.Tests.Control;

[Trait("Category", "process")]
public sealed class ControlCommandsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_presenter_is_created_dressed_published_compared_pinned_and_rolled_back()
    {
        var created = await RunAsync(new PresenterCommand(), "create", "Weather", "--id", "weather");
        created.ShouldSatisfyAllConditions(
            run => run.Code.ShouldBe(0, run.Errors),
            run => run.Output.ShouldContain("nothing is published yet"),
            run => run.Errors.ShouldContain("troupe presenter publish weather"));
        (await RunAsync(new PresenterCommand(), "publish", "weather", "--note", "First.")).Output.ShouldContain("revision 1 of 1");
        (await RunAsync(new PresenterCommand(), "set-look", "weather", "--outfit", "raincoat", "--background", "storm", "--prop", "mug")).Output.ShouldContain("ada in raincoat, hair auburn, before storm");
        (await RunAsync(new PresenterCommand(), "diff", "weather")).Output.Split('\n', StringSplitOptions.TrimEntries).ShouldContain(line => line.StartsWith("/look/outfit", StringComparison.Ordinal) && line.Contains("\"raincoat\"", StringComparison.Ordinal));
        (await RunAsync(new PresenterCommand(), "publish", "weather", "--note", "Dressed for rain.")).Code.ShouldBe(0);
        (await RunAsync(new PresenterCommand(), "pin", "weather", "lobby", "2")).Output.ShouldContain("lobby=2");
        (await RunAsync(new PresenterCommand(), "rollback", "weather")).Output.ShouldContain("revision 1 of 2; the draft differs");
        (await RunAsync(new PresenterCommand(), "pin", "weather", "lobby")).Output.ShouldNotContain("lobby");
        var history = (await RunAsync(new PresenterCommand(), "history", "weather")).Output.Split('\n');
        history.ShouldContain(line => line.Contains("First.", StringComparison.Ordinal) && line.Contains("live safe", StringComparison.Ordinal));
        history.ShouldContain(line => line.Contains("Dressed for rain.", StringComparison.Ordinal));
        (await RunAsync(new PresenterCommand(), "list")).Output.ShouldContain("weather");
    }

    [Fact]
    public async Task Json_is_what_the_server_answers()
    {
        await RunAsync(new PresenterCommand(), "create", "Plain", "--id", "plain");
        using var shown = JsonDocument.Parse((await RunAsync(new PresenterCommand(), "show", "plain", "--json")).Output);
        shown.RootElement.GetProperty("draft").GetProperty("look").GetProperty("outfit").GetString().ShouldBe("jumper");
        using var listed = JsonDocument.Parse((await RunAsync(new PresenterCommand(), "list", "--json")).Output);
        listed.RootElement.EnumerateArray().Select(presenter => presenter.GetProperty("id").GetString()).ShouldContain("plain");
    }

    [Fact]
    public async Task A_tenant_gets_a_key_that_is_shown_once_and_used_rotated_and_revoked()
    {
        (await RunAsync(new TenantCommand(), "create", "acme", "--name", "Acme Weather")).Code.ShouldBe(0);
        (await RunAsync(new TenantCommand(), "list")).Output.ShouldContain("Acme Weather");
        var made = await RunAsync(new KeyCommand(), "create", "First", "--tenant", "acme", "--scope", "key:manage", "--scope", "tenant:view");
        made.Errors.ShouldSatisfyAllConditions(said => said.ShouldContain("it is shown this once"), said => said.ShouldContain("key:manage"));
        var secret = made.Output.TrimEnd();
        secret.ShouldMatch("^trp_[a-z0-9]+_[a-z0-9]+$", "alone, so that a shell can keep it");
        var key = secret.Split('_')[1];
        (await RunAsync(new TenantCommand(), "show", "--key", secret)).Output.ShouldContain("acme");

        var listed = await RunAsync(new KeyCommand(), "list", "--key", secret);
        listed.Output.ShouldSatisfyAllConditions(output => output.ShouldContain(key), output => output.ShouldNotContain(secret));
        var rotated = await RunAsync(new KeyCommand(), "rotate", key, "--overlap", "0", "--key", secret);
        var next = rotated.Output.TrimEnd();
        (await RunAsync(new KeyCommand(), "list", "--key", secret)).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Errors.ShouldContain("TROUPE_KEY"));
        (await RunAsync(new KeyCommand(), "revoke", key, "--key", next)).Output.ShouldContain("revoked");
        (await RunAsync(new KeyCommand(), "list", "--key", next)).Code.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_is_issued_with_a_key_used_and_revoked()
    {
        await RunAsync(new TenantCommand(), "create", "coin");
        var made = await RunAsync(new KeyCommand(), "create", "Pages", "--tenant", "coin", "--scope", "tenant:view", "--scope", "key:manage");
        var key = made.Output.TrimEnd();
        var issue = await RunAsync(new TokenCommand(), "issue", "visitor-17", "--scope", "tenant:view", "--lifetime", "300", "--json", "--key", key);
        issue.Code.ShouldBe(0, issue.Errors);
        using var issued = JsonDocument.Parse(issue.Output);
        var (token, id) = (issued.RootElement.GetProperty("token").GetString()!, issued.RootElement.GetProperty("id").GetString()!);
        (await RunAsync(new TenantCommand(), "show", "--key", token)).Output.ShouldContain("coin");
        (await RunAsync(new TokenCommand(), "revoke", "--token", id, "--key", key)).Output.ShouldContain("revoked");
        (await RunAsync(new TenantCommand(), "show", "--key", token)).Code.ShouldBe(1);
        (await RunAsync(new TokenCommand(), "issue", "visitor-17", "--scope", "presenter:publish", "--key", key)).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Errors.ShouldContain("no scope beyond"));
        (await RunAsync(new TokenCommand(), "keys")).Output.ShouldContain("ES256");
    }

    [Fact]
    public async Task A_person_is_shown_and_erased()
    {
        await RunAsync(new TenantCommand(), "create", "crowd");
        var made = await RunAsync(new KeyCommand(), "create", "Pages", "--tenant", "crowd", "--scope", "tenant:view", "--scope", "tenant:admin");
        var key = made.Output.TrimEnd();
        (await RunAsync(new SubjectCommand(), "show", "visitor-18", "--key", key)).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Errors.ShouldContain("visitor-18"));
        (await RunAsync(new TokenCommand(), "issue", "visitor-18", "--scope", "tenant:view", "--key", key)).Code.ShouldBe(0);
        (await RunAsync(new SubjectCommand(), "show", "visitor-18", "--key", key)).Output.ShouldContain("family.started");
        (await RunAsync(new SubjectCommand(), "erase", "visitor-18", "--key", key)).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(0, run.Errors), run => run.Output.ShouldContain("families"));
        (await RunAsync(new SubjectCommand(), "show", "visitor-18", "--key", key)).Output.ShouldContain("erased");
        (await RunAsync(new TokenCommand(), "issue", "visitor-18", "--scope", "tenant:view", "--key", key)).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Errors.ShouldContain("erased"));
    }

    [Fact]
    public async Task A_recording_is_listed_opened_and_replayed()
    {
        var session = await ConverseAsync();
        (await RunAsync(new RecordingCommand(), "list")).Output.ShouldContain(session);
        var file = Path.Combine(server.Folder.FullName, "talk.jsonl");
        for (var until = TimeProvider.System.GetUtcNow().AddSeconds(20); !File.Exists(file) || !(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Contains("\"closing\"", StringComparison.Ordinal);)
        {
            TimeProvider.System.GetUtcNow().ShouldBeLessThan(until, "it is written beside the session");
            (await RunAsync(new RecordingCommand(), "get", session, "--out", file)).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(0, run.Errors), run => run.Errors.ShouldContain($"troupe replay {file}"));
        }

        (await new ReplayCommand().Parse([file, "--json"]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken)).ShouldBe(0);
        (await RunAsync(new RecordingCommand(), "get", new string('0', 32))).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Errors.ShouldContain("no recording of this session"));
    }

    // Opens a session, joins it and leaves.
    private async Task<string> ConverseAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Address) };
        var stop = TestContext.Current.CancellationToken;
        SessionCreated? created = null;
        for (var until = TimeProvider.System.GetUtcNow().AddMinutes(1); created is null; await Task.Delay(TimeSpan.FromMilliseconds(100), stop))
        {
            using var answer = await http.PostAsync("/v1/sessions", content: null, stop);
            created = answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<SessionCreated>(Wire.Json, stop) : null;
            TimeProvider.System.GetUtcNow().ShouldBeLessThan(until, "its engines load beside its start");
        }

        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(created.Url), stop);
        await socket.SendAsync(Wire.Write(new SessionStart { Id = "start", Protocol = Protocol.Version }), WebSocketMessageType.Text, endOfMessage: true, stop);
        await socket.SendAsync(Wire.Write(new SessionEnd { Id = "end" }), WebSocketMessageType.Text, endOfMessage: true, stop);
        var buffer = new byte[256 * 1024];
        while ((await socket.ReceiveAsync(buffer, stop)).MessageType is not WebSocketMessageType.Close)
        {
        }

        return created.Session;
    }

    [Fact]
    public async Task A_tenant_changes_its_tier_and_is_suspended_and_reinstated()
    {
        await RunAsync(new TenantCommand(), "create", "bolt");
        (await RunAsync(new TenantCommand(), "set-tier", "bolt", "none")).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Errors.ShouldContain("/tier  There is no tier 'none'"));
        (await RunAsync(new TenantCommand(), "suspend", "bolt", "--why", "Unpaid.")).Output.ShouldContain("suspended");
        (await RunAsync(new TenantCommand(), "reinstate", "bolt")).Output.ShouldContain("active");
    }

    [Theory]
    [InlineData("troupe presenter list shows those that exist", "show", "nobody")]
    [InlineData("/outfit  ", "set-look", "known", "--outfit", "armour")]
    [InlineData("ask again without --if-version", "set-look", "known", "--hair", "black", "--if-version", "7")]
    [InlineData("troupe presenter history shows those that exist", "rollback", "known", "9")]
    public async Task A_refusal_names_its_reasons_and_the_way_out(string words, params string[] arguments)
    {
        await RunAsync(new PresenterCommand(), "create", "Known", "--id", "known");
        var run = await RunAsync(new PresenterCommand(), arguments);
        run.Errors.ShouldContain(words);
        run.Code.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_no_server_says_how_to_get_one()
    {
        var gone = await RunAsync(new TenantCommand(), "list", "--server", "http://127.0.0.1:1");
        gone.Errors.ShouldContain("./dev run");
        gone.Code.ShouldBe(2);
        var none = await RunAsync(new TenantCommand(), "list", "--server", "nowhere");
        none.Errors.ShouldContain("'nowhere' is no address of a server");
        none.Code.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_is_alone_on_standard_output()
    {
        await RunAsync(new TenantCommand(), "create", "alone");
        var key = (await RunAsync(new KeyCommand(), "create", "Pages", "--tenant", "alone", "--scope", "session:talk")).Output.TrimEnd();
        var issued = await RunAsync(new TokenCommand(), "issue", "visitor-17", "--refreshable", "--key", key);
        issued.Output.ShouldMatch(@"^ey[\w-]+\.[\w-]+\.[\w-]+\n$");
        issued.Errors.ShouldSatisfyAllConditions(said => said.ShouldContain("trr_"), said => said.ShouldContain("expires"));
    }

    [Theory]
    [InlineData("no-such-key", "unauthorized", "--key or TROUPE_KEY")]
    [InlineData("revoked", "token_revoked", "troupe key create")]
    [InlineData("expired", "token_expired", "--key or TROUPE_KEY")]
    [InlineData("without the scope", "missing_scope", "troupe key list")]
    public async Task A_key_that_is_not_good_says_why_and_how_to_get_another(string which, string code, string way)
    {
        var tenant = $"keys-{code.Replace('_', '-')}";
        await RunAsync(new TenantCommand(), "create", tenant);
        var expires = TimeProvider.System.GetUtcNow().AddSeconds(which == "expired" ? 2 : 600);
        var made = await RunAsync(new KeyCommand(), "create", "Pages", "--tenant", tenant, "--scope", which == "without the scope" ? "session:talk" : "key:manage", "--expires", expires.ToString("O"));
        made.Code.ShouldBe(0, made.Errors);
        var key = which == "no-such-key" ? "trp_sk0000000000_0" : made.Output.TrimEnd();
        if (which == "revoked")
        {
            await RunAsync(new KeyCommand(), "revoke", key.Split('_')[1], "--key", key);
        }

        while (which == "expired" && TimeProvider.System.GetUtcNow() <= expires)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        var run = await RunAsync(new KeyCommand(), "list", "--key", key);
        run.ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Output.ShouldBeEmpty(), run => run.Errors.ShouldStartWith(code), run => run.Errors.ShouldContain(way));
    }

    [Theory]
    [InlineData("Required argument 'TENANT' missing", "tenant create")]
    [InlineData("troupe key does nothing by itself.\nThere are: create, list, rotate, revoke.\nSuch as: troupe key create", "key")]
    [InlineData("troupe key knows no 'foo'.\nThere are: create, list, rotate, revoke.", "key foo")]
    [InlineData("'yesterday' is nothing for --expires. When it expires: a day or a moment", "key create Studio --scope key:manage --expires yesterday")]
    [InlineData("'x' is nothing for --overlap. Seconds", "key rotate KEY --overlap x")]
    [InlineData("'one' is nothing for REVISION. A revision", "presenter pin weather lobby one")]
    [InlineData("Say what changes: --rig", "presenter set-look weather")]
    [InlineData("Give either --token or --family", "token revoke")]
    [InlineData("Give either the file of an export, or --server", "audit verify x --server http://127.0.0.1:1")]
    [InlineData("'--bogus'.\nSuch as: troupe key list\nMore: troupe key list --help", "key list --bogus")]
    public void A_command_line_that_is_wrong_is_told_in_few_lines_with_the_way_out(string words, string line)
    {
        var errors = new StringWriter();
        var parsed = Troupe.Cli.Program.Root().Parse(line);
        parsed.InvocationConfiguration.Error = errors;
        InputErrors.Tell(parsed).ShouldBe(2);
        errors.ToString().ShouldSatisfyAllConditions(said => said.ShouldContain(words), said => said.Split('\n').Length.ShouldBeLessThan(8), said => said.ShouldNotContain("System."));
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(Command command, params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        string[] whole = arguments.Contains("--server") ? arguments : [.. arguments, "--server", server.Address];
        var code = await command.Parse(whole).InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, TestContext.Current.CancellationToken);
        return (code, output.ToString(), errors.ToString());
    }
}
