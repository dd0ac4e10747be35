using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Events.Postgres;

/// <summary>
/// The wrapped keys of persons in two tables of a PostgreSQL data base that several servers share, in the schema <c>troupe_keys</c>. Keys are read once when it is opened, and those that
/// other servers add when they are first met. Not thread-safe.
/// </summary>
internal sealed class PostgresKeyStore : IKeyStore
{
    // Any number that nobody else uses: servers that start together make the tables one after another.
    private const long MakingLock = 0x54524B59;

    private const string Columns = "SELECT id, tenant, subject, wrapped FROM troupe_keys.subject";

    private readonly NpgsqlDataSource _source;
    private readonly KeyWrapping _wrapping;

    private PostgresKeyStore(NpgsqlDataSource source, KeyWrapping wrapping, byte[] indexKey, IEnumerable<SubjectKey> keys) =>
        (_source, _wrapping, IndexKey, Keys) = (source, wrapping, indexKey, keys);

    /// <inheritdoc/>
    public byte[] IndexKey { get; }

    /// <inheritdoc/>
    public IEnumerable<SubjectKey> Keys { get; }

    private static ReadOnlySpan<byte> IndexBound => "troupe_keys.header"u8;

    /// <summary>Opens the store, and makes its tables when there are none. Keys that are wrapped with another than the first key encryption key are wrapped anew.</summary>
    /// <param name="connection">The connection string, as Npgsql reads it.</param>
    /// <param name="keyFile">The file of the key encryption key, the same on all servers; made when nothing is wrapped yet.</param>
    /// <param name="file">A key store that is a file and whose keys are taken over when the tables are made, as when a second server joins the first; it need not exist.</param>
    /// <exception cref="ProtectionException">The data base cannot be used, or no key encryption key fits.</exception>
    public static PostgresKeyStore Open(string connection, string keyFile, string file)
    {
        var source = NpgsqlDataSource.Create(connection);
        try
        {
            using var opened = source.OpenConnection();
            using var transaction = opened.BeginTransaction();
            Make(opened, transaction);
            var header = Header(opened, transaction);
            var wrapping = new KeyWrapping(KeyEncryptionKey.Read(keyFile, make: header is null && !File.Exists(file)));
            using var before = header is null && File.Exists(file) ? KeyFile.Open(file, wrapping) : null;
            foreach (var key in before?.Keys ?? [])
            {
                using var command = Adding(key, wrapping);
                (command.Connection, command.Transaction) = (opened, transaction);
                command.ExecuteNonQuery();
            }

            var (indexKey, isOld) = header is null
                ? (before?.IndexKey ?? RandomNumberGenerator.GetBytes(KeyEncryptionKey.Size), true)
                : wrapping.Unwrap([], header, IndexBound) ?? throw new ProtectionException(
                    $"No key encryption key of {keyFile} fits the key store {opened.Database}: servers that share a key store have the same file. Copy it from a server that runs, or restore it.");
            var keys = ReadAll(opened, transaction, wrapping);

            // Last: until then the older key encryption key must be in its file.
            if (isOld)
            {
                SaveHeader(opened, transaction, wrapping, indexKey);
            }

            transaction.Commit();
            return new PostgresKeyStore(source, wrapping, indexKey, keys);
        }
        catch (Exception failure)
        {
            source.Dispose();
            if (PostgresFailure.Is(failure))
            {
                throw new ProtectionException($"The key store of Troupe:Protection:Connection cannot be used: {failure.Message}", failure);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public SubjectKey Add(SubjectKey key)
    {
        using var command = Adding(key, _wrapping);
        var added = Told(() =>
        {
            using var connection = _source.OpenConnection();
            command.Connection = connection;
            return command.ExecuteNonQuery();
        });
        return added == 1 ? key : FindOf(key.Subject)!;
    }

    /// <inheritdoc/>
    public SubjectKey? Find(Guid id)
    {
        using var command = _source.CreateCommand($"{Columns} WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        return One(command);
    }

    /// <inheritdoc/>
    public SubjectKey? FindOf(byte[] subject)
    {
        using var command = _source.CreateCommand($"{Columns} WHERE subject = $1");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = subject });
        return One(command);
    }

    /// <inheritdoc/>
    public void Erase(SubjectKey key)
    {
        using var command = _source.CreateCommand("UPDATE troupe_keys.subject SET wrapped = NULL WHERE subject = $1 AND wrapped IS NOT NULL");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = key.Subject });
        Told(command.ExecuteNonQuery);
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private static void Make(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        using var command = new NpgsqlCommand(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT pg_advisory_xact_lock({MakingLock});
                CREATE SCHEMA IF NOT EXISTS troupe_keys;
                CREATE TABLE IF NOT EXISTS troupe_keys.header (one boolean PRIMARY KEY DEFAULT true CHECK (one), wrapped bytea NOT NULL);
                CREATE TABLE IF NOT EXISTS troupe_keys.subject (id uuid PRIMARY KEY, tenant bytea NOT NULL, subject bytea NOT NULL UNIQUE, wrapped bytea);
                """),
            connection,
            transaction);
        command.ExecuteNonQuery();
    }

    private static NpgsqlCommand Adding(SubjectKey key, KeyWrapping wrapping) => new("INSERT INTO troupe_keys.subject (id, tenant, subject, wrapped) VALUES ($1, $2, $3, $4) ON CONFLICT (subject) DO NOTHING")
    {
        Parameters =
        {
            new NpgsqlParameter<Guid> { TypedValue = key.Id },
            new NpgsqlParameter<byte[]> { TypedValue = key.Tenant },
            new NpgsqlParameter<byte[]> { TypedValue = key.Subject },
            new NpgsqlParameter { Value = key.IsErased ? DBNull.Value : Wrap(wrapping, key), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea },
        },
    };

    private static byte[]? Header(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        using var command = new NpgsqlCommand("SELECT wrapped FROM troupe_keys.header", connection, transaction);
        return (byte[]?)command.ExecuteScalar();
    }

    private static void SaveHeader(NpgsqlConnection connection, NpgsqlTransaction transaction, KeyWrapping wrapping, byte[] indexKey)
    {
        var wrapped = new byte[KeyWrapping.Size];
        wrapping.Wrap([], indexKey, wrapped, IndexBound);
        using var command = new NpgsqlCommand("INSERT INTO troupe_keys.header (wrapped) VALUES ($1) ON CONFLICT (one) DO UPDATE SET wrapped = $1", connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = wrapped });
        command.ExecuteNonQuery();
    }

    private static List<SubjectKey> ReadAll(NpgsqlConnection connection, NpgsqlTransaction transaction, KeyWrapping wrapping)
    {
        var (keys, old) = (new List<SubjectKey>(), new List<SubjectKey>());
        using (var command = new NpgsqlCommand(Columns, connection, transaction))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                var (key, isOld) = Read(reader, wrapping);
                keys.Add(key);
                if (isOld)
                {
                    old.Add(key);
                }
            }
        }

        foreach (var key in old)
        {
            // Not one that another server erases at this moment.
            using var command = new NpgsqlCommand("UPDATE troupe_keys.subject SET wrapped = $2 WHERE id = $1 AND wrapped IS NOT NULL", connection, transaction);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = key.Id });
            command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Wrap(wrapping, key) });
            command.ExecuteNonQuery();
        }

        return keys;
    }

    private static (SubjectKey Key, bool IsOld) Read(NpgsqlDataReader reader, KeyWrapping wrapping)
    {
        var (id, tenant, subject) = (reader.GetGuid(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2));
        if (reader.IsDBNull(3))
        {
            return (new SubjectKey(id, tenant, subject, key: null), false);
        }

        var (key, isOld) = wrapping.Unwrap(tenant, reader.GetFieldValue<byte[]>(3), Bound(id, tenant, subject)) ?? throw new ProtectionException(
            "A key in the key store is wrapped with a key encryption key that is not there, or was changed. Give every server all lines of the key file, the older ones too.");
        return (new SubjectKey(id, tenant, subject, key), isOld);
    }

    private static byte[] Wrap(KeyWrapping wrapping, SubjectKey key)
    {
        var wrapped = new byte[KeyWrapping.Size];
        wrapping.Wrap(key.Tenant, key.Key, wrapped, Bound(key.Id, key.Tenant, key.Subject));
        return wrapped;
    }

    private static byte[] Bound(Guid id, byte[] tenant, byte[] subject) => [.. id.ToByteArray(bigEndian: true), .. tenant, .. subject];

    private static T Told<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception failure) when (PostgresFailure.Is(failure))
        {
            throw PostgresFailure.Of(failure);
        }
    }

    private SubjectKey? One(NpgsqlCommand command) => Told(() =>
    {
        using var reader = command.ExecuteReader();
        return reader.Read() ? Read(reader, _wrapping).Key : null;
    });
}
