using Troupe.Contracts.Control;
using Troupe.Server.Commands;
using Troupe.Server.Events;

namespace Troupe.Server.Presenters;

/// <summary>Work was put off.</summary>
/// <param name="Work"><c>publish</c> or <c>rehearse</c>.</param>
/// <param name="Presenter">For which presenter.</param>
[EventType("job.queued")]
internal sealed record JobQueued(string Work, string Presenter) : IDomainEvent;

/// <summary>It is being done.</summary>
[EventType("job.started")]
internal sealed record JobStarted : IDomainEvent;

/// <summary>The server that did it goes down; it waits for another.</summary>
[EventType("job.released")]
internal sealed record JobReleased : IDomainEvent;

/// <summary>It is done.</summary>
/// <param name="Revision">The revision that it made; null when it made none.</param>
[EventType("job.done")]
internal sealed record JobDone(int? Revision) : IDomainEvent;

/// <summary>It failed.</summary>
/// <param name="Code">A code of the errors.</param>
/// <param name="Reasons">Every reason.</param>
[EventType("job.failed")]
internal sealed record JobFailed(string Code, IReadOnlyList<PreflightReason> Reasons) : IDomainEvent
{
    /// <summary>The failure that refused commands stand for.</summary>
    public static JobFailed Of(string code, IReadOnlyList<Reason> reasons) => new(code, [.. reasons.Select(reason => new PreflightReason(reason.Code, reason.Detail, reason.Field))]);
}

/// <summary>Work, folded from its facts; each of them is pushed to whoever follows it.</summary>
internal sealed record Job : IFolded<Job>
{
    /// <inheritdoc/>
    public static string Kind => "job";

    /// <inheritdoc/>
    public static Job Initial { get; } = new();

    /// <summary>How it stands, under an empty id; null before it is queued.</summary>
    public JobView? View { get; init; }

    /// <inheritdoc/>
    public Job Apply(IDomainEvent fact) => fact switch
    {
        JobQueued queued => new Job { View = new JobView("", queued.Work, queued.Presenter, JobState.Queued) },
        JobStarted => this with { View = View! with { State = JobState.Running } },
        JobReleased => this with { View = View! with { State = JobState.Queued } },
        JobDone done => this with { View = View! with { State = JobState.Done, Revision = done.Revision } },
        JobFailed failed => this with { View = View! with { State = JobState.Failed, Code = failed.Code, Reasons = failed.Reasons } },
        _ => this,
    };
}
