using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Troupe.RenderWorker.Characters;

/// <summary>A path of M L Q C Z with absolute coordinates: one letter per step, and its points in order.</summary>
internal sealed partial record RigPath(string Steps, (double X, double Y)[] Points)
{
    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">Says what is wrong.</exception>
    public static RigPath Parse(string text)
    {
        var tokens = Token().Matches(text).Select(match => match.Value).ToArray();
        var points = new List<(double X, double Y)>();
        var steps = new StringBuilder();
        var position = 0;
        while (position < tokens.Length)
        {
            var step = tokens[position++];
            var count = step switch
            {
                "M" or "L" => 1,
                "Q" => 2,
                "C" => 3,
                "Z" => 0,
                _ => throw new FormatException($"'{step}' is not one of M, L, Q, C, Z"),
            };
            if (steps.Length == 0 && step is not "M")
            {
                throw new FormatException("a path starts with M");
            }

            for (var point = 0; point < count; point++)
            {
                points.Add((Number(step, count), Number(step, count)));
            }

            steps.Append(step);
        }

        return steps.Length > 0 ? new RigPath(steps.ToString(), [.. points]) : throw new FormatException("the path is empty");

        double Number(string step, int count)
        {
            var found = position < tokens.Length ? tokens[position++] : null;
            return found is not null && double.TryParse(found, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? number
                : throw new FormatException($"{step} takes {count * 2} numbers, found {(found is null ? "the end" : $"'{found}'")}");
        }
    }

    [GeneratedRegex(@"[A-Za-z]|[^A-Za-z\s,]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
