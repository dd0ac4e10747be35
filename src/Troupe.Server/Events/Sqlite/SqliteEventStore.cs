using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Troupe.Server.Events.Sqlite;

/// <summary>
/// A log in one SQLite file: write-ahead, flushed with each commit. Who appends alone writes at once, for two changes of threads take as long as the commit; who comes meanwhile
/// is left to one thread that commits all that has gathered, so that never more than one thread of the pool waits for the disk. Readers have connections of their own.
/// </summary>
internal sealed class SqliteEventStore : IEventStore
{
    private const int MostIdleReaders = 8;

    private readonly SqliteFile _file;
    private readonly SqliteWriter _writer;
    private readonly Lock _turn = new();
    private readonly CommitQueue _queue = new();
    private readonly StreamNumbers _numbers = new();
    private readonly ConcurrentBag<SqliteReader> _readers = [];
    private readonly EventTail _tail;
    private readonly Task _writing;
    private bool _closed;

    private SqliteEventStore(SqliteFile file, SqliteWriter writer, long head)
    {
        (_file, _writer, _tail) = (file, writer, new EventTail(head));
        _writing = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Opens the log of a folder, which is made when there is none. The system's SQLite must be loaded.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="time">Tells when facts were appended.</param>
    /// <exception cref="EventStoreException">The folder or the log cannot be used.</exception>
    public static SqliteEventStore Open(string folder, TimeProvider time)
    {
        // The one of the pool that waits for the disk is not missing elsewhere.
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + 1), completions);
        var file = SqliteFile.Take(folder);
        SqliteConnection? connection = null;
        try
        {
            connection = file.Connect();

            // A page of an index is written many times: folding the write-ahead log back at 16 MB instead of 4 writes most of them once.
            SqliteSchema.Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -16000");
            SqliteSchema.Migrate(connection);
            using var reader = new SqliteReader(file.Connect(), new StreamNumbers());
            return new SqliteEventStore(file, new SqliteWriter(connection, time), reader.Head());
        }
        catch (Exception failure)
        {
            connection?.Dispose();
            file.Dispose();
            if (failure is SqliteException inner)
            {
                throw SqliteFailure.Of(inner);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<AppendOutcome> AppendAsync(IReadOnlyList<StreamWrite> writes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_queue.IsQuiet || !_turn.TryEnter())
        {
            return _queue.AppendAsync(writes, cancellationToken);
        }

        try
        {
            if (_closed)
            {
                return _queue.AppendAsync(writes, cancellationToken);
            }

            AppendRules.Check(writes);
            var own = new PendingAppend(writes);
            Write([own]);
            return new(own.Outcome);
        }
        finally
        {
            _turn.Exit();
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<EventEnvelope> ReadStreamAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken) =>
        PagesAsync(afterVersion, (reader, after) => reader.ReadStream(stream, after), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<EventEnvelope> ReadAsync(EventFilter filter, long afterPosition, CancellationToken cancellationToken) =>
        PagesAsync(afterPosition, (reader, after) => reader.Read(filter, after), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<EventEnvelope> SubscribeAsync(EventFilter filter, long afterPosition, CancellationToken cancellationToken) =>
        _tail.FollowAsync(filter, afterPosition, ReadAsync, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> HeadAsync(CancellationToken cancellationToken) => new(_tail.Head);

    /// <inheritdoc/>
    public ValueTask<StreamSnapshot?> FindSnapshotAsync(StreamId stream, CancellationToken cancellationToken) => new(Read(reader => reader.FindSnapshot(stream)));

    /// <inheritdoc/>
    public ValueTask SaveSnapshotAsync(StreamId stream, StreamSnapshot snapshot, CancellationToken cancellationToken) => _queue.SaveAsync(stream, snapshot, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _writing;
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _file.Dispose();
    }

    private async IAsyncEnumerable<EventEnvelope> PagesAsync(long after, Func<SqliteReader, long, FactPage> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = Read(reader => read(reader, after));
            foreach (var envelope in page.Facts)
            {
                yield return envelope;
            }

            if (page.IsEnd)
            {
                yield break;
            }

            after = page.Reached;
        }
    }

    private T Read<T>(Func<SqliteReader, T> read)
    {
        try
        {
            var reader = _readers.TryTake(out var idle) ? idle : new SqliteReader(_file.Connect(), _numbers);
            try
            {
                var result = read(reader);
                if (_readers.Count < MostIdleReaders)
                {
                    _readers.Add(reader);
                    reader = null;
                }

                return result;
            }
            finally
            {
                reader?.Dispose();
            }
        }
        catch (SqliteException failure)
        {
            throw SqliteFailure.Of(failure);
        }
    }

    private void WriteAll()
    {
        var group = new List<Pending>();
        while (_queue.TakeAsync(group).AsTask().GetAwaiter().GetResult())
        {
            lock (_turn)
            {
                Write(group);
            }

            group.Clear();
        }

        lock (_turn)
        {
            _closed = true;
            _writer.Dispose();
        }
    }

    private void Write(List<Pending> group)
    {
        try
        {
            var head = _tail.Head;
            var (outcomes, facts) = _writer.Write(group, head);
            _tail.TryExtend(head, facts);
            for (var index = 0; index < group.Count; index++)
            {
                if (group[index] is PendingAppend append)
                {
                    append.Answer(outcomes[index]!);
                }
                else
                {
                    ((PendingSnapshot)group[index]).Answer();
                }
            }
        }
        catch (Exception failure)
        {
            // The writer lives on: the next group may find space again.
            foreach (var pending in group)
            {
                pending.Fail(failure is SqliteException inner ? SqliteFailure.Of(inner) : failure);
            }
        }
    }
}
