namespace Troupe.Contracts.Control;

/// <summary>How people and machines are told that the presenter is one, beside the label of each presenter. Who changes it needs the scope <c>presenter:admin</c>.</summary>
public sealed record DisclosureRules
{
    /// <summary>What the presenter says of it at the start of a session, before its greeting; clients show it in writing where nothing is spoken. Empty for nothing. Default: empty.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>Whether what is generated carries its mark for machines. Default: true.</summary>
    public bool Marked { get; init; } = true;
}
