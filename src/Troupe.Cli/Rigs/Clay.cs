using System.Numerics;

namespace Troupe.Cli.Rigs;

/// <summary>A square picture of surfaces seen from the front, in parallel projection, lit from above: like clay, without textures, hair or transparency.</summary>
internal sealed class Clay
{
    private static readonly Vector3 Light = Vector3.Normalize(new Vector3(-0.3f, 0.6f, 1));
    private static readonly Vector3 Paper = new(0.94f, 0.95f, 0.96f);

    private readonly int _side;
    private readonly float[] _depths;
    private readonly byte[] _pixels;
    private readonly Vector3 _centre;
    private readonly float _scale;
    private readonly float _front;

    /// <summary>An empty picture.</summary>
    /// <param name="side">In pixels.</param>
    /// <param name="centre">What is in the middle.</param>
    /// <param name="reach">How much room there is to each side of it, in metres.</param>
    /// <param name="facesBack">Whether the model looks away along +Z, as those of VRM 0.x do.</param>
    public Clay(int side, Vector3 centre, float reach, bool facesBack)
    {
        (_side, _centre, _scale, _front) = (side, centre, side / (2 * reach), facesBack ? -1 : 1);
        _depths = new float[side * side];
        Array.Fill(_depths, float.NegativeInfinity);
        _pixels = new byte[3 * side * side];
        for (var pixel = 0; pixel < side * side; pixel++)
        {
            Paint(pixel, Paper);
        }
    }

    /// <summary>Red, green and blue of each pixel, row by row from above.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>Draws triangles; the nearest is seen.</summary>
    public void Draw(Vector3[] points, int[] triangles, Vector3 colour)
    {
        for (var corner = 0; corner < triangles.Length; corner += 3)
        {
            Draw(Seen(points[triangles[corner]]), Seen(points[triangles[corner + 1]]), Seen(points[triangles[corner + 2]]), colour);
        }
    }

    private Vector3 Seen(Vector3 point)
    {
        var from = (point - _centre) * _scale;
        return new Vector3((_side / 2f) + (_front * from.X), (_side / 2f) - from.Y, _front * from.Z);
    }

    private void Draw(Vector3 a, Vector3 b, Vector3 c, Vector3 colour)
    {
        // Y goes down on the picture, and so does the light's; a triangle that is seen from behind is lit as if from its front.
        var normal = Vector3.Cross(b - a, c - a);
        var area = normal.Z;
        if (!float.IsFinite(area) || area == 0)
        {
            return;
        }

        var shade = 0.35f + (0.65f * Math.Max(0, Math.Sign(area) * Vector3.Dot(Vector3.Normalize(normal), Light with { Y = -Light.Y })));
        var (left, right) = Range(a.X, b.X, c.X);
        var (top, bottom) = Range(a.Y, b.Y, c.Y);
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var (px, py) = (x + 0.5f, y + 0.5f);
                var u = (((b.X - px) * (c.Y - py)) - ((c.X - px) * (b.Y - py))) / area;
                var v = (((c.X - px) * (a.Y - py)) - ((a.X - px) * (c.Y - py))) / area;
                var w = 1 - u - v;
                var depth = (u * a.Z) + (v * b.Z) + (w * c.Z);
                if (u >= 0 && v >= 0 && w >= 0 && depth > _depths[(y * _side) + x])
                {
                    _depths[(y * _side) + x] = depth;
                    Paint((y * _side) + x, colour * shade);
                }
            }
        }
    }

    private (int First, int Last) Range(float a, float b, float c) =>
        ((int)Math.Clamp(Math.Min(a, Math.Min(b, c)), 0, _side), (int)Math.Clamp(Math.Max(a, Math.Max(b, c)), -1, _side - 1));

    private void Paint(int pixel, Vector3 colour)
    {
        for (var part = 0; part < 3; part++)
        {
            // Colours of glTF are linear in light, those of PNG are not.
            _pixels[(3 * pixel) + part] = (byte)(255 * Math.Pow(Math.Clamp(colour[part], 0, 1), 1 / 2.2));
        }
    }
}
