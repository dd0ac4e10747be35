using System.Text.Json;
using Troupe.Server.Assets.Storage;

namespace Troupe.Server.Assets.Formats.Gltf;

/// <summary>Pictures in a model (glTF 2.0, section 3.8.3; KTX2 and WebP by their extensions): each is checked as one that is uploaded alone, and all together are no larger than allowed.</summary>
/// <param name="file">The file; it can seek.</param>
/// <param name="start">Where its binary chunk begins.</param>
/// <param name="views">The parts of the binary chunk.</param>
/// <param name="limits">What is allowed.</param>
internal sealed class ModelPictures(Stream file, long start, ModelView[] views, FormatOptions limits)
{
    /// <summary>A picture may be padded to a multiple of 4 with zeros.</summary>
    private const int Padding = 3;

    private static readonly PngFormat Png = new();

    private static readonly WebPFormat WebP = new();

    /// <summary>Checks all pictures.</summary>
    /// <exception cref="AssetException">One is broken or of another kind than it says, or they are too large.</exception>
    public void Check(JsonElement model)
    {
        var seen = new HashSet<(ModelView, string?)>();
        var (pixels, end) = (0L, 0L);
        var pictures = model.Member("images").Items().Select((image, index) => (View: ViewOf(image, index), Type: image.Member("mimeType").Text(), Name: $"images[{index}]"));
        foreach (var (view, type, name) in pictures.OrderBy(picture => picture.View.Offset))
        {
            // Several may be the same picture; otherwise each byte is looked at once.
            if (!seen.Add((view, type)))
            {
                continue;
            }

            end = view.Offset >= end ? view.Offset + view.Bytes : throw ModelCheck.Broken($"has an {name} that begins inside of another");
            if (view.Bytes > limits.ImageBytes)
            {
                throw AssetException.TooLarge($"{name} of the model has {view.Bytes} bytes; {limits.ImageBytes} are allowed.", limits.ImageBytes);
            }

            var (width, height) = SizeOf(view, type, name);
            if ((pixels += (long)width * height) > limits.ModelPixels)
            {
                throw AssetException.TooLarge($"The pictures of the model have more than {limits.ModelPixels} pixels together.", limits.ModelPixels);
            }
        }
    }

    private ModelView ViewOf(JsonElement image, int index) =>
        image.Member("bufferView").Whole() is { } view && view < views.Length ? views[view] : throw ModelCheck.Broken($"has an images[{index}] of no bufferView");

    private (int Width, int Height) SizeOf(ModelView view, string? type, string name)
    {
        try
        {
            return type switch
            {
                "image/png" => Check(Png, view.Offset, Unpadded(view)),
                "image/webp" => Check(WebP, view.Offset, Riff(view)),
                "image/jpeg" => JpegPicture.Check(Open(view.Offset, view.Bytes), view.Bytes, Padding, limits),
                "image/ktx2" => Ktx2Picture.Check(Open(view.Offset, view.Bytes), view.Bytes, limits),
                _ => throw AssetException.Unsupported($"The picture is of the type {type ?? "nothing"}; PNG, JPEG, WebP and KTX2 are kept."),
            };
        }
        catch (AssetException refusal)
        {
            throw new AssetException(refusal.Code, $"{name} of the model: {refusal.Message}", refusal.Limit);
        }
    }

    private (int Width, int Height) Check(AssetFormat format, long offset, long bytes)
    {
        var facts = format.Check(Open(offset, bytes), bytes, limits);
        return (facts.Width!.Value, facts.Height!.Value);
    }

    private PartStream Open(long offset, long bytes)
    {
        file.Position = start + offset;
        return new PartStream(file, bytes, leaveOpen: true);
    }

    // A PNG does not end with zeros.
    private long Unpadded(ModelView view)
    {
        Span<byte> tail = stackalloc byte[(int)Math.Min(Padding, view.Bytes)];
        Open(view.Offset + view.Bytes - tail.Length, tail.Length).ReadExactly(tail);
        return view.Bytes - (tail.Length - tail.TrimEnd((byte)0).Length);
    }

    // A WebP says how long it is.
    private long Riff(ModelView view)
    {
        Span<byte> head = stackalloc byte[(int)Math.Min(8, view.Bytes)];
        Open(view.Offset, head.Length).ReadExactly(head);
        var said = head.Length == 8 ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(head[4..]) + 8L : view.Bytes;
        return view.Bytes - said is > 0 and <= Padding ? said : view.Bytes;
    }
}
