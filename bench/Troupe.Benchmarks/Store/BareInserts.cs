using Microsoft.Data.Sqlite;
using Npgsql;

namespace Troupe.Benchmarks.Store;

/// <summary>What the data base does without a store: one row of the same bytes into one table, prepared, each insert committed by itself and as durable as a fact.</summary>
internal abstract class BareInserts : IAsyncDisposable
{
    private readonly byte[] _data = new byte[StoreBenchmark.FactSize];
    private long _position;

    /// <summary>Inserts a row and waits until it is durable.</summary>
    public Task InsertAsync(int writer, long number) => InsertAsync(writer, number, Interlocked.Increment(ref _position), _data);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    protected abstract Task InsertAsync(int writer, long number, long position, byte[] data);

    /// <summary>One connection for all, as SQLite has one writer at a time; whoever waits is queued instead of trying again.</summary>
    internal sealed class Sqlite : BareInserts
    {
        private readonly SqliteConnection _connection;
        private readonly SqliteCommand _insert;
        private readonly SemaphoreSlim _turn = new(1);

        public Sqlite(string file)
        {
            _connection = new SqliteConnection($"Data Source={file};Pooling=False");
            _connection.Open();
            using var begin = _connection.CreateCommand();
            begin.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE event (position INTEGER PRIMARY KEY, stream TEXT, version INTEGER, id BLOB, type TEXT, at INTEGER, data BLOB) STRICT";
            begin.ExecuteNonQuery();
            _insert = _connection.CreateCommand();
            _insert.CommandText = "INSERT INTO event VALUES ($position, $stream, $version, $id, 'test.said', 0, $data)";
            foreach (var name in (string[])["$position", "$stream", "$version", "$id", "$data"])
            {
                _insert.Parameters.Add(new SqliteParameter(name, value: null));
            }
        }

        public override ValueTask DisposeAsync()
        {
            _insert.Dispose();
            _connection.Dispose();
            _turn.Dispose();
            return default;
        }

        protected override async Task InsertAsync(int writer, long number, long position, byte[] data)
        {
            await _turn.WaitAsync();
            try
            {
                object[] values = [position, $"bench/presenter/{writer}", number, Guid.CreateVersion7().ToByteArray(), data];
                for (var index = 0; index < values.Length; index++)
                {
                    _insert.Parameters[index].Value = values[index];
                }

                _insert.ExecuteNonQuery();
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    /// <summary>A connection for each writer, so that PostgreSQL flushes several commits at once as it can.</summary>
    internal sealed class Postgres : BareInserts
    {
        private readonly NpgsqlDataSource _source;
        private readonly (NpgsqlConnection Connection, NpgsqlCommand Insert)?[] _writers;

        public Postgres(string connection, int writers)
        {
            (_source, _writers) = (NpgsqlDataSource.Create($"{connection};Maximum Pool Size={writers + 2}"), new (NpgsqlConnection, NpgsqlCommand)?[writers]);
            using var table = _source.CreateCommand("CREATE TABLE event (position bigint PRIMARY KEY, stream text, version bigint, id uuid, type text, at timestamptz, data bytea)");
            table.ExecuteNonQuery();
        }

        public override async ValueTask DisposeAsync()
        {
            foreach (var (connection, insert) in _writers.OfType<(NpgsqlConnection, NpgsqlCommand)>())
            {
                await insert.DisposeAsync();
                await connection.DisposeAsync();
            }

            await _source.DisposeAsync();
        }

        protected override async Task InsertAsync(int writer, long number, long position, byte[] data)
        {
            if (_writers[writer] is not { } own)
            {
                var connection = await _source.OpenConnectionAsync();
                var insert = new NpgsqlCommand("INSERT INTO event VALUES ($1, $2, $3, $4, 'test.said', now(), $5)", connection)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<long>(), new NpgsqlParameter<string>(), new NpgsqlParameter<long>(), new NpgsqlParameter<Guid>(), new NpgsqlParameter<byte[]>(),
                    },
                };
                _writers[writer] = own = (connection, insert);
                Fill(insert, writer, number, position, data);
                await insert.PrepareAsync();
            }

            Fill(own.Insert, writer, number, position, data);
            await own.Insert.ExecuteNonQueryAsync();
        }

        private static void Fill(NpgsqlCommand insert, int writer, long number, long position, byte[] data)
        {
            insert.Parameters[0].Value = position;
            insert.Parameters[1].Value = $"bench/presenter/{writer}";
            insert.Parameters[2].Value = number;
            insert.Parameters[3].Value = Guid.CreateVersion7();
            insert.Parameters[4].Value = data;
        }
    }
}
