using System.Text.Json.Nodes;

namespace Troupe.Testing.Isolation.Tricks;

/// <summary>Two tenants with different policies have their presenters say the same: each by its own policy, and each sees for review only what was held of its own.</summary>
internal static class Screened
{
    private const string Denied = "heron", Held = "kingfisher", Fallback = "Not that bird.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    /// <summary>Plays it.</summary>
    public static async Task PlayAsync(Plot plot, CancellationToken cancellationToken)
    {
        var strict = await SettleAsync(plot, $$"""{"id":"bird","effect":"deny","terms":["{{Denied}}"],"places":["speech"]},""", cancellationToken);
        var lenient = await SettleAsync(plot, "", cancellationToken);
        await using var strictly = await OpenAsync(plot, strict, cancellationToken);
        await using var leniently = await OpenAsync(plot, lenient, cancellationToken);
        if (strictly is null || leniently is null)
        {
            return;
        }

        // Whoever mixes tenants up knows both from the second round on.
        for (var round = 0; round < 2; round++)
        {
            var kept = await SayDeniedAsync(plot, strictly, cancellationToken);
            plot.Expect(kept == Fallback, "sessions.direct", $"had a presenter say what its tenant's policy denies: {strictly.Socket.Heard}");
            var said = await SayDeniedAsync(plot, leniently, cancellationToken);
            plot.Expect(said != Fallback, "sessions.direct", $"kept a presenter from saying what another tenant's policy denies: {leniently.Socket.Heard}");
        }

        for (var round = 0; round < 2; round++)
        {
            foreach (var conversation in (Conversation[])[strictly, leniently])
            {
                await HoldAsync(plot, conversation, conversation == strictly ? lenient : strict, cancellationToken);
            }
        }
    }

    // What is heard of a phrase that one policy denies: a word of it, or the sentence in its place.
    private static async Task<string> SayDeniedAsync(Plot plot, Conversation conversation, CancellationToken cancellationToken)
    {
        var (word, before) = (Word(conversation.Owner), conversation.Socket.Heard.Length);
        await SayAsync(plot, conversation, $"A {Denied} called {word}.", cancellationToken);
        return await HearAsync(plot, conversation, [word, Fallback], before, cancellationToken);
    }

    // What is held is seen by its own tenant, who decides about it.
    private static async Task HoldAsync(Plot plot, Conversation conversation, TenantClient other, CancellationToken cancellationToken)
    {
        var (owner, word) = (conversation.Owner, Word(conversation.Owner));
        await SayAsync(plot, conversation, $"A {Held} called {word}.", cancellationToken);
        for (var until = TimeProvider.System.GetUtcNow() + Patience; ; await Task.Delay(Glance, cancellationToken))
        {
            var others = await plot.AskAsync(other, "reviews.list", cancellationToken: cancellationToken);
            plot.Expect(!others.Body.Contains(word, StringComparison.Ordinal), "reviews.list", $"shows what was held of another tenant: {others.Body}");
            var own = await plot.AskAsync(owner, "reviews.list", cancellationToken: cancellationToken);
            if (own.IsDone && JsonNode.Parse(own.Body)!["reviews"]!.AsArray().FirstOrDefault(review => $"{review!["text"]}".Contains(word, StringComparison.Ordinal)) is { } review)
            {
                var decided = await plot.AskAsync(owner, "reviews.decide", body: new JsonObject { ["verdict"] = "approve" }, thing: (_, _) => $"{review["id"]}", cancellationToken: cancellationToken);
                plot.Prove(decided, owner, "reviews.decide", "A decision about what was held");
                await HearAsync(plot, conversation, [word], before: 0, cancellationToken);
                return;
            }

            if (plot.Report.IsFound || TimeProvider.System.GetUtcNow() > until)
            {
                plot.Expect(plot.Report.IsFound, "reviews.list", $"lacks what was held of its own: {own.Body}");
                return;
            }
        }
    }

    private static async Task<TenantClient> SettleAsync(Plot plot, string more, CancellationToken cancellationToken)
    {
        var tenant = await plot.Settle("standard");
        plot.Prove(await plot.AskAsync(tenant, "presenters.create", thing: (_, _) => TenantClient.Common, cancellationToken: cancellationToken), tenant, "presenters.create", "A presenter");
        plot.Prove(await plot.AskAsync(tenant, "presenters.publish", cancellationToken: cancellationToken), tenant, "presenters.publish", "Publishing it");
        var policy = JsonNode.Parse($$$"""{"terms":[{{{more}}}{"id":"rare","effect":"review","terms":["{{{Held}}}"],"places":["speech"]}],"sentences":{"fallback":"{{{Fallback}}}"}}""");
        var request = await tenant.WithVersionAsync(tenant.RequestFor(tenant.Find("policy.change"), (_, _) => null) with { Body = policy }, tenant.Key, cancellationToken);
        plot.Prove(await tenant.SendAsync(request, tenant.Key, cancellationToken), tenant, "policy.change", "A policy");
        return tenant;
    }

    private static async Task<Conversation?> OpenAsync(Plot plot, TenantClient owner, CancellationToken cancellationToken)
    {
        var (conversation, answer) = await Conversation.OpenAsync(plot.Server, owner, owner.Key, plot.Report, cancellationToken);
        plot.Prove(answer, owner, "sessions.create", "A session");
        return conversation;
    }

    // Once what was said before is over.
    private static async Task SayAsync(Plot plot, Conversation conversation, string text, CancellationToken cancellationToken)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        Answer answer;
        do
        {
            answer = await plot.AskAsync(
                conversation.Owner, "sessions.direct", body: new JsonObject { ["type"] = "presenter.say", ["id"] = Word(conversation.Owner), ["text"] = text }, thing: (_, _) => conversation.Session, cancellationToken: cancellationToken);
        }
        while (!answer.IsDone && answer.Body.Contains("\"out_of_order\"", StringComparison.Ordinal) && TimeProvider.System.GetUtcNow() < until && await LaterAsync(cancellationToken));

        plot.Prove(answer, conversation.Owner, "sessions.direct", $"Saying '{text}'");
    }

    private static async Task<string> HearAsync(Plot plot, Conversation conversation, string[] words, int before, CancellationToken cancellationToken)
    {
        for (var until = TimeProvider.System.GetUtcNow() + Patience; ; await Task.Delay(Glance, cancellationToken))
        {
            var heard = conversation.Socket.Heard[before..];
            if (Array.Find(words, word => heard.Contains(word, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            if (plot.Report.IsFound || TimeProvider.System.GetUtcNow() > until)
            {
                plot.Expect(plot.Report.IsFound, "sessions.direct", $"was not heard on one's own socket: {words[0]} in {heard}");
                return "";
            }
        }
    }

    private static async Task<bool> LaterAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Glance, cancellationToken);
        return true;
    }

    private static string Word(TenantClient owner) => owner.Needles.Make(owner.Tenant, NeedleKind.Text, "words that a presenter says");
}
