namespace Troupe.Server.Assets.Formats;

/// <summary>How large files of each kind may be; section <c>Troupe:Assets:Limits</c>.</summary>
internal sealed class FormatOptions
{
    /// <summary>Most bytes of a PNG or WebP. Default: 10 MB.</summary>
    public long ImageBytes { get; set; } = 10_000_000;

    /// <summary>Most pixels of a PNG or WebP. Default: 16,777,216: 4096 by 4096, a texture that every device of the last ten years takes.</summary>
    public long ImagePixels { get; set; } = 16_777_216;

    /// <summary>Most pixels on a side of a PNG or WebP. Default: 8192.</summary>
    public int ImageSide { get; set; } = 8192;

    /// <summary>Most bytes of an SVG. Default: 1 MB.</summary>
    public long SvgBytes { get; set; } = 1_000_000;

    /// <summary>Most elements of an SVG, each counted as often as it is used. Default: 20,000.</summary>
    public int SvgElements { get; set; } = 20_000;

    /// <summary>Most bytes of a GLB. Default: 50 MB.</summary>
    public long ModelBytes { get; set; } = 50_000_000;

    /// <summary>Most bytes of the JSON in a GLB. Default: 4 MB.</summary>
    public int ModelJsonBytes { get; set; } = 4_000_000;

    /// <summary>Most elements of all accessors of a GLB. Default: 20,000,000.</summary>
    public long ModelElements { get; set; } = 20_000_000;

    /// <summary>Most bytes that all accessors of a GLB unpack to. Default: 200 MB, four times what a file holds.</summary>
    public long ModelUnpackedBytes { get; set; } = 200_000_000;

    /// <summary>Most vertices and indices that a GLB draws, counted again for each shape that they are bent to and each node that shows them. Default: 20,000,000; a head with 52 shapes has about 1,000,000.</summary>
    public long ModelVertices { get; set; } = 20_000_000;

    /// <summary>Most pixels of all pictures in a GLB; each of them is also held to the limits of a picture alone. Default: 134,217,728: eight of 4096 by 4096, half a gigabyte on a graphics card.</summary>
    public long ModelPixels { get; set; } = 134_217_728;

    /// <summary>Most bytes of sound. Default: 20 MB: two minutes of CD sound.</summary>
    public long AudioBytes { get; set; } = 20_000_000;

    /// <summary>Most bytes of a character. Default: 2 MB.</summary>
    public long RigBytes { get; set; } = 2_000_000;

    /// <summary>The most of all kinds.</summary>
    public long MostBytes => new[] { ImageBytes, SvgBytes, ModelBytes, AudioBytes, RigBytes }.Max();

    /// <summary>Every mistake, as sentences for the operator.</summary>
    public IEnumerable<string> Mistakes() =>
        from limit in new (string Name, long Value, long Most)[]
        {
            (nameof(ImageBytes), ImageBytes, 1_000_000_000), (nameof(ImagePixels), ImagePixels, 268_435_456), (nameof(ImageSide), ImageSide, 32_768),
            (nameof(SvgBytes), SvgBytes, 20_000_000), (nameof(SvgElements), SvgElements, 1_000_000), (nameof(ModelBytes), ModelBytes, 2_000_000_000), (nameof(ModelJsonBytes), ModelJsonBytes, 64_000_000),
            (nameof(ModelElements), ModelElements, 1_000_000_000),
            (nameof(ModelUnpackedBytes), ModelUnpackedBytes, 4_000_000_000), (nameof(ModelVertices), ModelVertices, 1_000_000_000), (nameof(ModelPixels), ModelPixels, 4_294_967_296),
            (nameof(AudioBytes), AudioBytes, 1_000_000_000), (nameof(RigBytes), RigBytes, 20_000_000),
        }
        where limit.Value < 1 || limit.Value > limit.Most
        select $"Troupe:Assets:Limits:{limit.Name} must be from 1 to {limit.Most}.";

    /// <summary>Refuses pictures that are larger than allowed, before anything is unpacked.</summary>
    /// <exception cref="AssetException">It is larger.</exception>
    public void CheckPicture(string name, long width, long height)
    {
        if (width == 0 || height == 0)
        {
            throw AssetException.Unsupported($"The {name} has {width} x {height} pixels.");
        }

        if (width > ImageSide || height > ImageSide)
        {
            throw AssetException.TooLarge($"The {name} has {width} x {height} pixels; {ImageSide} on a side are allowed.", ImageSide);
        }

        if (width * height > ImagePixels)
        {
            throw AssetException.TooLarge($"The {name} has {width} x {height} pixels, which is more than {ImagePixels}.", ImagePixels);
        }
    }
}
