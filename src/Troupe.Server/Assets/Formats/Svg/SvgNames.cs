using System.Collections.Frozen;

namespace Troupe.Server.Assets.Formats.Svg;

/// <summary>The elements and attributes of SVG that are kept: those that draw (SVG 2 and Filter Effects, W3C), and none that load, run or move.</summary>
internal static class SvgNames
{
    /// <summary>The namespace of SVG.</summary>
    public const string Svg = "http://www.w3.org/2000/svg";

    /// <summary>The namespace of links in SVG 1.1.</summary>
    public const string XLink = "http://www.w3.org/1999/xlink";

    /// <summary>Elements.</summary>
    public static FrozenSet<string> Elements { get; } = Set(
        "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan linearGradient radialGradient stop clipPath mask pattern marker filter "
        + "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
        + "feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence");

    /// <summary>Properties, which may stand in attributes and in <c>style</c>.</summary>
    public static FrozenSet<string> Properties { get; } = Set(
        "clip-path clip-rule color color-interpolation color-interpolation-filters direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity "
        + "font-family font-size font-stretch font-style font-variant font-weight letter-spacing lighting-color marker-end marker-mid marker-start mask mix-blend-mode opacity overflow "
        + "paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width "
        + "text-anchor text-decoration text-rendering transform transform-origin vector-effect visibility word-spacing writing-mode");

    /// <summary>Attributes besides properties, <c>id</c>, <c>href</c> and <c>style</c>.</summary>
    public static FrozenSet<string> Attributes { get; } = Set(
        "amplitude azimuth baseFrequency bias clipPathUnits cx cy d diffuseConstant divisor dx dy edgeMode elevation exponent filterUnits fr fx fy gradientTransform gradientUnits height in in2 "
        + "intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength lang lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits mode numOctaves offset operator "
        + "order orient pathLength patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY "
        + "result role rotate rx ry scale seed slope spacing specularConstant specularExponent spreadMethod stdDeviation stitchTiles surfaceScale tableValues targetX targetY textLength type "
        + "values version viewBox width x x1 x2 xChannelSelector y y1 y2 yChannelSelector z");

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
