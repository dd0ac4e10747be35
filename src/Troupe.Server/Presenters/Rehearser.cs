using Troupe.Server.Commands;
using Troupe.Server.Events;

namespace Troupe.Server.Presenters;

/// <summary>Rehearses drafts. Thread-safe.</summary>
internal sealed class Rehearser(EventStreams streams, PreflightDesk preflight, IRehearsal rehearsal) : IWorker
{
    /// <inheritdoc/>
    public string Action => "presenter.rehearse";

    /// <inheritdoc/>
    public async Task<IDomainEvent> DoAsync(Command command, string presenter, CancellationToken cancellationToken)
    {
        var tenant = command.Caller.Tenant;
        if (await streams.LoadAsync<Presenter>(tenant, presenter, cancellationToken) is not { State: { Draft: { } draft, IsArchived: false } })
        {
            return new JobFailed("presenter_not_found", []);
        }

        if (preflight.Check(draft, await preflight.FindAssetsAsync(tenant, draft, cancellationToken)) is { Count: > 0 } reasons)
        {
            return JobFailed.Of("incompatible", reasons);
        }

        return await rehearsal.RehearseAsync(draft, cancellationToken) is { Count: > 0 } broken ? JobFailed.Of("engine_failed", broken) : new JobDone(null);
    }
}
