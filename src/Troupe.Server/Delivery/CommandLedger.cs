using Troupe.Contracts;

namespace Troupe.Server.Delivery;

/// <summary>
/// Remembers the newest commands of a session with their answers, so that one that comes again after a lost socket is answered again
/// but carried out once. Thread-safe.
/// </summary>
internal sealed class CommandLedger
{
    /// <summary>Commands remembered: more than a client at the highest sustained rate sends within half the resume window.</summary>
    public const int Capacity = 512;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ServerMessage?> _answers = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Notes a command.</summary>
    /// <param name="id">The command's id.</param>
    /// <param name="answer">The answer that it got before, or null when there is none yet.</param>
    /// <returns>Whether it came for the first time.</returns>
    public bool TryBegin(string id, out ServerMessage? answer)
    {
        lock (_gate)
        {
            if (_answers.TryGetValue(id, out answer))
            {
                return false;
            }

            _answers.Add(id, value: null);
            _order.Enqueue(id);
            if (_order.Count > Capacity)
            {
                _answers.Remove(_order.Dequeue());
            }

            return true;
        }
    }

    /// <summary>Notes the answer to a command.</summary>
    public void Answer(string id, ServerMessage answer)
    {
        lock (_gate)
        {
            if (_answers.ContainsKey(id))
            {
                _answers[id] = answer;
            }
        }
    }
}
