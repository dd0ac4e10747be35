using System.Text.Json;
using System.Text.Json.Nodes;

namespace Troupe.Testing.Isolation.Tricks;

/// <summary>Who takes part in a hostile case that no description of the interface expresses.</summary>
/// <param name="Server">Where the server is.</param>
/// <param name="Http">The connection.</param>
/// <param name="Report">What was found.</param>
/// <param name="Victim">Who is attacked.</param>
/// <param name="Attacker">Who attacks.</param>
/// <param name="Settle">Makes another tenant, of a tier.</param>
internal sealed record Plot(Uri Server, HttpClient Http, LeakReport Report, TenantClient Victim, TenantClient Attacker, Func<string, Task<TenantClient>> Settle)
{
    /// <summary>All cases by name.</summary>
    public static IReadOnlyList<(string Name, Func<Plot, CancellationToken, Task> PlayAsync)> All { get; } =
    [
        ("idempotency", Repeats.PlayAsync),
        ("queued", Queued.PlayAsync),
        ("assets", SharedAssets.PlayAsync),
        ("tokens", ForgedTokens.PlayAsync),
        ("revocation", Revoking.PlayAsync),
        ("federation", SharedIssuer.PlayAsync),
        ("audit", AuditOfOthers.PlayAsync),
        ("abuse", Abuse.PlayAsync),
        ("budgets", SharedBudgets.PlayAsync),
        ("renewal", Renewal.PlayAsync),
        ("approvals", Approvals.PlayAsync),
        ("screened", Screened.PlayAsync),
    ];

    /// <summary>A credential of a tenant's token for a subject.</summary>
    public static ShownCredential Shown(JsonElement issued) => new("token", issued.GetProperty("token").GetString(), Admits: true);

    /// <summary>Asks, by an operation of a tenant's own or by an address of one's choice.</summary>
    public Task<Answer> AskAsync(TenantClient who, string operation, ShownCredential? credential = null, string? path = null, JsonNode? body = null, (string, string)[]? headers = null, ThingSource? thing = null, CancellationToken cancellationToken = default)
    {
        var request = who.RequestFor(who.Find(operation), thing ?? ((field, kind) => who.IdFor(who.Find(operation), field, kind, common: true)));
        Report.Sent(request.Operation);
        return who.SendAsync(request with { Path = path ?? request.Path, Body = body ?? request.Body, Headers = headers ?? [] }, credential ?? who.Key, cancellationToken);
    }

    /// <summary>Reports an answer that is not as it must be.</summary>
    public void Expect(bool right, string where, string what)
    {
        if (!right)
        {
            Report.Found(where, what);
        }
    }

    /// <summary>Reports two answers that tell an id of another tenant from one that never existed.</summary>
    public async Task CompareAsync(string where, string foreign, Func<string, Task<Answer>> ask)
    {
        var never = Shadow.Of(foreign);
        Attacker.Written.Add(foreign);
        var there = (await ask(foreign)).Telling([foreign, never], changes: false);
        var nowhere = (await ask(never)).Telling([foreign, never], changes: false);
        Expect(there == nowhere, where, $"tells that {foreign} exists:\n  {there.ReplaceLineEndings(" | ")}\n  and of what never existed:\n  {nowhere.ReplaceLineEndings(" | ")}");
    }

    /// <summary>Notes that the honest way works, without which a case proves nothing.</summary>
    public void Prove(Answer answer, TenantClient who, string operation, string what)
    {
        if (answer.IsDone)
        {
            who.Done.Add(operation);
        }
        else
        {
            Report.Gaps.Add($"{what} is refused to its owner, so that the attack proves nothing: {answer.Status} {answer.Body}");
        }
    }
}
