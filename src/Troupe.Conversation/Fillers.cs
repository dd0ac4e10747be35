using Troupe.Conversation.Dialogue;

namespace Troupe.Conversation;

/// <summary>The fillers of a session: each turn that needs one gets the next. Thread-safe.</summary>
internal sealed class Fillers
{
    private readonly string[] _phrases;
    private int _used;

    private Fillers(TimeSpan after, string[] phrases) => (After, _phrases) = (after, phrases);

    /// <summary>How long a turn may go on without a phrase of the answer.</summary>
    public TimeSpan After { get; }

    /// <summary>The fillers of a session; null when there are to be none.</summary>
    public static Fillers? Of(FillerOptions options) => options.After is not { } after ? null
        : new Fillers(after, options.Phrases is { Count: > 0 } phrases ? [.. phrases] : ["Let me see.", "One moment.", "Let me think."]);

    /// <summary>The next filler. It is no part of the answer, and so before its first phrase.</summary>
    public Phrase Next() => new(Phrase.Filler, _phrases[(uint)(Interlocked.Increment(ref _used) - 1) % _phrases.Length]);
}
