using Troupe.Conversation.Acting;

namespace Troupe.Cli.Rigs;

/// <summary>Whether a performance can be seen on a rig.</summary>
internal enum RigVerdict
{
    /// <summary>Every viseme is shown as it is meant.</summary>
    Usable,

    /// <summary>Speech is seen, some visemes as something less.</summary>
    UsableWithSubstitutions,

    /// <summary>Speech is not seen.</summary>
    NotUsable,
}

/// <summary>Which names of a set a rig has.</summary>
/// <param name="Present">As the set spells them.</param>
/// <param name="Missing">As the set spells them.</param>
internal sealed record RigNames(IReadOnlyList<string> Present, IReadOnlyList<string> Missing)
{
    /// <summary>Divides the names of a set.</summary>
    public static RigNames Of(IEnumerable<string> all, Func<string, int, bool> has)
    {
        var divided = all.Select((name, position) => (name, has: has(name, position))).ToLookup(entry => entry.has, entry => entry.name);
        return new RigNames([.. divided[true]], [.. divided[false]]);
    }
}

/// <summary>What <c>troupe rig check</c> found.</summary>
internal sealed record RigReport
{
    /// <summary>As many mouths as VRM has: with fewer, speech looks like a hinge.</summary>
    private const int LeastVisemes = 5;

    /// <summary>The kind of file.</summary>
    public required RigFormat Format { get; init; }

    /// <summary>As the file calls itself; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>The best way to move it.</summary>
    public required RigWay Way { get; init; }

    /// <summary>Which visemes it has shapes for by name; null for formats without.</summary>
    public RigNames? Visemes { get; init; }

    /// <summary>Which ARKit shapes it has; null for formats without.</summary>
    public RigNames? Arkit { get; init; }

    /// <summary>ARKit shapes that it spells in its own way: its name by theirs.</summary>
    public IReadOnlyDictionary<string, string> Spelled { get; init; } = new Dictionary<string, string>();

    /// <summary>Which VRM presets it has; null for formats without.</summary>
    public RigNames? Vrm { get; init; }

    /// <summary>Artboards with their state machines and inputs; null for formats without.</summary>
    public RiveModel? Rive { get; init; }

    /// <summary>What is odd, each in a sentence.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What to do when it is not usable.</summary>
    public required string Advice { get; init; }

    /// <summary>Whether a performance can be seen on it.</summary>
    public RigVerdict Verdict =>
        Way.Visemes[VisemeSet.AA].Showing == Showing.Missing || VisemeSet.Count - 1 - Way.Count(Showing.Missing) < LeastVisemes ? RigVerdict.NotUsable
        : Way.Count(Showing.Own) == VisemeSet.Count ? RigVerdict.Usable
        : RigVerdict.UsableWithSubstitutions;
}
