namespace Troupe.Server.Assets.Formats.Svg;

/// <summary>Drawings as SVG 2. What is kept is a copy of what is known to be safe: shapes, text, gradients, filters; no scripts, no style sheets, nothing from elsewhere.</summary>
internal sealed class SvgFormat() : AssetFormat("SVG", AssetKind.Image, ".svg", "image/svg+xml"), ICleansed
{
    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<byte> head) => head.TrimStart("\uFEFF \t\r\n"u8).StartsWith("<"u8) && head.IndexOf("<svg"u8) >= 0;

    /// <inheritdoc/>
    public override long MostBytes(FormatOptions limits) => limits.SvgBytes;

    /// <inheritdoc/>
    public override AssetFacts Check(Stream file, long length, FormatOptions limits) => Cleanse(file, Stream.Null, limits);

    /// <inheritdoc/>
    public AssetFacts Cleanse(Stream file, Stream clean, FormatOptions limits) => new SvgCleaner(file, clean, limits).Clean();
}
