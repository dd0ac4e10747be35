namespace Troupe.Server.Assets.Formats;

/// <summary>What assets are used for.</summary>
internal enum AssetKind
{
    /// <summary>A picture.</summary>
    Image,

    /// <summary>A model of glTF.</summary>
    Model,

    /// <summary>Sound.</summary>
    Audio,

    /// <summary>A character of Troupe.</summary>
    Rig,
}

/// <summary>A format of files that are kept. Thread-safe. Its checks read a file once, in parts; what they hold in memory is bounded by <see cref="FormatOptions"/>.</summary>
/// <param name="name">Its name for people, such as <c>PNG</c>.</param>
/// <param name="kind">What it is used for.</param>
/// <param name="extension">What names of its files end with, with the dot.</param>
/// <param name="mediaTypes">Its media type, and then other names of it.</param>
internal abstract class AssetFormat(string name, AssetKind kind, string extension, params IReadOnlyList<string> mediaTypes)
{
    /// <summary>Its name for people.</summary>
    public string Name => name;

    /// <summary>What it is used for.</summary>
    public AssetKind Kind => kind;

    /// <summary>What names of its files end with, with the dot.</summary>
    public string Extension => extension;

    /// <summary>The type that it is served as.</summary>
    public string MediaType => mediaTypes[0];

    /// <summary>Whether a declared media type means this format.</summary>
    public bool Agrees(string? declared) => declared is not null && mediaTypes.Contains(declared, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file may be of the format.</summary>
    /// <param name="head">Its first bytes, up to <see cref="AssetFormats.HeadBytes"/>.</param>
    public abstract bool Matches(ReadOnlySpan<byte> head);

    /// <summary>Most bytes of a file.</summary>
    public abstract long MostBytes(FormatOptions limits);

    /// <summary>Checks a whole file.</summary>
    /// <param name="file">The file, from where the stream stands.</param>
    /// <param name="length">Its length.</param>
    /// <param name="limits">What is allowed.</param>
    /// <exception cref="AssetException">It is broken, or more than allowed.</exception>
    public abstract AssetFacts Check(Stream file, long length, FormatOptions limits);
}

/// <summary>A format whose files are kept as a cleaned copy.</summary>
internal interface ICleansed
{
    /// <summary>Checks a file and writes what is kept of it.</summary>
    /// <param name="file">The file, from where the stream stands.</param>
    /// <param name="clean">Where it is written.</param>
    /// <param name="limits">What is allowed.</param>
    /// <exception cref="AssetException">It is broken, or more than allowed.</exception>
    AssetFacts Cleanse(Stream file, Stream clean, FormatOptions limits);
}

/// <summary>What a check found.</summary>
internal sealed record AssetFacts
{
    /// <summary>In pixels; null of what is no picture, or has no size of its own.</summary>
    public int? Width { get; init; }

    /// <summary>In pixels, as <see cref="Width"/>.</summary>
    public int? Height { get; init; }

    /// <summary>Length of sound; null when the file does not tell.</summary>
    public double? Seconds { get; init; }

    /// <summary>What was left out of it because it is not safe, each once.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];
}

/// <summary>A file that is not kept.</summary>
/// <param name="code"><c>unsupported_asset</c> or <c>asset_too_large</c>.</param>
/// <param name="message">What is wrong with it, and the way out.</param>
/// <param name="limit">The limit that it is above; null when it is above none.</param>
internal sealed class AssetException(string code, string message, long? limit = null) : Exception(message)
{
    /// <summary>A code of <see cref="Contracts.ErrorCodes"/>.</summary>
    public string Code { get; } = code;

    /// <summary>The limit that it is above.</summary>
    public long? Limit { get; } = limit;

    /// <summary>A file that is broken, or of a kind that is not kept.</summary>
    public static AssetException Unsupported(string message) => new("unsupported_asset", message);

    /// <summary>A file that has more of something than is allowed.</summary>
    public static AssetException TooLarge(string message, long limit) => new("asset_too_large", message, limit);
}
