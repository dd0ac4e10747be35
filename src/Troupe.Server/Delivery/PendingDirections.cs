using System.Collections.Concurrent;
using System.Globalization;
using Troupe.Contracts;

namespace Troupe.Server.Delivery;

/// <summary>
/// Directions on their way through a conversation. Each has an id of its own there, so that it is confused neither with a command of the person nor with one of somebody else who directs.
/// Thread-safe.
/// </summary>
internal sealed class PendingDirections
{
    // A client's own command never has such an id: it would be answered to the client.
    private const string Prefix = "direction/";

    private readonly ConcurrentDictionary<string, (string Command, TaskCompletionSource<ServerMessage> Answer)> _pending = new(StringComparer.Ordinal);
    private long _last;
    private volatile bool _ended;

    /// <summary>Gives a direction its id in the conversation, and the answer to come: under the id that it had.</summary>
    public (DirectionCommand Named, Task<ServerMessage> Answer) Add(DirectionCommand direction)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Interlocked.Increment(ref _last)}");
        var answer = new TaskCompletionSource<ServerMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = (direction.Id, answer);
        if (_ended)
        {
            End();
        }

        return (direction with { Id = id }, answer.Task);
    }

    /// <summary>Hands an answer to whoever waits for it.</summary>
    /// <param name="id">The id in the conversation.</param>
    /// <param name="answer">Makes the answer to the id that the command had.</param>
    /// <returns>False when nobody does: it is the person's.</returns>
    public bool Answer(string id, Func<string, ServerMessage> answer)
    {
        if (!_pending.TryRemove(id, out var pending))
        {
            return id.StartsWith(Prefix, StringComparison.Ordinal);
        }

        pending.Answer.TrySetResult(answer(pending.Command));
        return true;
    }

    /// <summary>Nothing is answered any more: the session is over.</summary>
    public void End()
    {
        _ended = true;
        foreach (var id in _pending.Keys)
        {
            Answer(id, command => Refusals.Of(command, "session_not_found", "The session is over."));
        }
    }
}
