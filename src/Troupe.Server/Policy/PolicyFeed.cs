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

    private readonly Dictionary<TenantId, PolicyState> _states = [];
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
                    Take(envelope);
                }

                rulesets.Open();
                _known.TrySetResult();
                await foreach (var envelope in streams.Store.SubscribeAsync(Policies, _position, stoppingToken))
                {
                    Take(envelope);
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

    private void Take(EventEnvelope envelope)
    {
        _position = envelope.Position;
        if (streams.Read(envelope) is not { } fact)
        {
            return;
        }

        var tenant = envelope.Stream.Tenant;
        var state = _states.GetValueOrDefault(tenant, PolicyState.Initial).Apply(fact);
        _states[tenant] = state;
        if (RulesetCompiler.Compile(state.Document, out var mistakes) is { } rules)
        {
            rulesets.Swap(tenant, new TenantPolicy(envelope.Version, rules, state.Disclosure));
        }
        else
        {
            // It was checked when it was saved, by another release.
            logger.PolicyUnfit(tenant.Value, envelope.Version, mistakes[0].Field ?? "", mistakes[0].Detail);
            rulesets.Swap(tenant, new TenantPolicy(envelope.Version, Ruleset.Closed, state.Disclosure));
        }
    }
}
