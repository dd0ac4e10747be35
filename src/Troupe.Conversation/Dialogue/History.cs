using Microsoft.Extensions.AI;

namespace Troupe.Conversation.Dialogue;

/// <summary>What was said in a conversation, as the writer sees it: of an answer that was interrupted, only what was heard. Not thread-safe.</summary>
/// <param name="instructions">What the writer is told about its part.</param>
/// <param name="limit">Messages kept beside the instructions; the oldest go first.</param>
internal sealed class History(string instructions, int limit)
{
    private readonly Queue<ChatMessage> _messages = new();

    /// <summary>What the writer is told about its part.</summary>
    public string Instructions { get; set; } = instructions;

    /// <summary>What the presenter calls itself, as the author of the instructions, for writers that read no instructions; null where nobody said.</summary>
    public string? Presenter { get; set; }

    /// <summary>What the presenter said last, or null before it spoke.</summary>
    public string? Said { get; private set; }

    /// <summary>Keeps what the person said or wrote.</summary>
    public void AddPerson(string text) => Add(ChatRole.User, text);

    /// <summary>Keeps what the person heard of the presenter; nothing when nothing was heard.</summary>
    public void AddPresenter(string heard)
    {
        if (heard.Length > 0)
        {
            Said = heard;
            Add(ChatRole.Assistant, heard);
        }
    }

    /// <summary>Forgets what the person said last: they went on, and it will come again with the rest.</summary>
    public void TakeBack()
    {
        ChatMessage[] kept = [.. _messages.SkipLast(1)];
        _messages.Clear();
        foreach (var message in kept)
        {
            _messages.Enqueue(message);
        }
    }

    /// <summary>The instructions and the conversation, oldest first; a copy.</summary>
    public IReadOnlyList<ChatMessage> ToMessages() => [new ChatMessage(ChatRole.System, Instructions) { AuthorName = Presenter }, .. _messages];

    /// <summary>The instructions and the conversation as they would be if the person had said something more.</summary>
    public IReadOnlyList<ChatMessage> WithPerson(string text) => [.. ToMessages(), new ChatMessage(ChatRole.User, text)];

    private void Add(ChatRole role, string text)
    {
        if (_messages.Count == limit)
        {
            _messages.Dequeue();
        }

        _messages.Enqueue(new ChatMessage(role, text));
    }
}
