using System.Globalization;
using System.Text.RegularExpressions;

namespace Troupe.Server.Presenters;

/// <summary>Contrast of colours (WCAG 2.2, success criterion 1.4.3).</summary>
internal static partial class Contrast
{
    /// <summary>The least contrast of text (WCAG 2.2, level AA).</summary>
    public const double Least = 4.5;

    /// <summary>Whether a text is a colour: <c>#rrggbb</c>.</summary>
    public static bool IsColor(string text) => Color().IsMatch(text);

    /// <summary>The contrast ratio of two colours, 1 to 21.</summary>
    public static double Of(string color, string background)
    {
        var (one, other) = (Luminance(color), Luminance(background));
        return (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
    }

    // Relative luminance, WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    private static double Luminance(string color) =>
        (0.2126 * Linear(color, 1)) + (0.7152 * Linear(color, 3)) + (0.0722 * Linear(color, 5));

    private static double Linear(string color, int at)
    {
        var value = int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@"^#[0-9a-fA-F]{6}\z", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Color();
}
