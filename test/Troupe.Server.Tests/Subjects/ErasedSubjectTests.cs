using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Troupe.Contracts;
using Troupe.Contracts.Audit;
using Troupe.Contracts.Control;
using Troupe.Server.Tests.Events;
using Troupe.Server.Tests.Sessions;
using Troupe.Server.Tests.Tenants;

namespace Troupe.Server.Tests.Subjects;

/// <summary>A person acts, speaks and is erased; the raw bytes of every file are looked through for what they said and are called.</summary>
[Trait("Category", "process")]
public sealed class ErasedSubjectTests : IDisposable
{
    private const string Subject = "ada.canary-4f1c";
    private const string Why = "canary-because-7d20";
    private const string Edit = "canary-edit-91bb";
    private const string Spoken = "canary-spoken-33e8";
    private const string Held = "The sky is blue today.";

    private readonly TempFolder _folder = new();
    private readonly CapturedLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_that_a_person_is_called_wrote_or_said_is_left_once_they_are_erased()
    {
        var (settings, key) = (Settings(_folder), "");
        await using (var server = await StartAsync(settings))
        {
            using var acme = await Identity.TenantAsync(
                server, "acme", "session:talk", "presenter:view", "presenter:edit", "policy:view", "policy:edit", "review:decide", "audit:read", "tenant:admin", "key:manage");
            key = acme.DefaultRequestHeaders.Authorization!.Parameter!;
            await UsePolicyAsync(acme);
            var token = await Identity.IssueAsync(acme, new IssueToken(Subject) { Scopes = ["session:talk", "presenter:view", "presenter:edit"], Refreshable = true });
            using var ada = Identity.Client(server, token.Token);
            await EditAsync(ada);
            using var talk = await TalkAsync(server, ada, acme);

            // All of it is known, and no file has a word in clear. That the tenant's name is found shows that the search works.
            var view = (await acme.GetFromJsonAsync<SubjectView>($"/v1/subjects/{Subject}", Wire.Json, Token))!;
            view.Facts.Keys.ShouldBe(["audit.recorded", "family.started", "review.opened"]);
            (view.OnServer["connection"], view.OnServer["recording"], view.OnServer["heldEdit"], view.ErasedAt).ShouldBe((1, 1, 1, null));
            var known = await acme.GetStringAsync($"/v1/subjects/{Subject}/export", Token);
            new[] { Subject, Why, Edit }.ShouldAllBe(canary => known.Contains(canary));
            (await AuditAsync(acme, $"subject={Subject}")).ShouldContain(Why);
            await Recorded.UntilAsync(server, "acme", Spoken, Held);
            (await acme.GetFromJsonAsync<RecordingPage>($"/v1/recordings?subject={Subject}", Wire.Json, Token))!.Items.ShouldHaveSingleItem().Pseudonym.ShouldBe(view.Pseudonym);
            Directory.GetFiles(_folder["recordings"], "*.recording", SearchOption.AllDirectories).Length.ShouldBe(1);
            FindIn(".").ShouldBeEmpty();
            FindIn(".", "The acme people").ShouldBe(["The acme people"]);
            var export = await acme.GetByteArrayAsync("/v1/audit/export", Token);
            Canaries.Where(canary => Encoding.UTF8.GetString(export).Contains(canary)).ShouldBeEmpty();

            var receipt = await EraseAsync(acme);
            (receipt.Pseudonym, receipt.Families, receipt.OnServer["connection"], receipt.OnServer["recording"], receipt.OnServer["heldEdit"]).ShouldBe((view.Pseudonym, 1, 1, 1, 1));
            (await talk.EndAsync()).Reason.ShouldBe(SessionEndReason.TokenRevoked);
            await UntilNoSessionAsync(acme);
            await CheckErasedAsync(server, acme, ada, token, view.Pseudonym);
            FindIn(".").ShouldBeEmpty();
        }

        FindIn(".").ShouldBeEmpty();
        Canaries.Where(_log.Text.Contains).ShouldBeEmpty();

        // The audit from before and from after the erasure is whole.
        await using (var server = await StartAsync(settings))
        {
            using var acme = Identity.Client(server, key);
            await using var export = await acme.GetStreamAsync("/v1/audit/export", Token);
            var report = await ExportCheck.CheckAsync(export, cancellationToken: Token);
            (report.IsWhole, report.Entries > 10).ShouldBe((true, true));
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string[] Canaries => [Subject, Why, Edit, Spoken, Held];

    private static string[] Settings(TempFolder folder) =>
    [
        "--Troupe:Events:Store=Sqlite", $"--Troupe:Events:Folder={folder["log"]}", $"--Troupe:Protection:Folder={folder["keys"]}", $"--Troupe:Protection:KeyFile={folder["keys/kek"]}",
        $"--Troupe:Audit:Folder={folder["audit"]}", $"--Troupe:Journal:Folder={folder["recordings"]}", $"--Troupe:Assets:Folder={folder["assets"]}", $"--Troupe:Tokens:KeyFile={folder["tokens.json"]}",
    ];

    private Task<TestServer> StartAsync(string[] settings) => TestServer.StartRealAsync(
        TestEngines.TextOnly, services => services.AddSingleton<ILoggerProvider>(_log), [.. settings, "--Logging:LogLevel:Troupe=Trace"]);

    private static async Task UsePolicyAsync(HttpClient acme)
    {
        var rules = new PolicyDocument
        {
            Terms =
            [
                new TermRule("claims", PolicyEffect.Review, ["best"]) { Places = [PolicyPlace.Edit] },
                new TermRule("colours", PolicyEffect.Review, ["blue"]) { Places = [PolicyPlace.Speech] },
            ],
        };
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/policy") { Content = JsonContent.Create(rules, options: Wire.Json) };
        request.Headers.IfMatch.ParseAdd("\"0\"");
        (await acme.SendAsync(request, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    // One edit that is done, with a reason, and one that is held.
    private static async Task EditAsync(HttpClient ada)
    {
        using var create = new HttpRequestMessage(HttpMethod.Post, "/v1/presenters") { Content = JsonContent.Create(new CreatePresenter("Weather") { Id = "weather" }, options: Wire.Json) };
        create.Headers.Add("Idempotency-Key", "one");
        create.Headers.Add("Troupe-Why", Why);
        (await ada.SendAsync(create, Token)).StatusCode.ShouldBe(HttpStatusCode.Created);
        using var edit = new HttpRequestMessage(HttpMethod.Put, "/v1/presenters/weather/persona")
        {
            Content = JsonContent.Create(new Persona { Greeting = $"We are the best, {Edit}." }, options: Wire.Json),
        };
        edit.Headers.Add("Idempotency-Key", "two");
        edit.Headers.IfMatch.ParseAdd("*");
        using var held = await ada.SendAsync(edit, Token);
        held.StatusCode.ShouldBe(HttpStatusCode.Accepted, await held.Content.ReadAsStringAsync(Token));
    }

    // Says something, and hears an answer that somebody approved.
    private static async Task<WireClient> TalkAsync(TestServer server, HttpClient ada, HttpClient acme)
    {
        using var response = await ada.PostAsync("/v1/sessions", content: null, Token);
        var client = await WireClient.ConnectAsync((await response.Content.ReadFromJsonAsync<SessionCreated>(Wire.Json, Token))!.Url);
        await client.SendAsync(new SessionStart { Id = "start", Protocol = Protocol.Version });
        await client.UntilAsync<SessionStarted>();
        await client.SendAsync(new MessageSend { Id = "m1", Text = Spoken });
        var review = await UntilHeldAsync(acme);
        review.Text.ShouldBe(Held);
        using var decided = await acme.PostAsJsonAsync($"/v1/reviews/{review.Id}/decision", new DecideReview(ReviewVerdict.Approve), Wire.Json, Token);
        decided.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.UntilAsync<ReplyEnd>()).Text.ShouldContain(Held);
        return client;
    }

    private static async Task<ReviewView> UntilHeldAsync(HttpClient acme)
    {
        while (true)
        {
            if ((await acme.GetFromJsonAsync<ReviewList>("/v1/reviews", Wire.Json, Token))!.Reviews.FirstOrDefault(review => review.Place is PolicyPlace.Speech) is { } held)
            {
                return held;
            }

            // More often, and the caller is out of reads before it is held.
            await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
        }
    }

    private static async Task<SubjectErasure> EraseAsync(HttpClient acme)
    {
        using var erased = await acme.DeleteAsync($"/v1/subjects/{Subject}", Token);
        erased.StatusCode.ShouldBe(HttpStatusCode.OK, await erased.Content.ReadAsStringAsync(Token));
        return (await erased.Content.ReadFromJsonAsync<SubjectErasure>(Wire.Json, Token))!;
    }

    // The recorder is done when the session is.
    private static async Task UntilNoSessionAsync(HttpClient acme)
    {
        SubjectView view;
        do
        {
            view = (await acme.GetFromJsonAsync<SubjectView>($"/v1/subjects/{Subject}", Wire.Json, Token))!;
        }
        while (view.OnServer["connection"] > 0);

        view.ErasedAt.ShouldNotBeNull();
        (view.OnServer["recording"], view.OnServer["heldEdit"]).ShouldBe((0, 0));
    }

    private static async Task CheckErasedAsync(TestServer server, HttpClient acme, HttpClient ada, TokenIssued token, string pseudonym)
    {
        (await Identity.RefreshCodeAsync(server, token.RefreshToken!)).ShouldBe("token_revoked");
        (await ada.GetAsync("/v1/presenters/weather", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var issue = await acme.PostAsJsonAsync("/v1/tokens", new IssueToken(Subject), Wire.Json, Token);
        (await Identity.ReasonsAsync(issue)).ShouldBe(["subject_erased"]);

        // Whoever reads the audit sees that somebody acted, and that they were erased, and no more.
        var entries = await AuditAsync(acme, $"subject={pseudonym}");
        entries.ShouldContain("\"action\":\"presenter.create\"");
        entries.ShouldContain("\"name\":\"(erased)\"");
        entries.ShouldContain("\"why\":\"(erased)\"");
        (await AuditAsync(acme, $"subject={Subject}")).ShouldNotContain("presenter.create");
        (await AuditAsync(acme, "action=subject.erase")).ShouldContain($"\"target\":\"subject/{pseudonym}\"");
        var after = await acme.GetStringAsync($"/v1/subjects/{Subject}/export", Token);
        Canaries.Where(canary => after.Contains(canary)).ShouldBeEmpty();
        (await acme.GetFromJsonAsync<ReviewList>("/v1/reviews", Wire.Json, Token))!.Reviews.ShouldBeEmpty();

        // Again, it is the same.
        (await EraseAsync(acme)).OnServer.Values.ShouldAllBe(count => count == 0);
    }

    private static async Task<string> AuditAsync(HttpClient acme, string query) =>
        JsonSerializer.Serialize((await acme.GetFromJsonAsync<AuditPage>($"/v1/audit?limit=1000&{query}", Wire.Json, Token))!.Entries.Select(entry => entry.Entry));

    // Which canaries are in a folder's files. Copied first, for the locks of logs and key stores keep readers out.
    private string[] FindIn(string folder, params string[] also)
    {
        using var copy = new TempFolder();
        using (var process = System.Diagnostics.Process.Start("cp", ["-R", _folder[folder], copy["it"]]))
        {
            process.WaitForExit();
            process.ExitCode.ShouldBe(0);
        }

        var files = Directory.GetFiles(copy.Path, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes).ToArray();
        return [.. Canaries.Concat(also).Where(canary => files.Any(file => file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(canary)) >= 0))];
    }
}
