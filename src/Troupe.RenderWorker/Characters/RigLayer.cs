namespace Troupe.RenderWorker.Characters;

/// <summary>A shape or a group of layers.</summary>
internal abstract class RigLayer
{
    /// <summary>Bends it to the values of the controls.</summary>
    public abstract void Bend(ReadOnlySpan<double> controls);
}

/// <summary>Layers that move together.</summary>
internal sealed class RigGroup(
    IReadOnlyList<RigLayer> layers, (double X, double Y) pivot, RigShape? clip, IReadOnlyList<(int Control, double X, double Y)> moves, IReadOnlyList<(int Control, double Radians)> turns) : RigLayer
{
    public IReadOnlyList<RigLayer> Layers => layers;

    public (double X, double Y) Pivot => pivot;

    /// <summary>Nothing is drawn outside of it.</summary>
    public RigShape? Clip => clip;

    public double X { get; private set; }

    public double Y { get; private set; }

    /// <summary>Clockwise, in radians.</summary>
    public double Angle { get; private set; }

    public override void Bend(ReadOnlySpan<double> controls)
    {
        X = Y = Angle = 0;
        foreach (var (control, x, y) in moves)
        {
            X += controls[control] * x;
            Y += controls[control] * y;
        }

        foreach (var (control, radians) in turns)
        {
            Angle += controls[control] * radians;
        }

        foreach (var layer in layers)
        {
            layer.Bend(controls);
        }
    }
}

/// <summary>A path with its paint.</summary>
internal sealed class RigShape(
    RigPath path, IReadOnlyList<(int Control, int Point, double X, double Y)> bends, RigPaint? fill, RigPaint? stroke, double width, double opacity, IReadOnlyList<(int Control, double Amount)> fades) : RigLayer
{
    private readonly (double X, double Y)[] _points = [.. path.Points];

    public string Steps => path.Steps;

    /// <summary>The points of this pose.</summary>
    public ReadOnlySpan<(double X, double Y)> Points => _points;

    public RigPaint? Fill => fill;

    public RigPaint? Stroke => stroke;

    /// <summary>Of the stroke.</summary>
    public double Width => width;

    /// <summary>In this pose, 0 to 1.</summary>
    public double Opacity { get; private set; }

    public override void Bend(ReadOnlySpan<double> controls)
    {
        path.Points.CopyTo(_points, 0);
        foreach (var (control, point, x, y) in bends)
        {
            _points[point].X += controls[control] * x;
            _points[point].Y += controls[control] * y;
        }

        Opacity = opacity;
        foreach (var (control, amount) in fades)
        {
            Opacity += controls[control] * amount;
        }

        Opacity = Math.Clamp(Opacity, 0, 1);
    }
}
