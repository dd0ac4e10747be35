using System.Globalization;
using Troupe.Conversation.Acting;

namespace Troupe.Cli.Rigs;

/// <summary>A report for a person.</summary>
internal static class RigText
{
    /// <summary>The lines of a report; the last is the verdict.</summary>
    public static IEnumerable<string> Lines(string file, RigReport report)
    {
        yield return report.Name.Length > 0 ? $"{file}: {Kind(report.Format)}, {report.Name}" : $"{file}: {Kind(report.Format)}";
        yield return $"Moved by {report.Way.Name}:";
        foreach (var viseme in report.Way.Visemes)
        {
            var lacks = viseme.Lacks.Count > 0 ? $" (lacks {string.Join(", ", viseme.Lacks)})" : "";
            yield return $"  {viseme.Viseme,-4}{Mark(viseme.Showing),-13}{viseme.By}{lacks}".TrimEnd();
        }

        foreach (var line in Sets(report).Concat(Rive(report)))
        {
            yield return line;
        }

        foreach (var note in report.Notes)
        {
            yield return $"Note: {note}";
        }

        yield return Verdict(report);
    }

    /// <summary>The verdict in a sentence, with what to do.</summary>
    public static string Verdict(RigReport report) => report.Verdict switch
    {
        RigVerdict.Usable => "Usable: every viseme is shown as it is meant.",
        RigVerdict.UsableWithSubstitutions => string.Create(
            CultureInfo.InvariantCulture,
            $"Usable with substitutions: {report.Way.Count(Showing.Own)} of {VisemeSet.Count} visemes are shown as they are meant, {report.Way.Count(Showing.Substituted)} by something less, {report.Way.Count(Showing.Missing)} not at all."),
        _ => $"Not usable: {(report.Way.Visemes[VisemeSet.AA].Showing == Showing.Missing ? "nothing opens the mouth" : "too few mouths for speech")}. {report.Advice}",
    };

    private static IEnumerable<string> Sets(RigReport report)
    {
        foreach (var (name, set) in new[] { ("Visemes by name", report.Visemes), ("ARKit shapes", report.Arkit), ("VRM presets", report.Vrm) })
        {
            if (set is { Present.Count: 0 })
            {
                yield return $"{name}: none";
            }
            else if (set is not null)
            {
                var missing = set.Missing.Count > 0 ? $"; missing: {string.Join(", ", set.Missing)}" : "";
                yield return string.Create(CultureInfo.InvariantCulture, $"{name}: {set.Present.Count} of {set.Present.Count + set.Missing.Count}{missing}");
            }
        }

        if (report.Spelled.Count > 0)
        {
            yield return $"ARKit shapes with names of their own: {string.Join(", ", report.Spelled.Select(shape => $"{shape.Value} for {shape.Key}"))}";
        }
    }

    private static IEnumerable<string> Rive(RigReport report)
    {
        foreach (var artboard in report.Rive?.Artboards ?? [])
        {
            foreach (var machine in artboard.StateMachines)
            {
                var inputs = machine.Inputs.Count == 0 ? "no inputs" : string.Join(", ", machine.Inputs.Select(input => $"{input.Name} ({input.Kind.ToString().ToLowerInvariant()})"));
                yield return $"Artboard '{artboard.Name}', state machine '{machine.Name}': {inputs}";
            }

            if (artboard.StateMachines.Count == 0)
            {
                yield return $"Artboard '{artboard.Name}': no state machine";
            }
        }

        foreach (var view in report.Rive?.ViewModels ?? [])
        {
            yield return $"View model '{view.Name}': {(view.Numbers.Count == 0 ? "no numbers" : string.Join(", ", view.Numbers))}";
        }
    }

    private static string Kind(RigFormat format) => format switch
    {
        RigFormat.Gltf => "glTF 2.0",
        RigFormat.Vrm0 => "VRM 0.x",
        RigFormat.Vrm1 => "VRM 1.0",
        RigFormat.Rive => "Rive",
        _ => "character",
    };

    private static string Mark(Showing showing) => showing switch
    {
        Showing.Own => "own",
        Showing.Substituted => "substituted",
        _ => "missing",
    };
}
