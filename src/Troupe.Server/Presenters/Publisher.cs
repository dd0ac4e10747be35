using System.Text.Json;
using Troupe.Contracts.Control;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Policy;

namespace Troupe.Server.Presenters;

/// <summary>Publishes: at once, or after a rehearsal. Thread-safe.</summary>
internal sealed class Publisher(EditGate gate, TenantRulesets rulesets, CommandDesk desk, EventStreams streams, PreflightDesk preflight, IRehearsal rehearsal, TimeProvider time) : IWorker
{
    /// <inheritdoc/>
    public string Action => "presenter.publish";

    /// <summary>Everything that keeps a profile from being published, and what the policy says of it.</summary>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="presenter">The presenter.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<(IReadOnlyList<Reason> Reasons, Decision Policy)> CheckAsync(TenantId tenant, Presenter presenter, PresenterProfile profile, CancellationToken cancellationToken) =>
        (preflight.Check(profile, await preflight.FindAssetsAsync(tenant, profile, cancellationToken)), PresenterPolicy.OfShown(rulesets.Of(tenant).Rules, profile, presenter));

    /// <summary>Publishes the draft if the policy of now allows all its words, and what is said of it. When it holds them, this draft is what is approved, and no later one.</summary>
    public async ValueTask<CommandOutcome<Presenter>> PublishAsync(Command command, string presenter, CancellationToken cancellationToken)
    {
        var (decide, seen) = await DecisionAsync(command.Caller.Tenant, presenter, cancellationToken);
        return await gate.ExecuteAsync(command, presenter, decide, cancellationToken, late: PresenterPolicy.Ask, seen: seen);
    }

    /// <summary>Publishes the draft after the policy held it.</summary>
    public async ValueTask<CommandOutcome<Presenter>> PublishHeldAsync(Command command, string presenter, PublishPresenter request, CancellationToken cancellationToken)
    {
        var (decide, _) = await DecisionAsync(command.Caller.Tenant, presenter, cancellationToken);
        return await desk.ExecuteAsync<Presenter>(
            command with { Payload = request }, presenter, state => PresenterPolicy.Approve(rulesets.Of(command.Caller.Tenant).Rules, state, decide(state, request)), cancellationToken);
    }

    /// <summary>Rehearses the draft, so that the first session begins at once, and publishes it.</summary>
    public async Task<IDomainEvent> DoAsync(Command command, string presenter, CancellationToken cancellationToken)
    {
        var request = ((JsonElement)command.Payload).Deserialize<PublishPresenter>(EventCodec.Json)!;
        var (state, _) = await streams.LoadAsync<Presenter>(command.Caller.Tenant, presenter, cancellationToken);
        if (state.Draft is { } draft && await rehearsal.RehearseAsync(draft, cancellationToken) is { Count: > 0 } broken)
        {
            return JobFailed.Of("engine_failed", broken);
        }

        return await PublishAsync(command with { Payload = request }, presenter, cancellationToken) switch
        {
            CommandOutcome<Presenter>.Done done => new JobDone(done.State.Live),
            CommandOutcome<Presenter>.Refused refused => JobFailed.Of(refused.Code, refused.Reasons),
            _ => throw new InvalidOperationException("An outcome is Done or Refused."),
        };
    }

    // The assets are looked up before the decision, which is pure; a draft that names others by then is refused as lacking them.
    private async ValueTask<(Func<Presenter, PublishPresenter, Decided> Decide, long Seen)> DecisionAsync(TenantId tenant, string presenter, CancellationToken cancellationToken)
    {
        var (seen, version) = await streams.LoadAsync<Presenter>(tenant, presenter, cancellationToken);
        var assets = await preflight.FindAssetsAsync(tenant, seen.Draft ?? new PresenterProfile(), cancellationToken);
        return ((state, allowed) => PresenterEdits.OfActive(presenter, state) ?? Publishing.Decide(state, allowed, time.GetUtcNow(), profile => preflight.Check(profile, assets)), version);
    }
}
