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

    /// <summary>What keeps a profile from being published; empty when nothing does.</summary>
    public async ValueTask<IReadOnlyList<Reason>> CheckAsync(TenantId tenant, PresenterProfile profile, CancellationToken cancellationToken) =>
        preflight.Check(profile, await preflight.FindAssetsAsync(tenant, profile, cancellationToken));

    /// <summary>Publishes the draft if the policy allows what is said of it.</summary>
    public async ValueTask<CommandOutcome<Presenter>> PublishAsync(Command command, string presenter, CancellationToken cancellationToken) =>
        await gate.ExecuteAsync(command, presenter, await DecisionAsync(command.Caller.Tenant, presenter, cancellationToken), cancellationToken);

    /// <summary>Publishes the draft after the policy held it.</summary>
    public async ValueTask<CommandOutcome<Presenter>> PublishHeldAsync(Command command, string presenter, PublishPresenter request, CancellationToken cancellationToken)
    {
        var decide = await DecisionAsync(command.Caller.Tenant, presenter, cancellationToken);
        return await desk.ExecuteAsync<Presenter>(command with { Payload = request }, presenter, state => decide(state, request), cancellationToken);
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
    private async ValueTask<Func<Presenter, PublishPresenter, Decided>> DecisionAsync(TenantId tenant, string presenter, CancellationToken cancellationToken)
    {
        var (seen, _) = await streams.LoadAsync<Presenter>(tenant, presenter, cancellationToken);
        var assets = await preflight.FindAssetsAsync(tenant, seen.Draft ?? new PresenterProfile(), cancellationToken);
        return (state, allowed) => PresenterEdits.OfActive(presenter, state) ?? DraftChanges.Denied(rulesets, tenant, state.Draft!) ?? Publishing.Decide(state, allowed, time.GetUtcNow(), profile => preflight.Check(profile, assets));
    }
}
