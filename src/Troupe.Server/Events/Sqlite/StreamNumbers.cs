using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Troupe.Server.Events.Sqlite;

/// <summary>The numbers under which durable streams and tenants stand in the tables; they never change. Thread-safe.</summary>
internal sealed class StreamNumbers
{
    // About 20 MB.
    private const int MostKnown = 100_000;

    private readonly ConcurrentDictionary<long, StreamId> _streams = new();
    private readonly ConcurrentDictionary<StreamId, long> _numbers = new();
    private readonly ConcurrentDictionary<TenantId, long> _tenants = new();

    /// <summary>The stream of a number.</summary>
    public StreamId StreamOf(long number, SqliteConnection connection)
    {
        if (_streams.TryGetValue(number, out var known))
        {
            return known;
        }

        using var command = connection.CreateCommand();
        command.CommandText = "SELECT tenant.name, stream.kind, stream.id FROM stream JOIN tenant ON tenant.number = stream.tenant WHERE stream.number = $number";
        command.Parameters.AddWithValue("$number", number);
        using var rows = command.ExecuteReader();
        rows.Read();
        return Keep(new StreamId(new TenantId(rows.GetString(0)), rows.GetString(1), rows.GetString(2)), number);
    }

    /// <summary>The number of a stream; null when it has no facts.</summary>
    public long? NumberOf(StreamId stream, SqliteConnection connection)
    {
        if (_numbers.TryGetValue(stream, out var known))
        {
            return known;
        }

        using var command = connection.CreateCommand();
        command.CommandText = "SELECT stream.number FROM stream JOIN tenant ON tenant.number = stream.tenant WHERE tenant.name = $tenant AND stream.kind = $kind AND stream.id = $id";
        command.Parameters.AddWithValue("$tenant", stream.Tenant.Value);
        command.Parameters.AddWithValue("$kind", stream.Kind);
        command.Parameters.AddWithValue("$id", stream.Id);
        if (command.ExecuteScalar() is not long number)
        {
            return null;
        }

        Keep(stream, number);
        return number;
    }

    /// <summary>The number of a tenant; null when it has no facts.</summary>
    public long? NumberOf(TenantId tenant, SqliteConnection connection)
    {
        if (_tenants.TryGetValue(tenant, out var known))
        {
            return known;
        }

        using var command = connection.CreateCommand();
        command.CommandText = "SELECT number FROM tenant WHERE name = $name";
        command.Parameters.AddWithValue("$name", tenant.Value);
        return command.ExecuteScalar() is long number ? _tenants[tenant] = number : null;
    }

    private StreamId Keep(StreamId stream, long number)
    {
        if (_streams.Count >= MostKnown)
        {
            _streams.Clear();
            _numbers.Clear();
        }

        _streams[number] = stream;
        _numbers[stream] = number;
        return stream;
    }
}
