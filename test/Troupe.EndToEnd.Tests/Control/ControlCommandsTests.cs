using System.CommandLine;
using System.Text.Json;
using Troupe.Cli.Commands;

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
        made.Errors.ShouldContain("it is shown this once");
        var secret = made.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
        var key = secret.Split('_')[1];
        (await RunAsync(new TenantCommand(), "show", "--key", secret)).Output.ShouldContain("acme");

        var listed = await RunAsync(new KeyCommand(), "list", "--key", secret);
        listed.Output.ShouldSatisfyAllConditions(output => output.ShouldContain(key), output => output.ShouldNotContain(secret));
        var rotated = await RunAsync(new KeyCommand(), "rotate", key, "--overlap", "0", "--key", secret);
        var next = rotated.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
        (await RunAsync(new KeyCommand(), "list", "--key", secret)).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Errors.ShouldContain("TROUPE_KEY"));
        (await RunAsync(new KeyCommand(), "revoke", key, "--key", next)).Output.ShouldContain("revoked");
        (await RunAsync(new KeyCommand(), "list", "--key", next)).Code.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_is_issued_with_a_key_used_and_revoked()
    {
        await RunAsync(new TenantCommand(), "create", "coin");
        var made = await RunAsync(new KeyCommand(), "create", "Pages", "--tenant", "coin", "--scope", "tenant:view", "--scope", "key:manage");
        var key = made.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
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
        var key = made.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
        (await RunAsync(new SubjectCommand(), "show", "visitor-18", "--key", key)).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Errors.ShouldContain("visitor-18"));
        (await RunAsync(new TokenCommand(), "issue", "visitor-18", "--scope", "tenant:view", "--key", key)).Code.ShouldBe(0);
        (await RunAsync(new SubjectCommand(), "show", "visitor-18", "--key", key)).Output.ShouldContain("family.started");
        (await RunAsync(new SubjectCommand(), "erase", "visitor-18", "--key", key)).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(0, run.Errors), run => run.Output.ShouldContain("families"));
        (await RunAsync(new SubjectCommand(), "show", "visitor-18", "--key", key)).Output.ShouldContain("erased");
        (await RunAsync(new TokenCommand(), "issue", "visitor-18", "--scope", "tenant:view", "--key", key)).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Errors.ShouldContain("erased"));
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
    public async Task Help_ends_with_an_example()
    {
        var root = new RootCommand { new PresenterCommand() };
        ExampledCommand.ShowExamples(root);
        var output = new StringWriter();
        await root.Parse(["presenter", "publish", "--help"]).InvokeAsync(new InvocationConfiguration { Output = output }, TestContext.Current.CancellationToken);
        output.ToString().ShouldEndWith("Example:\n  troupe presenter publish weather --note \"Dressed for rain.\"\n\n");
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(Command command, params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        string[] whole = arguments.Contains("--server") ? arguments : [.. arguments, "--server", server.Address];
        var code = await command.Parse(whole).InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, TestContext.Current.CancellationToken);
        return (code, output.ToString(), errors.ToString());
    }
}
