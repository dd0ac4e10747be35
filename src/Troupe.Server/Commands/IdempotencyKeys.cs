using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Troupe.Server.Events;

namespace Troupe.Server.Commands;

/// <summary>A command was done under an idempotency key.</summary>
/// <param name="Payload">Keyed hash of the action, its target and its payload, in hexadecimal digits.</param>
/// <param name="Version">The version of the target after it.</param>
[EventType("command.answered")]
internal sealed record CommandAnswered(string Payload, long Version) : IDomainEvent;

/// <summary>What is known of an idempotency key.</summary>
/// <param name="Answered">The answer under it; null when there is none yet.</param>
internal sealed record IdempotencyState(CommandAnswered? Answered) : IFolded<IdempotencyState>
{
    /// <inheritdoc/>
    public static string Kind => "idempotency";

    /// <inheritdoc/>
    public static IdempotencyState Initial { get; } = new((CommandAnswered?)null);

    /// <inheritdoc/>
    public IdempotencyState Apply(IDomainEvent fact) => fact is CommandAnswered answered ? new(answered) : this;
}

/// <summary>Requests under way with an idempotency key. Thread-safe.</summary>
internal sealed class IdempotencyKeys
{
    private readonly ConcurrentDictionary<StreamId, byte> _working = new();

    /// <summary>The stream of a command's key: keys of different callers are different.</summary>
    public static StreamId StreamOf(Command command) =>
        new(command.Caller.Tenant, IdempotencyState.Kind, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{command.Caller.Subject}\n{command.IdempotencyKey}"))));

    /// <summary>Names what a command asks.</summary>
    public static string PayloadOf(Command command, string target)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(command.Payload, command.Payload.GetType(), EventCodec.Json);
        return Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes($"{command.Action}\n{target}\n"), .. payload]));
    }

    /// <summary>Claims a key for the time of a request; null when another request works under it.</summary>
    public IDisposable? TryClaim(StreamId key) => _working.TryAdd(key, 0) ? new Claim(() => _working.TryRemove(key, out _)) : null;

    private sealed class Claim(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}
