using System.Text.RegularExpressions;

namespace Troupe.Server.Assets.Formats.Svg;

/// <summary>Values of attributes that are safe.</summary>
internal static partial class SvgValues
{
    /// <summary>The id within the drawing that a value refers to as <c>#id</c>; null when it refers to something else.</summary>
    public static string? Local(string value) => LocalPattern().Match(value.Trim()) is { Success: true } match ? match.Groups["id"].Value : null;

    /// <summary>Whether a value is a name that may be referred to.</summary>
    public static bool IsId(string value) => IdPattern().IsMatch(value);

    /// <summary>Whether a value of a property loads nothing: every <c>url()</c> in it is one within the drawing, and nothing hides one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="refers">The ids that it refers to.</param>
    public static bool IsSafe(string value, out IReadOnlyList<string> refers)
    {
        refers = [.. UrlPattern().Matches(value).Select(match => match.Groups["id"].Value)];
        var rest = UrlPattern().Replace(value, "");
        return !rest.AsSpan().ContainsAny("\\@<>{};") && !rest.Contains("url", StringComparison.OrdinalIgnoreCase) && !rest.Contains("image", StringComparison.OrdinalIgnoreCase)
            && !rest.Contains("expression", StringComparison.OrdinalIgnoreCase) && !rest.Contains("/*", StringComparison.Ordinal) && !rest.Contains(':', StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^#(?<id>[A-Za-z_][\w.-]{0,199})\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LocalPattern();

    [GeneratedRegex(@"^[A-Za-z_][\w.-]{0,199}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"url\(\s*['""]?#(?<id>[A-Za-z_][\w.-]{0,199})['""]?\s*\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex UrlPattern();
}
