using System.Net;
using Troupe.Client;
using Troupe.Contracts.Control;

namespace Troupe.Server.Tests.Client;

[Trait("Category", "fast")]
public sealed class TroupeClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_presenter_is_made_dressed_published_and_taken_back()
    {
        await using var server = await TestServer.StartAsync();
        using var troupe = new TroupeClient(server.Address);
        var presenter = await troupe.Presenters.CreateAsync(new CreatePresenter("Weather") { Id = "weather" }, cancellationToken: Token);
        presenter = await troupe.Presenters.PublishAsync(presenter, new PublishPresenter { Note = "First." }, cancellationToken: Token);
        presenter = await troupe.Presenters.ChangeLookAsync(presenter, new ChangeLook { Outfit = "raincoat" }, cancellationToken: Token);
        presenter = await troupe.Presenters.PublishAsync(presenter, new PublishPresenter(), cancellationToken: Token);
        presenter.Live.ShouldBe(2);
        var diff = await troupe.Presenters.DiffAsync(presenter, from: 1, to: 2, cancellationToken: Token);
        diff.Changes.Select(change => (change.Path, change.After!.Value.GetString())).ShouldBe([("/look/outfit", "raincoat")]);
        presenter = await troupe.Presenters.RollBackAsync(presenter, new RollBackPresenter { Revision = 1 }, cancellationToken: Token);
        (presenter.Id, presenter.Live).ShouldBe(("weather", 1));
    }

    [Fact]
    public async Task A_view_guards_against_changes_in_between_and_an_id_does_not()
    {
        await using var server = await TestServer.StartAsync();
        using var troupe = new TroupeClient(server.Address);
        var seen = await troupe.Presenters.CreateAsync(new CreatePresenter("Weather") { Id = "weather" }, cancellationToken: Token);
        await troupe.Presenters.RenameAsync("weather", new RenamePresenter("Storm"), cancellationToken: Token);
        var problem = await Should.ThrowAsync<TroupeException>(() => troupe.Presenters.RenameAsync(seen, new RenamePresenter("Sun"), cancellationToken: Token));
        (problem.Code, problem.Status, problem.IsRetryable).ShouldBe(("precondition_failed", HttpStatusCode.PreconditionFailed, false));
        (await troupe.Presenters.GetAsync(seen, cancellationToken: Token)).Name.ShouldBe("Storm");
    }

    [Fact]
    public async Task What_has_no_id_is_guarded_by_its_version()
    {
        await using var server = await TestServer.StartAsync();
        using var troupe = new TroupeClient(server.Address);
        var seen = await troupe.Policy.ReadAsync(cancellationToken: Token);
        var rules = new PolicyDocument { Terms = [new TermRule("rivals", PolicyEffect.Deny, ["acme"])] };
        await troupe.Policy.ChangeAsync(rules, new RequestOptions { Version = seen.Version, Why = "To begin with." }, Token);
        var problem = await Should.ThrowAsync<TroupeException>(() => troupe.Policy.ChangeAsync(new PolicyDocument(), new RequestOptions { Version = seen.Version }, Token));
        problem.Code.ShouldBe("precondition_failed");
    }

    [Fact]
    public async Task What_the_policy_holds_says_which_review_does_and_is_done_when_it_is_approved()
    {
        await using var server = await TestServer.StartAsync();
        using var troupe = new TroupeClient(server.Address);
        var presenter = await troupe.Presenters.CreateAsync(new CreatePresenter("Weather"), cancellationToken: Token);
        var rules = new PolicyDocument { Terms = [new TermRule("claims", PolicyEffect.Review, ["best"]) { Places = [PolicyPlace.Edit] }] };
        await troupe.Policy.ChangeAsync(rules, new RequestOptions { Version = 0 }, Token);
        var held = await Should.ThrowAsync<HeldException>(() => troupe.Presenters.RenameAsync(presenter, new RenamePresenter("The best"), cancellationToken: Token));
        (held.Code, held.Status, held.IsRetryable, held.Reasons[0].Field).ShouldBe(("under_review", HttpStatusCode.Accepted, false, "/name"));
        var review = await troupe.Reviews.ReadAsync(held.Review, cancellationToken: Token);
        (await troupe.Reviews.DecideAsync(review, new DecideReview(ReviewVerdict.Approve), cancellationToken: Token)).State.ShouldBe(ReviewState.Approved);
        (await troupe.Presenters.GetAsync(presenter, cancellationToken: Token)).Name.ShouldBe("The best");
    }

    [Fact]
    public async Task A_refusal_lists_every_reason_with_its_place()
    {
        await using var server = await TestServer.StartAsync();
        using var troupe = new TroupeClient(server.Address);
        var problem = await Should.ThrowAsync<TroupeException>(() => troupe.Tenants.CreateAsync(new CreateTenant("No Id", "") { Tier = "none" }, cancellationToken: Token));
        problem.Code.ShouldBe("invalid_command");
        problem.Reasons.Select(reason => reason.Field).ShouldBe(["/tenant", "/name", "/tier"]);
    }

    [Fact]
    public async Task A_change_whose_answer_was_lost_is_done_once()
    {
        await using var server = await TestServer.StartAsync();
        using var line = new Line().Lose();
        using var troupe = On(line, server);
        var created = await troupe.Presenters.CreateAsync(new CreatePresenter("Weather"), cancellationToken: Token);
        var all = await troupe.Presenters.ListAsync(cancellationToken: Token).ToListAsync(Token);
        all.Select(presenter => presenter.Id).ShouldBe([created.Id]);
        line.Seen[0].ShouldBe(line.Seen[1]);
        line.Seen[0].Key.ShouldNotBeNull();
        line.Seen[2].Key.ShouldBeNull();
    }

    [Fact]
    public async Task A_list_is_read_page_by_page_and_only_as_far_as_it_is_wanted()
    {
        await using var server = await TestServer.StartAsync();
        using var line = new Line();
        using var troupe = On(line, server);
        foreach (var id in (string[])["a", "b", "c", "d"])
        {
            await troupe.Presenters.CreateAsync(new CreatePresenter(id) { Id = id }, cancellationToken: Token);
        }

        line.Seen.Clear();
        (await troupe.Presenters.ListAsync(limit: 1, cancellationToken: Token).Take(3).Select(presenter => presenter.Id).ToListAsync(Token)).ShouldBe(["a", "b", "c"]);
        line.Seen.Count.ShouldBe(3);
        (await troupe.Presenters.ListAsync(after: "b", cancellationToken: Token).Select(presenter => presenter.Id).ToListAsync(Token)).ShouldBe(["c", "d"]);
    }

    [Fact]
    public async Task A_longer_wait_than_patience_is_left_to_the_caller()
    {
        await using var server = await TestServer.StartAsync();
        using var line = new Line().Answer(HttpStatusCode.TooManyRequests, ("RateLimit", "\"read\";r=0;t=31")).Answer(HttpStatusCode.ServiceUnavailable, ("Retry-After", "40"));
        using var troupe = On(line, server);
        var full = await Should.ThrowAsync<TroupeException>(() => troupe.Limits.ShowAsync(cancellationToken: Token));
        (full.IsRetryable, full.RetryAfter).ShouldBe((true, TimeSpan.FromSeconds(31)));
        var down = await Should.ThrowAsync<TroupeException>(() => troupe.Limits.ShowAsync(cancellationToken: Token));
        (down.Code, down.RetryAfter).ShouldBe(("server_error", TimeSpan.FromSeconds(40)));
        (await troupe.Limits.ShowAsync(cancellationToken: Token)).Budgets.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Attempts_end()
    {
        await using var server = await TestServer.StartAsync();
        using var line = new Line().Lose().Lose().Lose();
        using var troupe = On(line, server, attempts: 2);
        var problem = await Should.ThrowAsync<TroupeException>(() => troupe.Limits.ShowAsync(cancellationToken: Token));
        (problem.Code, line.Seen.Count).ShouldBe((TroupeException.Unreachable, 2));
    }

    [Fact]
    public async Task Giving_up_is_no_refusal()
    {
        await using var server = await TestServer.StartAsync();
        using var troupe = new TroupeClient(server.Address);
        await Should.ThrowAsync<OperationCanceledException>(() => troupe.Limits.ShowAsync(cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_key_is_shown_once_and_opens_what_its_scopes_allow()
    {
        await using var server = await TestServer.StartAsync();
        using var troupe = new TroupeClient(server.Address);
        await troupe.Tenants.CreateAsync(new CreateTenant("acme", "Acme"), cancellationToken: Token);
        var made = await troupe.Tenants.CreateKeyAsync("acme", new CreateKey("First", ["presenter:view", "tenant:view"]), cancellationToken: Token);
        using var acme = new TroupeClient(server.Address, made.Secret);
        (await acme.Tenants.OwnAsync(cancellationToken: Token)).Tenant.ShouldBe("acme");
        var problem = await Should.ThrowAsync<TroupeException>(() => acme.Presenters.CreateAsync(new CreatePresenter("Weather"), cancellationToken: Token));
        problem.Code.ShouldBe("missing_scope");
    }

    [Fact]
    public void A_request_about_nothing_says_so() =>
        Should.Throw<ArgumentException>(() => (Target<PresenterView>)"").Message.ShouldContain("id");

    private static TroupeClient On(Line line, TestServer server, int attempts = 4) =>
        new(new HttpClient(line, disposeHandler: false) { BaseAddress = server.Address }, new TroupeClientOptions { Attempts = attempts });
}
