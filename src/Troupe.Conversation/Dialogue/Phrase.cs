namespace Troupe.Conversation.Dialogue;

/// <summary>A piece of the answer that is spoken in one breath: the unit of synthesis and of screening.</summary>
/// <param name="Index">Position in the answer, from 0; <see cref="Filler"/> for what is said before it.</param>
/// <param name="Text">As a person reads it, with its punctuation.</param>
/// <param name="IsLast">Whether the answer ends with it.</param>
public sealed record Phrase(int Index, string Text, bool IsLast = false)
{
    /// <summary>The index of what is said before an answer that takes its time.</summary>
    public const int Filler = -1;
}
