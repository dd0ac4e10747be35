using System.Globalization;

namespace Troupe.Benchmarks.Harness;

/// <summary>Reads what a figure should be: <c>&lt;= 50</c>, <c>&gt;= 0.92</c> or <c>10 to 40</c>.</summary>
public static class FigureAim
{
    /// <summary>Whether a figure is what it should be; null when it is only watched.</summary>
    /// <exception cref="FormatException">The aim is written in another way.</exception>
    public static bool? IsMet(Figure figure) => figure.Aim?.Split(' ') switch
    {
        null => null,
        ["<=", var most] => figure.Value <= Number(most),
        [">=", var least] => figure.Value >= Number(least),
        [var least, "to", var most] => figure.Value >= Number(least) && figure.Value <= Number(most),
        _ => throw new FormatException($"'{figure.Aim}' is no aim: write <= N, >= N or N to N."),
    };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
