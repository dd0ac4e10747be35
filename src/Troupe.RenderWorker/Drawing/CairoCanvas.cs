using System.Runtime.InteropServices;
using Troupe.RenderWorker.Characters;

namespace Troupe.RenderWorker.Drawing;

/// <summary>A picture with a transparent background that rigs are drawn on by Cairo. One thread at a time.</summary>
internal sealed class CairoCanvas : IDisposable
{
    private readonly int _width;
    private readonly int _height;
    private readonly nint _surface;
    private readonly nint _context;

    /// <summary>Makes a picture of a size in pixels.</summary>
    /// <exception cref="InvalidInputException">Cairo is missing or cannot hold the picture.</exception>
    public CairoCanvas(int width, int height)
    {
        (_width, _height) = (width, height);
        try
        {
            _surface = Cairo.CreateSurface(Cairo.Argb32, width, height);
        }
        catch (DllNotFoundException)
        {
            throw new InvalidInputException("libcairo.so.2 is missing: apt-get install libcairo2");
        }

        Check(Cairo.SurfaceStatus(_surface));
        _context = Cairo.Create(_surface);
        Cairo.SetLineCap(_context, Cairo.Round);
        Cairo.SetLineJoin(_context, Cairo.Round);
    }

    /// <summary>Draws a rig over nothing: as large as fits, centred, standing on the lower edge.</summary>
    public void Draw(Rig rig)
    {
        Cairo.Identity(_context);
        Cairo.SetOperator(_context, Cairo.Clear);
        Cairo.Paint(_context);
        Cairo.SetOperator(_context, Cairo.Over);
        Draw(rig, 0, 0, _width, _height);
    }

    /// <summary>Draws a rig beside what is there: as large as fits a part of the picture, centred, standing on its lower edge.</summary>
    public void Draw(Rig rig, double left, double top, double width, double height)
    {
        var scale = Math.Min(width / rig.Width, height / rig.Height);
        Cairo.Identity(_context);
        Cairo.Translate(_context, left + ((width - (rig.Width * scale)) / 2), top + height - (rig.Height * scale));
        Cairo.Scale(_context, scale, scale);
        Draw(rig.Layers);
        Check(Cairo.Status(_context));
    }

    /// <summary>Writes the picture as PNG.</summary>
    public void Save(string path) => Check(Cairo.WritePng(_surface, path));

    /// <inheritdoc/>
    public void Dispose()
    {
        Cairo.Destroy(_context);
        Cairo.DestroySurface(_surface);
    }

    private void Draw(IReadOnlyList<RigLayer> layers)
    {
        foreach (var layer in layers)
        {
            if (layer is RigGroup group)
            {
                Draw(group);
            }
            else if (layer is RigShape { Opacity: > 0 } shape)
            {
                Draw(shape);
            }
        }
    }

    private void Draw(RigGroup group)
    {
        Cairo.Save(_context);
        if (group.Clip is { } clip)
        {
            Trace(clip);
            Cairo.Clip(_context);
        }

        Cairo.Translate(_context, group.X + group.Pivot.X, group.Y + group.Pivot.Y);
        Cairo.Rotate(_context, group.Angle);
        Cairo.Translate(_context, -group.Pivot.X, -group.Pivot.Y);
        Draw(group.Layers);
        Cairo.Restore(_context);
    }

    private void Draw(RigShape shape)
    {
        Trace(shape);
        if (shape.Fill is { } fill)
        {
            Use(fill, shape.Opacity);
            Cairo.FillPreserve(_context);
        }

        if (shape.Stroke is { } stroke)
        {
            Use(stroke, shape.Opacity);
            Cairo.SetLineWidth(_context, shape.Width);
            Cairo.StrokePreserve(_context);
        }
    }

    private void Trace(RigShape shape)
    {
        Cairo.NewPath(_context);
        var points = shape.Points;
        var (x, y) = (0.0, 0.0);
        foreach (var step in shape.Steps)
        {
            switch (step)
            {
                case 'M':
                    Cairo.MoveTo(_context, points[0].X, points[0].Y);
                    break;
                case 'L':
                    Cairo.LineTo(_context, points[0].X, points[0].Y);
                    break;
                case 'Q':
                    // A quadratic curve as a cubic one: its handles lie two thirds of the way to the one handle.
                    var (handle, end) = (points[0], points[1]);
                    Cairo.CurveTo(
                        _context, x + ((handle.X - x) * 2 / 3), y + ((handle.Y - y) * 2 / 3), end.X + ((handle.X - end.X) * 2 / 3), end.Y + ((handle.Y - end.Y) * 2 / 3), end.X, end.Y);
                    break;
                case 'C':
                    Cairo.CurveTo(_context, points[0].X, points[0].Y, points[1].X, points[1].Y, points[2].X, points[2].Y);
                    break;
                default:
                    Cairo.ClosePath(_context);
                    break;
            }

            var used = step switch { 'M' or 'L' => 1, 'Q' => 2, 'C' => 3, _ => 0 };
            if (used > 0)
            {
                (x, y) = points[used - 1];
                points = points[used..];
            }
        }
    }

    private void Use(RigPaint paint, double opacity)
    {
        if (paint.Stops is [var (_, color)])
        {
            Cairo.SetSource(_context, color.Red, color.Green, color.Blue, opacity);
            return;
        }

        var pattern = paint.To is { } to
            ? Cairo.CreateLinear(paint.From.X, paint.From.Y, to.X, to.Y)
            : Cairo.CreateRadial(paint.From.X, paint.From.Y, 0, paint.From.X, paint.From.Y, paint.Radius);
        foreach (var (offset, stop) in paint.Stops)
        {
            Cairo.AddStop(pattern, offset, stop.Red, stop.Green, stop.Blue, opacity);
        }

        Cairo.SetSource(_context, pattern);
        Cairo.DestroyPattern(pattern);
    }

    private static void Check(int status)
    {
        if (status != 0)
        {
            throw new IOException($"Cairo: {Marshal.PtrToStringUTF8(Cairo.StatusText(status))}.");
        }
    }
}
