namespace Troupe.Server.Commands;

/// <summary>Says whether words that come with a command may be kept, where nobody can look at them first: a reason, a label, a name.</summary>
internal interface ITextScreen
{
    /// <summary>Looks at a text.</summary>
    /// <param name="tenant">The tenant of who wrote it.</param>
    /// <param name="pointer">Where it stands: JSON pointer (RFC 6901) into the command.</param>
    /// <param name="text">The text.</param>
    ScreenedText Screen(TenantId tenant, string pointer, string text);
}

/// <summary>What became of a text.</summary>
/// <param name="Text">The text as it may be kept.</param>
/// <param name="Refusal">Every reason against it; null when it may be kept.</param>
internal readonly record struct ScreenedText(string Text, Decided.Refused? Refusal);
