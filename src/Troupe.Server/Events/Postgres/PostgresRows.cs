using Npgsql;
using NpgsqlTypes;

namespace Troupe.Server.Events.Postgres;

/// <summary>The statements that insert facts, and their parameters.</summary>
internal static class PostgresRows
{
    /// <summary>Inserts facts that come as columns (<see cref="AddColumns"/>), from the first parameter on.</summary>
    public const string Insert = "INSERT INTO troupe.event SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    // A command writes three or four facts, and few are cheaper row by row: arrays take as long as a third of the insert of one. Each number of rows is a statement of its own, planned once.
    private const int MostRows = 8;

    private static readonly string[] Types = ["bigint", "text", "text", "text", "bigint", "uuid", "text", "timestamptz", "bytea"];
    private static readonly string[][] Written = [.. ((bool[])[false, true]).Select(looked => Enumerable.Range(0, MostRows + 1).Select(count => Moving(looked, count)).ToArray())];

    /// <summary>
    /// Moves the head from the first parameter to the second, and with it inserts facts, only where it stands there; if asked, only where no fact has an id of the third. What follows is
    /// given by <see cref="Add"/>.
    /// </summary>
    /// <param name="looked">Whether ids are looked for.</param>
    /// <param name="count">How many facts, one or more.</param>
    public static string InsertWhere(bool looked, int count) => Written[looked ? 1 : 0][count <= MostRows ? count : 0];

    /// <summary>Adds the facts to the parameters of <see cref="InsertWhere"/>.</summary>
    public static void Add(NpgsqlParameterCollection parameters, IReadOnlyList<EventEnvelope> facts)
    {
        if (facts.Count > MostRows)
        {
            AddColumns(parameters, facts);
            return;
        }

        foreach (var fact in facts)
        {
            parameters.Add(new NpgsqlParameter<long> { TypedValue = fact.Position });
            parameters.Add(new NpgsqlParameter<string> { TypedValue = fact.Stream.Tenant.Value });
            parameters.Add(new NpgsqlParameter<string> { TypedValue = fact.Stream.Kind });
            parameters.Add(new NpgsqlParameter<string> { TypedValue = fact.Stream.Id });
            parameters.Add(new NpgsqlParameter<long> { TypedValue = fact.Version });
            parameters.Add(new NpgsqlParameter<Guid> { TypedValue = fact.Id });
            parameters.Add(new NpgsqlParameter<string> { TypedValue = fact.Type });
            parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = fact.At.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
            parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = fact.Data, NpgsqlDbType = NpgsqlDbType.Bytea });
        }
    }

    /// <summary>Adds the facts as columns.</summary>
    public static void AddColumns(NpgsqlParameterCollection parameters, IReadOnlyList<EventEnvelope> facts)
    {
        parameters.Add(Of(facts, fact => fact.Position));
        parameters.Add(Of(facts, fact => fact.Stream.Tenant.Value));
        parameters.Add(Of(facts, fact => fact.Stream.Kind));
        parameters.Add(Of(facts, fact => fact.Stream.Id));
        parameters.Add(Of(facts, fact => fact.Version));
        parameters.Add(Of(facts, fact => fact.Id));
        parameters.Add(Of(facts, fact => fact.Type));
        parameters.Add(new NpgsqlParameter<DateTime[]> { TypedValue = [.. facts.Select(fact => fact.At.UtcDateTime)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. facts.Select(fact => fact.Data.ToArray())], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
    }

    private static NpgsqlParameter<T[]> Of<T>(IReadOnlyList<EventEnvelope> facts, Func<EventEnvelope, T> value) => new() { TypedValue = [.. facts.Select(value)] };

    // No rows stand for any number of them, as columns.
    private static string Moving(bool looked, int count)
    {
        var first = looked ? 4 : 3;
        var rows = count == 0
            ? $"unnest({string.Join(", ", Enumerable.Range(first, Types.Length).Select(number => $"${number}"))})"
            : $"(VALUES {string.Join(", ", Enumerable.Range(0, count).Select(row => $"({string.Join(", ", Types.Select((type, column) => $"${first + (row * Types.Length) + column}::{type}"))})"))})";
        return $"""
            WITH moved AS (UPDATE troupe.head SET position = $2 WHERE position = $1{(looked ? " AND NOT EXISTS (SELECT FROM troupe.event WHERE id = ANY ($3))" : "")} RETURNING position)
            INSERT INTO troupe.event SELECT rows.* FROM {rows} AS rows, moved
            """;
    }
}
