using Troupe.Server.Events;

namespace Troupe.Server.Policy;

/// <summary>Follows the policies of all tenants in the log, whichever node changed them, and compiles them.</summary>
internal sealed class PolicyFeed(EventStreams streams, TenantRulesets rulesets, TimeProvider time, ILogger<PolicyFeed> logger) : BackgroundService
{
    /// <summary>How long a start waits for the store before it goes on and allows nothing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Between attempts to read from a store that fails.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly EventFilter Policies = new(Kind: PolicyState.Kind);

    private readonly Dictionary<TenantId, Versioned<PolicyState>> _states = [];
    private readonly TaskCompletionSource _known = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _position;

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        rulesets.Close();
        await base.StartAsync(cancellationToken);
        await Task.WhenAny(_known.Task, Task.Delay(Patience, time, cancellationToken));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var envelope in streams.Store.ReadAsync(Policies, _position, stoppingToken))
                {
                    Fold(envelope);
                }

                // Once for each tenant, however often its policy changed.
                foreach (var (tenant, (state, version)) in _states)
                {
                    Use(tenant, state, version);
                }

                rulesets.Open();
                _known.TrySetResult();
                await foreach (var envelope in streams.Store.SubscribeAsync(Policies, _position, stoppingToken))
                {
                    Fold(envelope);
                    var (state, version) = _states[envelope.Stream.Tenant];
                    Use(envelope.Stream.Tenant, state, version);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (EventStoreException failure)
            {
                logger.PoliciesUnread(failure.Message);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Fold(EventEnvelope envelope)
    {
        _position = envelope.Position;
        var tenant = envelope.Stream.Tenant;
        var state = _states.TryGetValue(tenant, out var known) ? known.State : PolicyState.Initial;
        _states[tenant] = new Versioned<PolicyState>(streams.Read(envelope) is { } fact ? state.Apply(fact) : state, envelope.Version);
    }

    private void Use(TenantId tenant, PolicyState state, long version)
    {
        if (rulesets.Knows(tenant, version))
        {
            return;
        }

        if (RulesetCompiler.Compile(state.Document, out var mistakes) is { } rules)
        {
            rulesets.Swap(tenant, new TenantPolicy(version, rules, state.Disclosure));
        }
        else
        {
            // It was checked when it was saved, by another release.
            logger.PolicyUnfit(tenant.Value, version, mistakes[0].Field ?? "", mistakes[0].Detail);
            rulesets.Swap(tenant, new TenantPolicy(version, Ruleset.Closed, state.Disclosure));
        }
    }
}
