using Troupe.Contracts;

namespace Troupe.Testing.Pages;

/// <summary>Captions as a page reads them.</summary>
public static class CaptionLines
{
    /// <summary>The lines of an utterance as they are known best: one that begins where the line before it began takes its place.</summary>
    /// <param name="deltas">Of one utterance, in the order in which they came.</param>
    public static IReadOnlyList<Caption> Of(IEnumerable<SpeechDelta> deltas)
    {
        ArgumentNullException.ThrowIfNull(deltas);
        var lines = new List<Caption>();
        foreach (var line in deltas.SelectMany(delta => delta.Captions ?? []))
        {
            if (lines is [.., var last] && last.Start == line.Start)
            {
                lines.RemoveAt(lines.Count - 1);
            }

            lines.Add(line);
        }

        return lines;
    }
}
