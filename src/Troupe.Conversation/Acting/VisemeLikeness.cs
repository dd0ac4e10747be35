namespace Troupe.Conversation.Acting;

/// <summary>How alike visemes look, from the blend shapes that they are made of. Pure; <c>packages/avatar</c> computes the same.</summary>
internal static class VisemeLikeness
{
    private static readonly double[,] Table = Build();
    private static readonly double[] Distinct = Distinctnesses();

    /// <summary>1 for the same face, 0 for faces that share nothing: 1 − |a − b| / (|a| + |b|).</summary>
    public static double Of(int left, int right) => Table[left, right];

    /// <summary>How much a viseme is missed when another stands for it, 0 to 1: its mean unlikeness to all others, in parts of the greatest such mean.</summary>
    public static double Distinctness(int viseme) => Distinct[viseme];

    private static double[,] Build()
    {
        var shapes = new float[VisemeSet.Count][];
        for (var viseme = 0; viseme < VisemeSet.Count; viseme++)
        {
            var pose = new Pose();
            pose.Visemes[viseme] = 1;
            shapes[viseme] = new float[BlendShapeSet.Count];
            BlendShapes.FromPose(pose.Visemes, pose.Face, shapes[viseme]);
        }

        var table = new double[VisemeSet.Count, VisemeSet.Count];
        for (var left = 0; left < VisemeSet.Count; left++)
        {
            for (var right = 0; right < VisemeSet.Count; right++)
            {
                var apart = Length(shapes[left].Zip(shapes[right], (one, other) => (double)one - other));
                var sum = Length(shapes[left].Select(weight => (double)weight)) + Length(shapes[right].Select(weight => (double)weight));
                table[left, right] = left == right ? 1 : 1 - (apart / sum);
            }
        }

        return table;
    }

    private static double Length(IEnumerable<double> weights) => Math.Sqrt(weights.Sum(weight => weight * weight));

    private static double[] Distinctnesses()
    {
        double[] means = [.. Enumerable.Range(0, VisemeSet.Count).Select(viseme => Enumerable.Range(0, VisemeSet.Count).Average(other => 1 - Table[viseme, other]))];
        var greatest = means.Max();
        return [.. means.Select(mean => mean / greatest)];
    }
}
