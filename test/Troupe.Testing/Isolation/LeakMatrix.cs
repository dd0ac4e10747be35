namespace Troupe.Testing.Isolation;

/// <summary>How much the matrix does.</summary>
public sealed record LeakMatrixOptions
{
    /// <summary>Where the server is.</summary>
    public required Uri Server { get; init; }

    /// <summary>A credential with <c>platform:admin</c>.</summary>
    public required string OperatorKey { get; init; }

    /// <summary>Least number of requests; the matrix goes on until it is reached. Default: 0, once through.</summary>
    public long Requests { get; init; }

    /// <summary>Tenants that are attacked. Default: 2.</summary>
    public int Victims { get; init; } = 2;

    /// <summary>Attackers at once, each a tenant of its own. Default: 2.</summary>
    public int Attackers { get; init; } = 2;

    /// <summary>How often each victim makes things. Default: 2.</summary>
    public int Things { get; init; } = 2;

    /// <summary>Whether ids are dressed and put where nothing asks for them. Default: true.</summary>
    public bool Thorough { get; init; } = true;

    /// <summary>Whether the first leak is enough. Default: false.</summary>
    public bool StopsAtFirst { get; init; }
}

/// <summary>
/// Attacks a running server from outside: tenants with canaries in every field, and other tenants that call every operation which the server describes with every id
/// of theirs. Nothing that an attacker gets may have a canary or an id of another tenant, and a thing of another tenant is answered as one that never existed.
/// </summary>
public sealed class LeakMatrix(LeakMatrixOptions options) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly List<TenantClient> _victims = [];
    private readonly List<TenantClient> _attackers = [];
    private readonly Dictionary<TenantClient, Credentials> _credentials = [];

    /// <summary>What belongs to the victims.</summary>
    public Needles Needles { get; } = new();

    /// <summary>What belongs to the attackers.</summary>
    public Needles AttackersNeedles { get; } = new();

    /// <summary>What was found.</summary>
    public LeakReport Report { get; } = new();

    /// <summary>Runs the matrix.</summary>
    public async Task<LeakReport> RunAsync(CancellationToken cancellationToken)
    {
        var desk = new Operator(_http, options.Server, options.OperatorKey);
        var (api, scopes) = await desk.ReadAsync(cancellationToken);
        Report.Operations = api.Operations.Count;
        Note(Vocabulary.Unknown(api.Operations));
        IReadOnlyList<ApiOperation> operations = [.. api.Operations, .. Vocabulary.Undescribed];

        foreach (var number in Enumerable.Range(0, options.Victims))
        {
            _victims.Add(await SettleAsync(desk, api, scopes, Needles, fresh: true, cancellationToken));
            await _victims[number].LiveAsync(options.Things, cancellationToken);
        }

        for (var number = 0; number < options.Attackers; number++)
        {
            var attacker = await SettleAsync(desk, api, scopes, AttackersNeedles, fresh: false, cancellationToken);
            await attacker.LiveAsync(rounds: 1, cancellationToken);
            _attackers.Add(attacker);
            _credentials[attacker] = await Credentials.OfAsync(attacker, api, scopes, _victims[0].Own["key"][0], cancellationToken);
        }

        Note(NeverDone(operations));
        await using var conversations = new Eavesdroppers(options.Server, Report, Needles);
        await conversations.OpenAsync(_victims, _attackers, operations, cancellationToken);
        await Task.WhenAll(_attackers.Select(attacker => LookAroundAsync(attacker, operations, cancellationToken)));
        await conversations.ListenAsync(_victims, api, cancellationToken);
        if (options.StopsAtFirst && Report.Leaks.Count > 0)
        {
            return Report;
        }

        var foreign = _victims.SelectMany(victim => victim.Own.SelectMany(kind => kind.Value.Select(id => new ForeignThing(victim.Tenant, kind.Key, id)))).ToArray();
        await Task.WhenAll(_attackers.Select((attacker, number) => AttackAsync(attacker, operations, [.. foreign.Where((_, index) => index % _attackers.Count == number)], cancellationToken)));
        await conversations.BreakInAsync(foreign, _attackers[0], _credentials[_attackers[0]].Good[0], operations, cancellationToken);
        return Report;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<TenantClient> SettleAsync(Operator desk, ApiDescription api, string[] scopes, Needles needles, bool fresh, CancellationToken cancellationToken)
    {
        var tenant = $"t{Guid.NewGuid():n}";
        await desk.CreateAsync(tenant, needles.Make(tenant, NeedleKind.Text, "name of the tenant"), cancellationToken);
        var client = new TenantClient(options.Server, _http, api, needles, tenant, fresh);
        client.Begin(await desk.CreateKeyAsync(tenant, needles.Make(tenant, NeedleKind.Text, "label of a key"), scopes, cancellationToken));
        return client;
    }

    // Before the attacker has sent any id of theirs: whatever of theirs it gets, it was told.
    private async Task LookAroundAsync(TenantClient attacker, IReadOnlyList<ApiOperation> operations, CancellationToken cancellationToken)
    {
        foreach (var credential in _credentials[attacker].All)
        {
            foreach (var operation in operations)
            {
                foreach (var common in (bool[])[true, false])
                {
                    var request = attacker.RequestFor(operation, (field, kind) => attacker.IdFor(operation, field, kind, spare: operation.IsDestructive, common: common && !operation.IsDestructive));
                    Inspect(attacker, request, credential, await SendAsync(attacker, request, credential, cancellationToken));
                }
            }
        }
    }

    private async Task AttackAsync(TenantClient attacker, IReadOnlyList<ApiOperation> operations, ForeignThing[] things, CancellationToken cancellationToken)
    {
        var plan = new AttackPlan(attacker, operations, attacker.Bodies);
        var credentials = _credentials[attacker];
        do
        {
            // An id that the attacker has made a thing with tells nothing any more.
            foreach (var (thing, takes) in things.Select(thing => (thing, false)).Concat(things.Select(thing => (thing, true))))
            {
                attacker.Written.Add(thing.Tenant);
                foreach (var credential in options.Thorough ? credentials.All : credentials.Good.Take(2))
                {
                    // What is refused at the door is refused for every way to write an id.
                    foreach (var attack in plan.With(thing, credential, options.Thorough && credential.Admits).Where(attack => attack.Takes == takes))
                    {
                        await TryAsync(attacker, attack, cancellationToken);
                        if (options.StopsAtFirst && Report.Leaks.Count > 0)
                        {
                            return;
                        }
                    }
                }
            }
        }
        while (Report.Requests < options.Requests && things.Length > 0);
    }

    private async Task TryAsync(TenantClient attacker, Attack attack, CancellationToken cancellationToken)
    {
        var shadow = Shadow.Of(attack.Id);
        var (there, nowhere) = await AskBothAsync();

        // Two answers may differ because time went by; what differs again, and in the same way, tells whether the thing exists.
        for (var again = 0; attack.Compares && there != nowhere; again++)
        {
            if (again == 2)
            {
                Report.Found($"{attack}", $"tells that {attack.Id} exists:\n  {there.ReplaceLineEndings(" | ")}\n  and of what never existed:\n  {nowhere.ReplaceLineEndings(" | ")}");
                return;
            }

            var next = await AskBothAsync();
            if (next.There != there || next.Nowhere != nowhere)
            {
                return;
            }
        }

        async Task<(string There, string Nowhere)> AskBothAsync() => (await AskAsync(attack.Id), await AskAsync(shadow));

        async Task<string> AskAsync(string id)
        {
            var request = attack.Request(id);
            attacker.Written.Add(id);
            var answer = await SendAsync(attacker, request, attack.Credential, cancellationToken);
            Inspect(attacker, request, attack.Credential, answer);
            return answer.Telling([id, id.ToUpperInvariant(), id[..^1]], changes: !attack.Operation.IsRead);
        }
    }

    private async Task<Answer> SendAsync(TenantClient attacker, ApiRequest request, ShownCredential credential, CancellationToken cancellationToken)
    {
        Report.Sent(request.Operation);
        return await attacker.SendAsync(request, credential, cancellationToken);
    }

    // Ids that the attacker itself has written may come back to it later; words and secrets of others never may.
    private void Inspect(TenantClient attacker, ApiRequest request, ShownCredential credential, Answer answer)
    {
        var where = $"{request.Operation.Name} with a {credential.Name} credential";
        foreach (var needle in Needles.FindIn(answer.Whole).Where(needle => needle.Kind is not NeedleKind.Id || !attacker.Written.Contains(needle.Value)))
        {
            Report.Found(where, $"answered {answer.Status} with {needle.Kind} of {needle.Tenant} ({needle.Place}): {answer.Body}");
        }

        // An address that cannot be one is refused before anybody looks at it: 400 without a word.
        var isRefused = answer.Status is 401 or 403 || answer is { Status: 400, Body: "" };
        if (!credential.Admits && request.Operation.IsGuarded && !isRefused)
        {
            Report.Found(where, $"answered {answer.Status} to a credential that is not good: {answer.Body}");
        }

        if (request.Operation.Scope == "platform:admin" && !isRefused)
        {
            Report.Found(where, $"answered {answer.Status} to a tenant: {answer.Body}");
        }

        if (answer.Status == 500)
        {
            Report.Found(where, $"failed, which tells that something is there: {request.Path} {request.Body?.ToJsonString()}: {answer.Body}");
        }
    }

    private void Note(IEnumerable<string> gaps)
    {
        foreach (var gap in gaps)
        {
            Report.Gaps.Add(gap);
        }
    }

    private IEnumerable<string> NeverDone(IReadOnlyList<ApiOperation> operations) =>
        from operation in operations
        where operation.Scope != "platform:admin" && !Vocabulary.NeverDone.ContainsKey(operation.Name) && !_attackers.Concat(_victims).Any(tenant => tenant.Done.Contains(operation.Name))
        select $"{operation.Name} does not even work for a tenant's own things; teach {nameof(Vocabulary)}.cs what it needs: {_victims[0].Refused.GetValueOrDefault(operation.Name) ?? "never called"}";
}
