namespace Troupe.Contracts.Control;

/// <summary>How people and machines are told that the presenter is one. Who turns any of it off needs the scope <c>presenter:admin</c>.</summary>
public sealed record DisclosureRules
{
    /// <summary>Whether the label that says so is shown while the presenter is visible. Default: true.</summary>
    public bool Shown { get; init; } = true;

    /// <summary>The label; empty for the server's setting. Default: empty.</summary>
    public string Label { get; init; } = "";

    /// <summary>What the presenter says of it at the start of a session, before anything else; empty for nothing. Default: empty.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>Whether what is generated carries its mark for machines. Default: true.</summary>
    public bool Marked { get; init; } = true;
}
