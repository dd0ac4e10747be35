namespace Troupe.Contracts.Control;

/// <summary>What a tenant allows. Everything that no rule speaks of is allowed.</summary>
public sealed record PolicyDocument
{
    /// <summary>What values may be set to.</summary>
    public IReadOnlyList<ValueRule> Values { get; init; } = [];

    /// <summary>Words and groups of words.</summary>
    public IReadOnlyList<TermRule> Terms { get; init; } = [];

    /// <summary>Regular expressions.</summary>
    public IReadOnlyList<PatternRule> Patterns { get; init; } = [];

    /// <summary>Personal data that is replaced.</summary>
    public IReadOnlyList<RedactionRule> Redactions { get; init; } = [];

    /// <summary>Subjects, told by the words that they are spoken of with.</summary>
    public IReadOnlyList<TopicRule> Topics { get; init; } = [];

    /// <summary>What happens to what is held.</summary>
    public ReviewRules Review { get; init; } = new();

    /// <summary>What the presenter says for the policy.</summary>
    public PolicySentences Sentences { get; init; } = new();
}

/// <summary>What a rule asks for. Of several that find something the strongest wins: deny, review, redact.</summary>
public enum PolicyEffect
{
    /// <summary>It may be. A term that is allowed excepts the place from all other rules about words.</summary>
    Allow,

    /// <summary>The place is replaced.</summary>
    Redact,

    /// <summary>Somebody looks at it first.</summary>
    Review,

    /// <summary>It may not be.</summary>
    Deny,
}

/// <summary>Where words are looked at.</summary>
public enum PolicyPlace
{
    /// <summary>Phrases of the presenter, before they are spoken.</summary>
    Speech,

    /// <summary>What the person says or writes.</summary>
    Input,

    /// <summary>Texts that somebody sets, such as a persona.</summary>
    Edit,
}
