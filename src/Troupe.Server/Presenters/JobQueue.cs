using Microsoft.Extensions.Options;
using Troupe.Contracts.Control;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Presenters;

/// <summary>Does work one after another, beside requests. Thread-safe.</summary>
/// <remarks>
/// Orders are in the log, so all servers on it see them; the one that writes <see cref="WorkTaken"/> first does it, and renews that while it does. Work of a server that died is
/// taken up by another, or by the same one after its start, once its time is over. Clocks of servers may differ by less than a lease.
/// </remarks>
internal sealed class JobQueue(EventStreams streams, IEnumerable<IWorker> workers, IOptions<PresentersOptions> options, TimeProvider time, ILogger<JobQueue> logger) : BackgroundService
{
    /// <summary>Pieces of work that may wait: at a second each, a minute.</summary>
    private const int Capacity = 64;

    /// <summary>Work that takes a server down with it is not tried for ever.</summary>
    private const int MostAttempts = 3;

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private readonly WorkBoard _board = new();
    private readonly Dictionary<string, IWorker> _workers = workers.ToDictionary(worker => worker.Action, StringComparer.Ordinal);
    private long _position;

    private TimeSpan Lease => options.Value.WorkLease;

    /// <summary>Orders work; the same id is ordered once.</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="queued">The job, as it is shown.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How it stands; null when too much waits.</returns>
    public async ValueTask<JobView?> AddAsync(string id, Command command, JobQueued queued, CancellationToken cancellationToken)
    {
        var tenant = command.Caller.Tenant;
        if (await FindAsync(tenant, id, cancellationToken) is { } before)
        {
            return before;
        }

        if (_board.Count >= Capacity)
        {
            return null;
        }

        await streams.Store.AppendAsync(
            [streams.Write(new StreamId(tenant, Job.Kind, id), 0, [queued]), streams.Write(new StreamId(tenant, Work.Kind, id), 0, [WorkOrdered.Of(command, queued.Presenter)])], cancellationToken);
        return await FindAsync(tenant, id, cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(AgainAndAgainAsync(FollowAsync, stoppingToken), AgainAndAgainAsync(WorkAsync, stoppingToken));

    private async ValueTask<JobView?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken) =>
        (await streams.LoadAsync<Job>(tenant, id, cancellationToken)).State.View is { } view ? view with { Id = id } : null;

    private async Task AgainAndAgainAsync(Func<CancellationToken, Task> run, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await run(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                logger.JobsWait(failure);
                await Task.Delay(TryAgainAfter, time, stoppingToken).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        await foreach (var envelope in streams.Store.SubscribeAsync(new EventFilter(Kind: Work.Kind), _position, stoppingToken))
        {
            try
            {
                if (streams.Read(envelope) is { } fact)
                {
                    _board.Apply(envelope, fact);
                }
            }
            catch (ProtectionException unreadable)
            {
                // Another server may have the key; other work goes on.
                logger.JobFailed(unreadable, envelope.Stream.Id);
            }

            _position = envelope.Position;
        }
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var (stream, work, version, wait) = _board.Next(time.GetUtcNow());
            if (stream is { } next)
            {
                await TakeAsync(next, work!, version, stoppingToken);
                _board.Apply(next, await streams.LoadAsync<Work>(next.Tenant, next.Id, stoppingToken));
            }
            else
            {
                await _board.WaitAsync(wait, time, stoppingToken);
            }
        }
    }

    private async Task TakeAsync(StreamId stream, Work work, long version, CancellationToken stoppingToken)
    {
        var job = stream with { Kind = Job.Kind };
        if (work.Attempts > 0)
        {
            logger.JobTakenUp(stream.Id, work.Attempts);
        }

        if (work.Attempts >= MostAttempts || work.Order is not { } order || !_workers.TryGetValue(order.Action, out var worker))
        {
            await TellAsync(stream, version, new WorkEnded(), job, new JobFailed("work_interrupted", []));
            return;
        }

        if (!await TellAsync(stream, version, new WorkTaken(time.GetUtcNow() + Lease), job, new JobStarted()))
        {
            return;
        }

        var lease = new WorkLease(streams, stream, version + 1, Lease, time);
        using var mine = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var renewing = lease.RenewAsync(mine);
        var outcome = await DoAsync(worker, order.ToCommand(stream.Tenant), order.Target, stream.Id, mine.Token);
        await mine.CancelAsync();
        version = await renewing;
        if (outcome is not null)
        {
            await TellAsync(stream, version, new WorkEnded(), job, outcome);
        }
        else if (stoppingToken.IsCancellationRequested)
        {
            await TellAsync(stream, version, new WorkReleased(), job, new JobReleased());
        }
    }

    private async Task<IDomainEvent?> DoAsync(IWorker worker, Command command, string target, string id, CancellationToken cancellationToken)
    {
        try
        {
            return await worker.DoAsync(command, target, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure)
        {
            logger.JobFailed(failure, id);
            return new JobFailed("server_error", []);
        }
    }

    // False when somebody else was first.
    private async ValueTask<bool> TellAsync(StreamId stream, long version, IDomainEvent fact, StreamId job, IDomainEvent shown) =>
        await streams.Store.AppendAsync([streams.Write(stream, version, [fact]), streams.Write(job, StreamWrite.AnyVersion, [shown])], CancellationToken.None) is AppendOutcome.Appended;
}
