using System.Runtime.CompilerServices;
using Npgsql;

namespace Troupe.Server.Events.Postgres;

/// <summary>
/// A log in a PostgreSQL data base that several servers share. Each server commits what gathers while it commits; among servers the row of the head decides who
/// is next, so the order of commits is the order of positions and nobody ever sees a later fact before an earlier one.
/// </summary>
internal sealed class PostgresEventStore : IEventStore
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgresReader _reader;
    private readonly PostgresWriter _writer;
    private readonly PostgresHerald _herald;
    private readonly CommitQueue _queue = new();
    private readonly EventTail _tail;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;
    private readonly Task _following;
    private readonly Task _telling;

    private PostgresEventStore(NpgsqlDataSource source, PostgresReader reader, long head, TimeProvider time, ILogger logger)
    {
        (_source, _reader, _writer, _herald, _tail) = (source, reader, new PostgresWriter(source, time), new PostgresHerald(source, time), new EventTail(head));
        _telling = _herald.RunAsync();
        _following = new PostgresFollower(source, reader, _tail, time, logger).RunAsync(_stop.Token);
        _writing = WriteAllAsync();
    }

    /// <summary>Opens the log, and makes its tables when there are none.</summary>
    /// <param name="connection">The connection string, as Npgsql reads it.</param>
    /// <param name="time">Tells when facts were appended.</param>
    /// <param name="logger">Is told when the data base cannot be reached.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EventStoreException">The data base cannot be used.</exception>
    public static async Task<PostgresEventStore> OpenAsync(string connection, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        if (settings.MaxAutoPrepare == 0)
        {
            // The few statements of the store are planned once for each connection.
            (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (32, 2);
        }

        var source = NpgsqlDataSource.Create(settings);
        try
        {
            await PostgresSchema.MigrateAsync(source, cancellationToken);
            var reader = new PostgresReader(source);
            return new PostgresEventStore(source, reader, await reader.HeadAsync(cancellationToken), time, logger);
        }
        catch (Exception failure)
        {
            await source.DisposeAsync();
            if (PostgresFailure.Is(failure))
            {
                throw PostgresFailure.Of(failure);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<AppendOutcome> AppendAsync(IReadOnlyList<StreamWrite> writes, CancellationToken cancellationToken) => _queue.AppendAsync(writes, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<EventEnvelope> ReadStreamAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken) =>
        ToldAsync(_reader.ReadStreamAsync(stream, afterVersion, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<EventEnvelope> ReadAsync(EventFilter filter, long afterPosition, CancellationToken cancellationToken) =>
        ToldAsync(_reader.ReadAsync(filter, afterPosition, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<EventEnvelope> SubscribeAsync(EventFilter filter, long afterPosition, CancellationToken cancellationToken) =>
        _tail.FollowAsync(filter, afterPosition, ReadAsync, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> HeadAsync(CancellationToken cancellationToken) => ToldAsync(_reader.HeadAsync(cancellationToken));

    /// <inheritdoc/>
    public ValueTask<StreamSnapshot?> FindSnapshotAsync(StreamId stream, CancellationToken cancellationToken) => ToldAsync(_reader.FindSnapshotAsync(stream, cancellationToken));

    /// <inheritdoc/>
    public async ValueTask SaveSnapshotAsync(StreamId stream, StreamSnapshot snapshot, CancellationToken cancellationToken)
    {
        try
        {
            await _reader.SaveSnapshotAsync(stream, snapshot, cancellationToken);
        }
        catch (Exception failure) when (PostgresFailure.Is(failure))
        {
            throw PostgresFailure.Of(failure);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _writing;
        _herald.Close();
        await _telling;
        await _stop.CancelAsync();
        await _following;
        await _writer.DisposeAsync();
        await _source.DisposeAsync();
        _stop.Dispose();
    }

    private static async ValueTask<T> ToldAsync<T>(ValueTask<T> reading)
    {
        try
        {
            return await reading;
        }
        catch (Exception failure) when (PostgresFailure.Is(failure))
        {
            throw PostgresFailure.Of(failure);
        }
    }

    private static async IAsyncEnumerable<EventEnvelope> ToldAsync(IAsyncEnumerable<EventEnvelope> facts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reading = facts.GetAsyncEnumerator(cancellationToken);
        while (await ToldAsync(reading.MoveNextAsync()))
        {
            yield return reading.Current;
        }
    }

    private async Task WriteAllAsync()
    {
        var group = new List<Pending>();
        while (await _queue.TakeAsync(group))
        {
            try
            {
                await WriteAsync([.. group.Cast<PendingAppend>()]);
            }
            catch (Exception failure)
            {
                // The writer lives on: the next group connects anew.
                group.ForEach(pending => pending.Fail(PostgresFailure.Is(failure) ? PostgresFailure.Of(failure) : failure));
            }

            group.Clear();
        }
    }

    private async Task WriteAsync(PendingAppend[] group)
    {
        var appends = group.Select(append => append.Writes).ToArray();
        var (head, outcomes, facts) = await TwiceAsync(() => _writer.WriteAsync(appends));

        // When another server wrote in between, the follower brings these facts in their order.
        _tail.TryExtend(head, facts);
        _herald.Tell(head + facts.Count);
        for (var index = 0; index < group.Length; index++)
        {
            group[index].Answer(outcomes[index]);
        }
    }

    // A connection may have died while it was idle. A group can be written again, for what is there is known by its ids.
    private static async ValueTask<T> TwiceAsync<T>(Func<ValueTask<T>> write)
    {
        try
        {
            return await write();
        }
        catch (Exception failure) when (PostgresFailure.Is(failure) && failure is not PostgresException { IsTransient: false, SqlState: not PostgresErrorCodes.AdminShutdown })
        {
            return await write();
        }
    }
}
