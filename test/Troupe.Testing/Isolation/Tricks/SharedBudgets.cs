using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Troupe.Testing.Isolation.Tricks;

/// <summary>Two tenants with small budgets: what one uses up the other still has, and does not see.</summary>
internal static class SharedBudgets
{
    private const int Most = 20;

    // Three megabytes of the budget.
    private static readonly JsonNode Picture = JsonValue.Create($"""<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><!--{new string(' ', 2_500_000)}--><rect width="8" height="8" fill="#203040"/></svg>""");

    /// <summary>Plays it.</summary>
    public static async Task PlayAsync(Plot plot, CancellationToken cancellationToken)
    {
        var (frugal, greedy, spent) = (await plot.Settle(IsolationSettings.SmallTier), await plot.Settle(IsolationSettings.SmallTier), await plot.Settle(IsolationSettings.EvenTier));
        foreach (var who in (TenantClient[])[frugal, greedy, spent])
        {
            plot.Prove(await plot.AskAsync(who, "presenters.create", thing: (_, _) => TenantClient.Common, cancellationToken: cancellationToken), who, "presenters.create", "A presenter");
        }

        // Whose talk is used up to the last second, so that what it is told differs from what others are.
        for (var used = 0; used < Most && (await AskAsync(spent, "sessions.create", new JsonObject())).IsDone; used++)
        {
        }

        // What is left at the end is at least what the budget was without one's own two requests.
        foreach (var (operation, budget, body, left) in (IEnumerable<(string, string, JsonNode?, long)>)
            [("audit.export", "export", null, 1), ("sessions.create", "preview", new JsonObject { ["presenter"] = TenantClient.Common, ["preview"] = true }, 1), ("sessions.create", "talk", new JsonObject(), 60), ("assets.upload", "upload", Picture, 6)])
        {
            // So that whoever mixes tenants up knows both.
            await AskAsync(frugal, operation, body);
            await LeftAsync(greedy, budget);
            var before = await LeftAsync(frugal, budget);
            var used = 0;
            while (used < Most && (await AskAsync(greedy, operation, body)).IsDone)
            {
                used++;
            }

            if (used is 0 or Most)
            {
                plot.Report.Gaps.Add($"The {budget} budget is not used up by {used} requests, so that it is not known whose it is.");
            }

            var after = await LeftAsync(frugal, budget);
            plot.Expect(after >= before, "limits.show", $"shows that another tenant used its {budget} budget: {after} left of {before}");
            var refused = await AskAsync(greedy, operation, body);
            plot.Expect(Promised(refused, budget) < left, operation, $"promises one tenant what another has left of {budget}: {refused.Headers}");
            plot.Expect(budget != "talk" || Promised(refused, budget) is not { } promised || Math.Abs(promised - await LeftAsync(greedy, budget)) <= 1, operation, $"promises another tenant's {budget} budget: {refused.Headers}");
            var answer = await AskAsync(frugal, operation, body);
            plot.Expect(answer.IsDone, operation, $"is refused because of another tenant's {budget} budget: {answer.Status} {answer.Body}");
            plot.Expect(Promised(answer, budget) is not { } promise || promise >= left, operation, $"promises no more than another tenant has left of {budget}: {answer.Headers}");
        }

        var tier = await plot.AskAsync(plot.Attacker, "limits.show", cancellationToken: cancellationToken);
        plot.Expect(tier.Body.Contains("\"standard\"", StringComparison.Ordinal), "limits.show", $"shows the tier of another tenant: {tier.Body}");

        // What every answer says of a budget; of talk only a refusal does.
        static long? Promised(Answer answer, string budget) =>
            Regex.Match(answer.Headers, $"\"{budget}\";r=([0-9]+)") is { Success: true } found ? long.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : null;

        Task<Answer> AskAsync(TenantClient who, string operation, JsonNode? body = null) => plot.AskAsync(who, operation, body: body?.DeepClone(), thing: (_, _) => null, cancellationToken: cancellationToken);

        async Task<double> LeftAsync(TenantClient who, string budget) =>
            JsonNode.Parse((await AskAsync(who, "limits.show")).Body)!["budgets"]!.AsArray().First(entry => entry!["budget"]!.GetValue<string>() == budget)!["left"]!.GetValue<double>();
    }
}
