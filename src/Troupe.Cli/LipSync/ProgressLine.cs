using System.Diagnostics;

namespace Troupe.Cli.LipSync;

/// <summary>Says how far work is that takes long, and nothing of work that does not.</summary>
/// <param name="what">The work, as the beginning of a line: <c>Drawing frames</c>.</param>
/// <param name="output">Where the lines go.</param>
internal sealed class ProgressLine(string what, TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private long _said = Stopwatch.GetTimestamp();

    /// <summary>Tells that a part is done; at most one line a second comes of it.</summary>
    public void Report(int done, int all)
    {
        if (done < all && Stopwatch.GetElapsedTime(_said) >= Patience)
        {
            _said = Stopwatch.GetTimestamp();
            output.WriteLine($"{what}: {done} of {all}, {100L * done / Math.Max(1, all)} %");
        }
    }
}
