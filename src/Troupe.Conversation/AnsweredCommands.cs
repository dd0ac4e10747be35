using Troupe.Contracts;

namespace Troupe.Conversation;

/// <summary>Remembers how the latest commands were answered, so that one that comes twice is carried out once. Not thread-safe.</summary>
internal sealed class AnsweredCommands
{
    /// <summary>Answers kept: a client repeats commands within seconds of a lost socket, not hundreds of commands later.</summary>
    private const int Kept = 256;

    private readonly Dictionary<string, ServerMessage> _answers = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>How a command was answered, or null when it is new.</summary>
    public ServerMessage? Find(string command) => _answers.GetValueOrDefault(command);

    /// <summary>Keeps an answer.</summary>
    public void Add(string command, ServerMessage answer)
    {
        if (_order.Count == Kept)
        {
            _answers.Remove(_order.Dequeue());
        }

        _answers.Add(command, answer);
        _order.Enqueue(command);
    }
}
