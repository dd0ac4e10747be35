using System.Text.Json;
using Microsoft.Extensions.Options;
using Troupe.Server.Events;

namespace Troupe.Server.Audit;

/// <summary>An entry that waits to be written, as it is going to stand in the log: what is personal in it is sealed already.</summary>
internal sealed record SpooledEntry(string Tenant, Guid Id, string Type, JsonElement Entry)
{
    /// <summary>An entry that could not be written.</summary>
    public static SpooledEntry Of(StreamWrite write) => new(write.Stream.Tenant.Value, write.Events[0].Id, write.Events[0].Type, JsonSerializer.Deserialize<JsonElement>(write.Events[0].Data.Span));

    /// <summary>Writes it.</summary>
    public StreamWrite ToWrite() => new(AuditEntry.StreamOf(new TenantId(Tenant)), StreamWrite.AnyVersion, [new NewEvent(Id, Type, JsonSerializer.SerializeToUtf8Bytes(Entry))]);
}

/// <summary>Entries that wait until the store takes them again: in memory, and in a file when there is a folder. Thread-safe.</summary>
internal sealed class AuditSpool
{
    /// <summary>Most entries that wait, some megabytes; then reading stops too.</summary>
    public const int Capacity = 10_000;

    private const string FileName = "spool.jsonl";

    private readonly Lock _gate = new();
    private readonly Queue<SpooledEntry> _waiting = new();
    private readonly string? _file;

    public AuditSpool(IOptions<AuditOptions> options)
    {
        _file = options.Value.Folder is { } folder ? Path.Combine(Directory.CreateDirectory(folder).FullName, FileName) : null;
        if (_file is not null && File.Exists(_file))
        {
            foreach (var line in File.ReadLines(_file))
            {
                TryTake(line);
            }
        }
    }

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Adds an entry.</summary>
    /// <returns>False when there is no room, or the file cannot be written.</returns>
    public bool TryAdd(SpooledEntry entry)
    {
        lock (_gate)
        {
            if (_waiting.Count >= Capacity)
            {
                return false;
            }

            try
            {
                Save(entry);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return false;
            }

            _waiting.Enqueue(entry);
            return true;
        }
    }

    /// <summary>The entry that waits longest; null when none does.</summary>
    public SpooledEntry? Peek()
    {
        lock (_gate)
        {
            return _waiting.TryPeek(out var next) ? next : null;
        }
    }

    /// <summary>Removes the entry that waited longest; the file goes with the last one.</summary>
    public void Remove(SpooledEntry entry)
    {
        lock (_gate)
        {
            if (_waiting.TryPeek(out var next) && next == entry)
            {
                _waiting.Dequeue();
            }

            if (_waiting.Count == 0 && _file is not null)
            {
                File.Delete(_file);
            }
        }
    }

    private void Save(SpooledEntry entry)
    {
        if (_file is null)
        {
            return;
        }

        using var file = new FileStream(_file, FileMode.Append, FileAccess.Write);
        file.Write([.. JsonSerializer.SerializeToUtf8Bytes(entry, EventCodec.Json), (byte)'\n']);
        file.Flush(flushToDisk: true);
    }

    // The last line may be cut off by a crash; its reader was never answered.
    private void TryTake(string line)
    {
        try
        {
            if (JsonSerializer.Deserialize<SpooledEntry>(line, EventCodec.Json) is { } entry)
            {
                _waiting.Enqueue(entry);
            }
        }
        catch (JsonException)
        {
        }
    }
}
