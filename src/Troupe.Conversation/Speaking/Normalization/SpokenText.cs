namespace Troupe.Conversation.Speaking.Normalization;

/// <summary>A written text as it is said, word by written word.</summary>
/// <param name="Words">The words of the text as separated by white space, in order.</param>
public sealed record SpokenText(IReadOnlyList<WrittenWord> Words)
{
    /// <summary>All spoken words with the pauses between them as punctuation: what a voice is given. Single capitals are names of letters.</summary>
    public string ForVoice() => string.Join(' ', Words.SelectMany(static word => word.Spoken).Select(static word => word.Text + Mark(word.Pause)));

    /// <summary>All spoken words, without punctuation.</summary>
    public override string ToString() => string.Join(' ', Words.SelectMany(static word => word.Spoken).Select(static word => word.Text));

    private static string Mark(SpokenPause pause) => pause switch
    {
        SpokenPause.Clause => ",",
        SpokenPause.Sentence => ".",
        SpokenPause.Question => "?",
        SpokenPause.Exclamation => "!",
        _ => "",
    };
}

/// <summary>A written word and what is said for it.</summary>
/// <param name="Text">As written, with its punctuation.</param>
/// <param name="Spoken">What is said; empty for a word that is not said, such as a dash or an emoji.</param>
public sealed record WrittenWord(string Text, IReadOnlyList<SpokenWord> Spoken);

/// <summary>A word as a voice says it.</summary>
/// <param name="Text">Small letters a to z with inner apostrophes, or one capital for the name of a letter, with or without <c>'s</c>.</param>
/// <param name="Pause">What follows it.</param>
public readonly record struct SpokenWord(string Text, SpokenPause Pause = SpokenPause.None);

/// <summary>What follows a spoken word.</summary>
public enum SpokenPause
{
    /// <summary>The next word.</summary>
    None,

    /// <summary>A short pause.</summary>
    Clause,

    /// <summary>The end of a statement.</summary>
    Sentence,

    /// <summary>The end of a question.</summary>
    Question,

    /// <summary>The end of an exclamation.</summary>
    Exclamation,
}
