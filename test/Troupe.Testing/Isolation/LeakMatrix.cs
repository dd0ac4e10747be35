using Troupe.Testing.Isolation.Tricks;

namespace Troupe.Testing.Isolation;

/// <summary>
/// Attacks a running server from outside: tenants with canaries in every field, and other tenants that call every operation which the server describes with every id
/// of theirs. Nothing that an attacker gets may have a canary or an id of another tenant, a thing of another tenant is answered as one that never existed, and a victim's
/// things are afterwards as they were.
/// </summary>
public sealed class LeakMatrix : IDisposable
{
    private readonly LeakMatrixOptions _options;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) }) { Timeout = TimeSpan.FromMinutes(5) };
    private readonly List<TenantClient> _victims = [];
    private readonly List<TenantClient> _attackers = [];
    private readonly Dictionary<TenantClient, Credentials> _credentials = [];
    private readonly Operator _desk;
    private readonly Inspector _inspector;
    private readonly Eavesdroppers _ears;
    private ApiDescription _api = null!;
    private AttackRun _attack = null!;
    private string[] _scopes = [];
    private IReadOnlyList<ApiOperation> _operations = [];
    private IReadOnlyDictionary<string, string> _seenByFirst = new Dictionary<string, string>(StringComparer.Ordinal);
    private readonly List<IReadOnlyDictionary<string, string>> _seenByVictims = [];

    /// <summary>Prepares it.</summary>
    public LeakMatrix(LeakMatrixOptions options)
    {
        _options = options;
        _desk = new Operator(_http, options.Server, options.OperatorKey);
        _inspector = new Inspector(Report, Needles);
        _ears = new Eavesdroppers(options.Server, _http, Report, Needles);
    }

    /// <summary>What belongs to the victims.</summary>
    public Needles Needles { get; } = new();

    /// <summary>What belongs to the attackers.</summary>
    public Needles AttackersNeedles { get; } = new();

    /// <summary>What was found.</summary>
    public LeakReport Report { get; } = new();

    private bool IsOver => _options.StopsAtFirst && Report.IsFound;

    /// <summary>Runs the matrix.</summary>
    public async Task<LeakReport> RunAsync(CancellationToken cancellationToken)
    {
        (_api, _scopes) = await _desk.ReadAsync(cancellationToken);
        Report.Operations = _api.Operations.Count;
        Report.Note(Vocabulary.Unknown(_api.Operations));
        _operations = [.. _api.Operations, .. Vocabulary.Undescribed];
        await using var ears = _ears;
        await SettleAllAsync(cancellationToken);
        _attack = new AttackRun(_options, Report, _operations, _victims, _credentials);

        // Before an attacker sends any id of theirs: whatever of theirs it gets, it was told.
        List<(string Name, Func<Task> RunAsync)> parts =
        [
            ("newcomers", () => CompareNewcomersAsync(cancellationToken)),
            ("listen", () => ListenAsync(cancellationToken)),
            ("look", () => _attack.LookAroundAsync(only: null, cancellationToken)),
            .. Plot.All.Select(trick => (trick.Name, (Func<Task>)(() => PlayAsync(trick.PlayAsync, cancellationToken)))),
            ("attack", () => _attack.AttackAsync(only: null, cancellationToken)),
            ("sockets", () => BreakInAsync(cancellationToken)),
            ("unharmed", () => ExpectUnharmedAsync(cancellationToken)),
        ];
        if (_options.Near is { } near)
        {
            await (parts.Find(part => part.Name == near).RunAsync?.Invoke() ?? LookNearAsync(near, cancellationToken));
        }

        foreach (var (_, runAsync) in parts.TakeWhile(_ => !IsOver))
        {
            await runAsync();
        }

        if (!IsOver)
        {
            Report.Note(NeverDone());
            Report.Note(Report.Unreached.Select(place => $"Every id at {place}, so that nobody looked whose it is; teach {nameof(Vocabulary)}.cs what the request needs."));
            Report.Note(Report.HiddenByLimits.Select(operation => $"{operation} was only ever refused by limits: give the tenants of the matrix more in {nameof(IsolationSettings)}.cs."));
        }

        return Report;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task SettleAllAsync(CancellationToken cancellationToken)
    {
        // What the server shows to somebody who comes while nobody else is there.
        var first = await SettleAsync(AttackersNeedles, fresh: false, "standard", cancellationToken);
        _seenByFirst = await TenantSight.OfAsync(first, _operations, again: false, cancellationToken);
        if (_options.Thorough)
        {
            var spare = await SettleAsync(AttackersNeedles, fresh: false, "standard", cancellationToken);
            Report.Note(await _desk.ProveAsync(spare, _api.Operations, cancellationToken));
        }

        foreach (var number in Enumerable.Range(0, _options.Victims))
        {
            // Tiers are seen: a victim's is another one.
            var victim = await SettleAsync(Needles, fresh: true, "plus", cancellationToken);
            await victim.LiveAsync(_options.Things, cancellationToken);
            _victims.Add(victim);
        }

        for (var number = 0; number < _options.Attackers; number++)
        {
            var attacker = await SettleAsync(AttackersNeedles, fresh: false, "standard", cancellationToken);
            attacker.Heard = (request, credential, answer) => _inspector.Inspect(attacker, request, credential, answer);
            await attacker.LiveAsync(rounds: 1, cancellationToken);
            _attackers.Add(attacker);
            _credentials[attacker] = _options.Thorough
                ? await Credentials.OfAsync(attacker, _api, _victims[0].Own["key"][0], cancellationToken)
                : new Credentials([attacker.Key, Plot.Shown(await attacker.IssueAsync(TenantClient.Common, cancellationToken))]);
        }

        foreach (var victim in _victims)
        {
            _seenByVictims.Add(await TenantSight.OfAsync(victim, _operations, again: true, cancellationToken));
        }
    }

    private async Task<TenantClient> SettleAsync(Needles needles, bool fresh, string tier, CancellationToken cancellationToken)
    {
        var tenant = $"t{Guid.NewGuid():n}";
        await _desk.CreateAsync(tenant, needles.Make(tenant, NeedleKind.Text, "name of the tenant"), tier, cancellationToken);
        var client = new TenantClient(_options.Server, _http, _api, needles, tenant, fresh);
        client.Begin(await _desk.CreateKeyAsync(tenant, needles.Make(tenant, NeedleKind.Text, "label of a key"), _scopes, cancellationToken));
        return client;
    }

    private async Task CompareNewcomersAsync(CancellationToken cancellationToken)
    {
        var newcomer = await SettleAsync(AttackersNeedles, fresh: false, "standard", cancellationToken);
        newcomer.Heard = (request, credential, answer) => _inspector.Inspect(newcomer, request, credential, answer);
        var seen = await TenantSight.OfAsync(newcomer, _operations, again: false, cancellationToken);
        foreach (var (operation, before, after) in TenantSight.Differences(_seenByFirst, seen))
        {
            Report.Found($"{operation} of a tenant that has done nothing", $"tells that others are there:\n  {after}\n  and before they came:\n  {before}");
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await _ears.OpenAsync(_victims, _attackers, _operations, cancellationToken);
        await _ears.ListenAsync(_victims, _attackers, _api, cancellationToken);
        foreach (var attacker in _attackers.Where(_ => !IsOver))
        {
            await TenantSight.OfAsync(attacker, _operations, again: false, cancellationToken);
        }

        // The victims changed things of their own.
        for (var number = 0; number < _victims.Count; number++)
        {
            _seenByVictims[number] = await TenantSight.OfAsync(_victims[number], _operations, again: true, cancellationToken);
        }
    }

    // One operation alone: with what is the attacker's own, and with what is the victim's.
    private async Task LookNearAsync(string operation, CancellationToken cancellationToken)
    {
        await _attack.LookAroundAsync(operation, cancellationToken);
        if (!IsOver)
        {
            await _attack.AttackAsync(operation, cancellationToken);
        }
    }

    private async Task PlayAsync(Func<Plot, CancellationToken, Task> playAsync, CancellationToken cancellationToken)
    {
        for (var number = 0; number < Math.Min(_victims.Count, _attackers.Count) && !IsOver; number++)
        {
            await playAsync(new Plot(_options.Server, _http, Report, _victims[number], _attackers[number], tier => SettleAsync(AttackersNeedles, fresh: false, tier, cancellationToken)), cancellationToken);
            _seenByVictims[number] = await TenantSight.OfAsync(_victims[number], _operations, again: true, cancellationToken);
        }
    }

    private async Task BreakInAsync(CancellationToken cancellationToken)
    {
        await _ears.OpenAsync(_victims, _attackers, _operations, cancellationToken);
        await _ears.BreakInAsync(_attack.Foreign, _attackers[0], _credentials[_attackers[0]].Good[0], _operations.Where(operation => _options.Thorough || Vocabulary.Sockets.Contains(operation.Name)), cancellationToken);
    }

    // Whatever attackers were answered: nothing of the victims' has changed, and nobody else's texts are in it.
    private async Task ExpectUnharmedAsync(CancellationToken cancellationToken)
    {
        for (var number = 0; number < _victims.Count && !IsOver; number++)
        {
            var now = await TenantSight.OfAsync(_victims[number], _operations, again: true, cancellationToken);
            foreach (var (operation, before, after) in TenantSight.Differences(_seenByVictims[number], now))
            {
                Report.Found($"{operation} of a victim", $"is not as it was before it was attacked:\n  {after}\n  and before:\n  {before}");
            }

            foreach (var needle in now.Values.SelectMany(AttackersNeedles.FindIn).Where(needle => needle.Kind is not NeedleKind.Id))
            {
                Report.Found("a victim", $"has {needle.Kind} of {needle.Tenant} ({needle.Place})");
            }
        }

        _ears.ExpectAlive(_victims);
    }

    private IEnumerable<string> NeverDone() =>
        from operation in _operations
        where operation.Scope != "platform:admin" && !Vocabulary.NeverDone.ContainsKey(operation.Name) && !_attackers.Concat(_victims).Any(tenant => tenant.Done.Contains(operation.Name))
        select $"{operation.Name} does not even work for a tenant's own things; teach {nameof(Vocabulary)}.cs what it needs: {_victims[0].Refused.GetValueOrDefault(operation.Name) ?? "never called"}";
}
