using Troupe.Server.Assets.Formats.Svg;

namespace Troupe.Server.Assets.Formats;

/// <summary>The formats that are kept.</summary>
internal static class AssetFormats
{
    /// <summary>How much of a file is looked at to tell its format.</summary>
    public const int HeadBytes = 4096;

    /// <summary>All of them; the first that matches wins.</summary>
    public static IReadOnlyList<AssetFormat> All { get; } = [new PngFormat(), new WebPFormat(), new GlbFormat(), new WavFormat(), new OggFormat(), new Mp3Format(), new RigFormat(), new SvgFormat()];

    /// <summary>The format of a file, by its first bytes.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="declared">The media type that its sender says.</param>
    /// <exception cref="AssetException">It is of none, or of another than its sender says.</exception>
    public static AssetFormat Find(ReadOnlySpan<byte> head, string? declared)
    {
        foreach (var format in All)
        {
            if (format.Matches(head))
            {
                return format.Agrees(declared)
                    ? format
                    : throw AssetException.Unsupported($"The file begins as {format.Name} ({format.MediaType}), and Content-Type says {declared ?? "nothing"}. Send it as what it is.");
            }
        }

        throw AssetException.Unsupported(head.Length == 0 ? "The file is empty." : $"The file is of no kind that is kept: {string.Join(", ", All.Select(format => format.Name))}.");
    }

    /// <summary>The format that is served as a media type.</summary>
    public static AssetFormat Of(string mediaType) => All.First(format => format.MediaType == mediaType);
}
