using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Events.Protection;
using Troupe.Server.Policy;
using Troupe.Server.Tests.Events;
using Troupe.Server.Tests.Events.Postgres;
using Troupe.Server.Tests.Tenants;

namespace Troupe.Server.Tests.Subjects;

/// <summary>Two servers that share a log and a key store in PostgreSQL.</summary>
[Trait("Category", "process")]
[Collection(PostgresCollection.Name)]
public sealed class SharedSubjectTests(PostgresCluster cluster) : IDisposable
{
    private const string Subject = "ada.canary-5a2d";
    private const string Held = "The sky is blue today.";
    private const string Said = "canary-instead-c11e";

    private static readonly TenantId Acme = new("acme");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_erased_at_one_server_is_erased_at_the_other_within_half_a_second()
    {
        var settings = await SettingsAsync();
        await using var one = await TestServer.StartAsync(settings);
        await using var other = await TestServer.StartAsync(settings);
        using var acme = await Identity.TenantAsync(one, "acme", "session:talk", "tenant:admin", "audit:read");
        await Identity.KnownAsync(other, acme.DefaultRequestHeaders.Authorization!.Parameter!);
        var token = await Identity.IssueAsync(acme, new IssueToken(Subject) { Refreshable = true });
        using var ada = Identity.Client(other, token.Token);
        using var talk = await OpenAsync(ada);
        var keyring = other.Services.GetRequiredService<Keyring>();
        keyring.Seal(Acme, Subject, origin: null, "a value"u8.ToArray(), _ => []).Sealed.ShouldNotBeNull();

        using var erased = await acme.DeleteAsync($"/v1/subjects/{Subject}", Token);
        var began = Stopwatch.GetTimestamp();
        (await erased.Content.ReadFromJsonAsync<SubjectErasure>(Wire.Json, Token))!.Families.ShouldBe(1);
        (await talk.EndAsync()).Reason.ShouldBe(SessionEndReason.TokenRevoked);
        while (keyring.Seal(Acme, Subject, origin: null, "a value"u8.ToArray(), _ => []).Sealed is not null)
        {
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
        }

        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
        (await Identity.RefreshCodeAsync(other, token.RefreshToken!)).ShouldBe("token_revoked");
        (await FindInFilesAsync([Subject, "The acme people"])).ShouldBe(["The acme people"], "a name that is not personal is found, so the search works");
    }

    [Fact]
    public async Task A_phrase_that_one_server_holds_is_shown_and_decided_at_the_other()
    {
        var settings = await SettingsAsync();
        await using var one = await TestServer.StartRealAsync(TestEngines.TextOnly, settings);
        await using var other = await TestServer.StartRealAsync(TestEngines.TextOnly, settings);
        using var acme = await Identity.TenantAsync(one, "acme", "session:talk", "policy:view", "policy:edit", "review:decide");
        await Identity.KnownAsync(other, acme.DefaultRequestHeaders.Authorization!.Parameter!);
        using var reviewer = Identity.Client(other, acme.DefaultRequestHeaders.Authorization!.Parameter!);
        await UsePolicyAsync(acme);
        using var talk = await OpenAsync(acme);
        await talk.SendAsync(new MessageSend { Id = "m1", Text = "How is the sky?" });
        var review = await UntilHeldAsync(reviewer);
        review.Text.ShouldBe(Held);

        using var decided = await reviewer.PostAsJsonAsync($"/v1/reviews/{review.Id}/decision", new DecideReview(ReviewVerdict.Edit) { Text = $"Look outside, {Said}." }, Wire.Json, Token);
        decided.StatusCode.ShouldBe(HttpStatusCode.OK, await decided.Content.ReadAsStringAsync(Token));
        (await talk.UntilAsync<ReplyEnd>()).Text.ShouldBe($"One moment, please. Look outside, {Said}. Have a look.");

        // Neither what was held nor what was said instead is to be had from here on, at either server.
        foreach (var client in new[] { acme, reviewer })
        {
            (await client.GetFromJsonAsync<ReviewView>($"/v1/reviews/{review.Id}", Wire.Json, Token))!.Text.ShouldBeNull();
        }

        // The server whose session waited erases the key as soon as the log tells it of the end.
        var keyring = one.Services.GetRequiredService<Keyring>();
        using var late = new CancellationTokenSource(WireClient.Patience);
        while (!keyring.IsErased(keyring.PseudonymOf(Acme, Review.SubjectOf(review.Id))))
        {
            await Task.Delay(10, late.Token);
        }

        (await FindInFilesAsync([Held, Said, "The acme people"])).ShouldBe(["The acme people"]);
    }

    [Fact]
    public async Task A_server_with_a_key_store_of_its_own_does_not_start_beside_another()
    {
        var settings = await SettingsAsync();
        await using var one = await TestServer.StartAsync(settings);
        var alone = settings.Where(setting => !setting.Contains("Protection", StringComparison.Ordinal))
            .Concat([$"--Troupe:Protection:Folder={_folder["own"]}", $"--Troupe:Protection:KeyFile={_folder["own/kek"]}"]).ToArray();
        (await Should.ThrowAsync<ProtectionException>(() => TestServer.StartAsync(alone))).Message.ShouldContain("the same Troupe:Protection:Connection");
    }

    private async Task<string[]> SettingsAsync() =>
    [
        "--Troupe:Events:Store=Postgres", $"--Troupe:Events:Connection={await cluster.CreateAsync()}", $"--Troupe:Protection:Connection={await cluster.CreateAsync()}",
        $"--Troupe:Protection:KeyFile={_folder["kek"]}", $"--Troupe:Tokens:KeyFile={_folder["tokens.json"]}", $"--Troupe:Audit:Folder={_folder["audit"]}", $"--Troupe:Assets:Folder={_folder["assets"]}",
    ];

    private static async Task UsePolicyAsync(HttpClient acme)
    {
        var rules = new PolicyDocument { Terms = [new TermRule("colours", PolicyEffect.Review, ["blue"]) { Places = [PolicyPlace.Speech] }] };
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/policy") { Content = JsonContent.Create(rules, options: Wire.Json) };
        request.Headers.IfMatch.ParseAdd("\"0\"");
        (await acme.SendAsync(request, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<WireClient> OpenAsync(HttpClient visitor)
    {
        using var response = await visitor.PostAsync("/v1/sessions", content: null, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync(Token));
        var client = await WireClient.ConnectAsync((await response.Content.ReadFromJsonAsync<SessionCreated>(Wire.Json, Token))!.Url);
        await client.SendAsync(new SessionStart { Id = "start", Protocol = Protocol.Version });
        await client.UntilAsync<SessionStarted>();
        return client;
    }

    private static async Task<ReviewView> UntilHeldAsync(HttpClient reviewer)
    {
        while (true)
        {
            if ((await reviewer.GetFromJsonAsync<ReviewList>("/v1/reviews", Wire.Json, Token))!.Reviews is [var held, ..])
            {
                return held;
            }

            // More often, and the caller is out of reads before it is held.
            await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
        }
    }

    // Which texts are in a file of PostgreSQL or of the servers, once all pages are on the disk: tables, indexes and the write-ahead log.
    private async Task<string[]> FindInFilesAsync(string[] texts)
    {
        await using (var source = NpgsqlDataSource.Create(await cluster.CreateAsync()))
        await using (var checkpoint = source.CreateCommand("CHECKPOINT"))
        {
            await checkpoint.ExecuteNonQueryAsync(Token);
        }

        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(cluster.Folder, "*", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)))
        {
            try
            {
                var bytes = await File.ReadAllBytesAsync(file, Token);
                found.UnionWith(texts.Where(text => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0));
            }
            catch (IOException)
            {
                // The socket, and what PostgreSQL removed meanwhile.
            }
        }

        return [.. texts.Where(found.Contains)];
    }
}
