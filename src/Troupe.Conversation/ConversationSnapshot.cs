using Troupe.Contracts;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation;

/// <summary>How a conversation stands at a moment, for people who look for the reason of something.</summary>
public sealed record ConversationSnapshot
{
    /// <summary>The moment: when the loop last met something.</summary>
    public required MediaTime At { get; init; }

    /// <summary>Who speaks, as the client was told.</summary>
    public required ConversationState State { get; init; }

    /// <summary>The name of the presenter.</summary>
    public required string Presenter { get; init; }

    /// <summary>Number of the last turn.</summary>
    public required uint Turn { get; init; }

    /// <summary>The newest epoch.</summary>
    public required Epoch Epoch { get; init; }

    /// <summary>The answer on its way; null when it is the person's turn.</summary>
    public AnswerSnapshot? Answer { get; init; }

    /// <summary>What an answer that was begun in a pause answers; null when none was.</summary>
    public string? Prepared { get; init; }

    /// <summary>The person's voice that is being recognised; null when there is none.</summary>
    public VoiceSnapshot? Voice { get; init; }

    /// <summary>What the person said and was not answered yet; null when there is nothing.</summary>
    public string? Asked { get; init; }

    /// <summary>What is waited for, and until when, the next first.</summary>
    public required IReadOnlyList<(string For, MediaTime Until)> Waits { get; init; }

    /// <summary>What was said and heard so far, as the writer sees it: <c>user</c> or <c>assistant</c>, and the text. Of answers that were interrupted, what was heard.</summary>
    public required IReadOnlyList<(string Role, string Text)> History { get; init; }
}

/// <summary>An answer on its way.</summary>
/// <param name="Turn">The turn; null for what answers nobody.</param>
/// <param name="Epoch">Epoch of what it says.</param>
/// <param name="Kind">What it is: <c>Reply</c>, <c>Greeting</c> or <c>Prompt</c>.</param>
/// <param name="Written">Its text so far.</param>
/// <param name="Heard">What was heard of it so far.</param>
public sealed record AnswerSnapshot(uint? Turn, Epoch Epoch, string Kind, string Written, string Heard);

/// <summary>A voice.</summary>
/// <param name="Began">When it began.</param>
/// <param name="Ended">When it fell silent; null while it is heard.</param>
/// <param name="Partial">What was understood of it so far.</param>
public sealed record VoiceSnapshot(MediaTime Began, MediaTime? Ended, string Partial);
