using System.Diagnostics;

namespace Troupe.Testing.Isolation;

/// <summary>What attackers send: requests with what is their own, and the same requests with every id of the victims.</summary>
/// <param name="options">How much is done.</param>
/// <param name="report">What was found.</param>
/// <param name="operations">Every operation.</param>
/// <param name="victims">Who is attacked.</param>
/// <param name="attackers">Who attacks, and what each can show.</param>
internal sealed class AttackRun(
    LeakMatrixOptions options, LeakReport report, IReadOnlyList<ApiOperation> operations, IReadOnlyList<TenantClient> victims, IReadOnlyDictionary<TenantClient, Credentials> attackers)
{
    private static readonly string[] Ended = ["\"token_expired\"", "\"token_revoked\""];

    private bool IsOver => options.StopsAtFirst && report.IsFound;

    /// <summary>Everything of the victims.</summary>
    public ForeignThing[] Foreign => [.. victims.SelectMany(victim => victim.Own.SelectMany(kind => kind.Value.Select(id => new ForeignThing(victim.Tenant, kind.Key, id))))];

    /// <summary>Every attacker calls every operation with what is its own.</summary>
    /// <param name="only">The one operation that is called; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task LookAroundAsync(string? only, CancellationToken cancellationToken) =>
        Task.WhenAll(attackers.Select(entry => LookAroundAsync(entry.Key, entry.Value, only, cancellationToken)));

    /// <summary>Every id of the victims at every place of every operation, shared among the attackers; again until as many requests were sent as are asked for.</summary>
    /// <param name="only">The one operation that is attacked; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task AttackAsync(string? only, CancellationToken cancellationToken)
    {
        var foreign = Foreign;
        IReadOnlyList<ApiOperation> attacked = only is null ? operations : [.. operations.Where(operation => operation.Name == only)];
        var plans = attackers.Select((entry, number) => PlanOf(entry.Key, entry.Value, attacked, [.. foreign.Where((_, index) => index % attackers.Count == number)])).ToArray();
        report.Planned = report.Requests + (2L * plans.Sum(plan => plan.Attacks.Count));
        await Task.WhenAll(plans.Where(plan => plan.Attacks.Count > 0).Select(plan => FollowAsync(plan.Attacker, plan.Attacks, cancellationToken)));
    }

    private async Task LookAroundAsync(TenantClient attacker, Credentials credentials, string? only, CancellationToken cancellationToken)
    {
        foreach (var credential in credentials.All)
        {
            foreach (var operation in operations.Where(operation => only is null || operation.Name == only))
            {
                foreach (var common in (bool[])[true, false])
                {
                    var request = attacker.RequestFor(operation, (field, kind) => attacker.IdFor(operation, field, kind, spare: operation.IsDestructive, common: common && !operation.IsDestructive));
                    await SendAsync(attacker, request, credential, cancellationToken);
                    if (IsOver)
                    {
                        return;
                    }
                }
            }
        }
    }

    // What makes a thing of the attacker's own with an id comes last: such an id tells nothing any more.
    private (TenantClient Attacker, IReadOnlyList<Attack> Attacks) PlanOf(TenantClient attacker, Credentials credentials, IReadOnlyList<ApiOperation> attacked, ForeignThing[] things)
    {
        var plan = new AttackPlan(attacker, attacked, attacker.Bodies);
        var examples = things.DistinctBy(thing => (thing.Tenant, thing.Kind)).ToHashSet();
        return (attacker, [.. things
            .SelectMany(thing => (options.Thorough ? credentials.All : credentials.Good.Take(1)).SelectMany(credential => plan.With(thing, credential, options.Thorough, examples.Contains(thing))))
            .OrderBy(attack => attack.Takes)]);
    }

    private async Task FollowAsync(TenantClient attacker, IReadOnlyList<Attack> attacks, CancellationToken cancellationToken)
    {
        do
        {
            foreach (var attack in attacks.Where(attack => !attacker.Taken.Contains(attack.Thing.Id)))
            {
                attacker.Written.Add(attack.Thing.Tenant);
                await TryAsync(attacker, attack, cancellationToken);
                if (IsOver)
                {
                    return;
                }
            }
        }
        while (report.Requests < options.Requests);
    }

    private async Task TryAsync(TenantClient attacker, Attack attack, CancellationToken cancellationToken)
    {
        var shadow = Shadow.Of(attack.Thing.Id);

        // Lists hold what the attacker wrote before, and so both.
        string[] written = [.. new[] { attack.Thing.Id, shadow }.SelectMany(id => new[] { id, id.ToUpperInvariant(), id[..^1] })];
        var (there, nowhere) = await AskBothAsync();

        // Two answers may differ because time went by; what differs again, and in the same way, tells whether the thing exists.
        for (var again = 0; attack.Compares && there != nowhere; again++)
        {
            if (again == 2)
            {
                report.Found($"{attack}", $"tells that {attack.Thing.Id} exists: {Difference(there, nowhere)}");
                return;
            }

            var next = await AskBothAsync();
            if (next.There != there || next.Nowhere != nowhere)
            {
                return;
            }
        }

        async Task<(string There, string Nowhere)> AskBothAsync() => (await AskAsync(attack.Thing.Id), await AskAsync(shadow));

        async Task<string> AskAsync(string id)
        {
            attacker.Written.Add(id);
            var answer = await SendAsync(attacker, attack.Request(id), attack.Credential, cancellationToken);
            if (attack.Reaches)
            {
                report.Tried($"{attack.Operation.Name}, {attack.Place}", answer);
            }

            return answer.Telling(written, changes: !attack.Operation.IsRead);
        }
    }

    private async Task<Answer> SendAsync(TenantClient attacker, ApiRequest request, ShownCredential credential, CancellationToken cancellationToken)
    {
        var versioned = credential.Admits ? await attacker.WithVersionAsync(request, credential, cancellationToken) : request;
        report.Sent(request.Operation);
        var started = Stopwatch.GetTimestamp();
        var answer = await attacker.SendAsync(versioned, credential, cancellationToken);
        report.Took(request.Operation, Stopwatch.GetElapsedTime(started));

        // What is shown must be good to the end.
        if (credential.Admits && request.Operation.IsGuarded && Ended.Any(code => answer.Status == 401 && answer.Body.Contains(code, StringComparison.Ordinal)))
        {
            report.Withheld(request.Operation, answer);
        }

        return answer;
    }

    // Two texts from shortly before they part.
    private static string Difference(string there, string nowhere)
    {
        const int Before = 60, After = 160;
        var from = Math.Max(0, there.AsSpan().CommonPrefixLength(nowhere) - Before);
        return $"{Part(there)} and of what never existed: {Part(nowhere)}";

        string Part(string text) => text[from..Math.Min(text.Length, from + Before + After)].ReplaceLineEndings(" | ");
    }
}
