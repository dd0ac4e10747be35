using System.Globalization;

namespace Troupe.Cli.Control;

/// <summary>Values as tables show them.</summary>
internal static class Texts
{
    /// <summary>A moment, to the second, in UTC.</summary>
    public static string? Of(DateTimeOffset? moment) => moment?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A number.</summary>
    public static string? Of(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>A list; null for an empty one.</summary>
    public static string? Of(IEnumerable<string> values) => values.ToArray() is { Length: > 0 } several ? string.Join(' ', several) : null;

    /// <summary>A mark for what is so.</summary>
    public static string? If(bool so, string text) => so ? text : null;
}
