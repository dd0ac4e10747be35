namespace Troupe.Conversation.Hearing;

/// <summary>
/// The pause that a voice is in, by number. What was guessed in a pause is worth nothing once the voice went on: a guess carries the number, and counts while it is still the same. Thread-safe.
/// </summary>
internal sealed class CurrentPause
{
    private int _number;

    /// <summary>Its number.</summary>
    public int Number => Volatile.Read(ref _number);

    /// <summary>The voice goes on.</summary>
    public void End() => Interlocked.Increment(ref _number);
}
