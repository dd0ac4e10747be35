using System.Globalization;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Formats;

namespace Troupe.Cli.Rigs;

/// <summary>One of the ways in which a performance can move a rig, and what each viseme becomes in it. They are the conversions of <c>Troupe.Conversation</c>, asked one viseme at a time.</summary>
/// <param name="Name">What is sent to the rig.</param>
/// <param name="Visemes">All 15, in order.</param>
internal sealed record RigWay(string Name, IReadOnlyList<ShownViseme> Visemes)
{
    /// <summary>Name of <see cref="ByArkit"/>.</summary>
    public const string Arkit = "ARKit blend shapes";

    /// <summary>Name of <see cref="ByVrm"/>.</summary>
    public const string Vrm = "VRM presets";

    /// <summary>A mix that keeps less than this share of its weights looks like something else.</summary>
    private const float LeastOfMix = 0.5f;

    /// <summary>How good it is: a viseme of its own counts 2, a substituted one 1.</summary>
    public int Worth => Visemes.Sum(viseme => viseme.Showing switch { Showing.Own => 2, Showing.Substituted => 1, _ => 0 });

    /// <summary>Number of visemes shown in a way.</summary>
    public int Count(Showing showing) => Visemes.Count(viseme => viseme.Showing == showing);

    /// <summary>Weights of visemes, each to the shape of its name.</summary>
    public static RigWay ByViseme(IEnumerable<string> names)
    {
        var found = new Dictionary<int, string>();
        foreach (var name in names)
        {
            if (VisemeNames.TryParse(name, out var viseme))
            {
                found.TryAdd(viseme, name);
            }
        }

        return Of("visemes", viseme => found.TryGetValue(viseme, out var name) ? (Showing.Own, name, []) : (Showing.Missing, "", []));
    }

    /// <summary>One number, the position of the viseme that leads.</summary>
    public static RigWay ByNumber(string input) =>
        Of("the number of the viseme", viseme => (Showing.Own, string.Create(CultureInfo.InvariantCulture, $"{input} = {viseme}"), []));

    /// <summary>The 52 ARKit shapes.</summary>
    /// <param name="shapes">Those that the rig has, by position in <see cref="BlendShapeSet"/>.</param>
    public static RigWay ByArkit(IReadOnlyDictionary<int, string> shapes)
    {
        var weights = new float[BlendShapeSet.Count];
        return Of(Arkit, viseme =>
        {
            BlendShapes.FromPose(Alone(viseme), new float[FaceSet.Count], weights);
            return Mixed(weights, shapes, BlendShapeSet.Names);
        });
    }

    /// <summary>The presets of VRM. It has no consonants: they are hinted at by an open mouth, and lips that touch are the mouth at rest.</summary>
    /// <param name="presets">Those that the model has, by position in <see cref="VrmPresets"/>.</param>
    public static RigWay ByVrm(IReadOnlyDictionary<int, string> presets)
    {
        var weights = new float[VrmPresets.Count];
        return Of(Vrm, viseme =>
        {
            VrmFace.FromPose(Alone(viseme), new float[FaceSet.Count], VrmModel.Undeclared, weights);
            var (showing, by, lacks) = Mixed(weights, presets, VrmPresets.Names);
            return by.Length == 0 && lacks.Count == 0 ? (Showing.Substituted, "the mouth at rest", [])
                : showing == Showing.Own && weights.Max() < 1 ? (Showing.Substituted, by, lacks)
                : (showing, by, lacks);
        });
    }

    /// <summary>A way by what becomes of each viseme; silence is the mouth at rest in all of them.</summary>
    public static RigWay Of(string name, Func<int, (Showing Showing, string By, IReadOnlyList<string> Lacks)> show) => new(name,
    [
        .. Enumerable.Range(0, VisemeSet.Count).Select(viseme =>
        {
            var (showing, by, lacks) = show(viseme);
            return viseme == VisemeSet.Sil && showing != Showing.Own
                ? new ShownViseme(VisemeSet.Names[viseme], Showing.Own, "the mouth at rest", [])
                : new ShownViseme(VisemeSet.Names[viseme], showing, by, lacks);
        }),
    ]);

    private static float[] Alone(int viseme)
    {
        var weights = new float[VisemeSet.Count];
        weights[viseme] = 1;
        return weights;
    }

    private static (Showing Showing, string By, IReadOnlyList<string> Lacks) Mixed(float[] weights, IReadOnlyDictionary<int, string> has, IReadOnlyList<string> names)
    {
        int[] wanted = [.. Enumerable.Range(0, weights.Length).Where(shape => weights[shape] > 0)];
        int[] there = [.. wanted.Where(has.ContainsKey)];
        var by = string.Join(", ", there.Select(shape => string.Create(CultureInfo.InvariantCulture, $"{has[shape]} {weights[shape]:0.##}")));
        string[] lacks = [.. wanted.Except(there).Select(shape => names[shape])];
        var share = wanted.Length == 0 ? 0 : there.Sum(Part) / wanted.Sum(Part);
        return wanted.Length > 0 && lacks.Length == 0 ? (Showing.Own, by, lacks) : share >= LeastOfMix ? (Showing.Substituted, by, lacks) : (Showing.Missing, "", lacks);

        // The two sides of a face are one thing to see.
        float Part(int shape) => names[shape].EndsWith("Left", StringComparison.Ordinal) || names[shape].EndsWith("Right", StringComparison.Ordinal) ? weights[shape] / 2 : weights[shape];
    }
}
