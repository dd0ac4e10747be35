using Troupe.Contracts;

namespace Troupe.Server.Delivery;

/// <summary>Remembers the newest directions of a session with their answers, so that one that is sent again is carried out once. Thread-safe.</summary>
internal sealed class DirectionLedger
{
    /// <summary>Directions remembered: who directs repeats within seconds, not hundreds of directions later.</summary>
    public const int Capacity = 512;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string By, string Id), Task<ServerMessage>> _answers = [];
    private readonly Queue<(string By, string Id)> _order = new();

    /// <summary>The answer to a direction: that of the first time, if there was one.</summary>
    /// <param name="by">Who directs; ids of different people are different.</param>
    /// <param name="id">The direction's id.</param>
    /// <param name="direct">Carries it out.</param>
    public Task<ServerMessage> Once(string by, string id, Func<Task<ServerMessage>> direct)
    {
        lock (_gate)
        {
            if (_answers.TryGetValue((by, id), out var earlier))
            {
                return earlier;
            }

            if (_order.Count == Capacity)
            {
                _answers.Remove(_order.Dequeue());
            }

            _order.Enqueue((by, id));
            return _answers[(by, id)] = direct();
        }
    }
}
