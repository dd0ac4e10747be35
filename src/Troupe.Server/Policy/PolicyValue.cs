namespace Troupe.Server.Policy;

/// <summary>A value that somebody wants to set.</summary>
/// <param name="Pointer">Where it stands: JSON pointer (RFC 6901) into the command, such as <c>/look/outfit</c>.</param>
/// <param name="Kind">What it is, see <see cref="ValueKinds"/>.</param>
/// <param name="Value">The value as text: words, the name of a preset, the id of an asset.</param>
internal sealed record PolicyValue(string Pointer, string Kind, string Value);

/// <summary>Kinds of values.</summary>
internal static class ValueKinds
{
    /// <summary>Words for people: checked like speech.</summary>
    public const string Text = "text";

    /// <summary>The id of an asset.</summary>
    public const string Asset = "asset";

    /// <summary>A name out of a list, such as an outfit or a voice.</summary>
    public const string Choice = "choice";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Text, Asset, Choice];
}
