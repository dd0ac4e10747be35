namespace Troupe.RenderWorker.Characters;

/// <summary>A colour, or a gradient of colours.</summary>
/// <param name="Stops">One for a plain colour, from 0 to 1 for a gradient.</param>
/// <param name="From">Where it starts, or the centre of a radial one.</param>
/// <param name="To">Where a linear one ends.</param>
/// <param name="Radius">Of a radial one.</param>
internal sealed record RigPaint(IReadOnlyList<(double Offset, RigColor Color)> Stops, (double X, double Y) From = default, (double X, double Y)? To = null, double Radius = 0);

/// <summary>Parts from 0 to 1.</summary>
internal readonly record struct RigColor(double Red, double Green, double Blue);
