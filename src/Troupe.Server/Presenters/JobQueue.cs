using System.Threading.Channels;
using Troupe.Contracts.Control;
using Troupe.Server.Commands;
using Troupe.Server.Events;

namespace Troupe.Server.Presenters;

/// <summary>Does work one after another, beside requests. Thread-safe.</summary>
/// <remarks>Where each piece stands is in the log. What a server that goes down had not finished stays as it stood: ask for it again.</remarks>
internal sealed class JobQueue(EventStreams streams, ILogger<JobQueue> logger) : BackgroundService
{
    /// <summary>Pieces of work that may wait: at a second each, a minute.</summary>
    private const int Capacity = 64;

    private readonly Channel<(StreamId Job, Func<CancellationToken, Task<IDomainEvent>> Work)> _waiting =
        Channel.CreateBounded<(StreamId, Func<CancellationToken, Task<IDomainEvent>>)>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    /// <summary>Puts work off; the same id is put off once.</summary>
    /// <param name="tenant">For whom.</param>
    /// <param name="id">The job's id.</param>
    /// <param name="queued">What it is.</param>
    /// <param name="work">Does it; gives <see cref="JobDone"/> or <see cref="JobFailed"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How it stands; null when too much waits.</returns>
    public async ValueTask<JobView?> AddAsync(TenantId tenant, string id, JobQueued queued, Func<CancellationToken, Task<IDomainEvent>> work, CancellationToken cancellationToken)
    {
        var stream = new StreamId(tenant, Job.Kind, id);
        if (_waiting.Reader.Count < Capacity && await streams.Store.AppendAsync([streams.Write(stream, 0, [queued])], cancellationToken) is AppendOutcome.Appended && !_waiting.Writer.TryWrite((stream, work)))
        {
            await streams.Store.AppendAsync([streams.Write(stream, 1, [new JobFailed("overloaded", [])])], cancellationToken);
        }

        return (await streams.LoadAsync<Job>(tenant, id, cancellationToken)).State.View is { } view ? view with { Id = id } : null;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (job, work) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await TellAsync(job, new JobStarted());
                await TellAsync(job, await work(stoppingToken));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                logger.JobFailed(failure, job.Id);
                await TryFailAsync(job);
            }
        }
    }

    /// <summary>The failure that refused commands stand for.</summary>
    public static JobFailed Failed(string code, IReadOnlyList<Reason> reasons) => new(code, [.. reasons.Select(reason => new PreflightReason(reason.Code, reason.Detail, reason.Field))]);

    private ValueTask<AppendOutcome> TellAsync(StreamId job, IDomainEvent fact) =>
        streams.Store.AppendAsync([streams.Write(job, StreamWrite.AnyVersion, [fact])], CancellationToken.None);

    private async Task TryFailAsync(StreamId job)
    {
        try
        {
            await TellAsync(job, new JobFailed("server_error", []));
        }
        catch (EventStoreException failure)
        {
            logger.JobFailed(failure, job.Id);
        }
    }
}
