using System.Buffers.Binary;

namespace Troupe.Server.Assets.Formats.Gltf;

/// <summary>A picture as JPEG (ITU T.81, annex B): its segments, the size in its header, and how often it is drawn over; the pixels are not decoded.</summary>
internal static class JpegPicture
{
    /// <summary>A progressive picture is drawn over with each scan, whatever its size; encoders write about ten.</summary>
    private const int MostScans = 64;

    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    /// <summary>Checks a picture.</summary>
    /// <param name="file">The picture.</param>
    /// <param name="length">Its length.</param>
    /// <param name="padding">Bytes that may be behind its end.</param>
    /// <param name="limits">What is allowed.</param>
    /// <returns>Its size in pixels.</returns>
    /// <exception cref="AssetException">It is broken, or larger than allowed.</exception>
    public static (int Width, int Height) Check(Stream file, long length, int padding, FormatOptions limits)
    {
        var reader = new FormatReader(file, length, "JPEG");
        if (!reader.Take(2).SequenceEqual((ReadOnlySpan<byte>)[0xFF, StartOfImage]))
        {
            throw reader.Broken("does not begin as one");
        }

        (int Width, int Height)? size = null;
        var scans = 0;
        for (var marker = Marker(reader); marker != EndOfImage; marker = marker == StartOfScan ? AfterScan(reader) : Marker(reader))
        {
            var bytes = BinaryPrimitives.ReadUInt16BigEndian(reader.Take(2)) - 2;
            if (bytes < 0)
            {
                throw reader.Broken("has a segment without a length");
            }

            if (IsFrame(marker))
            {
                size = size is null ? Frame(reader, bytes, limits) : throw reader.Broken("has two frames");
                continue;
            }

            if (marker == StartOfScan && (size is null || ++scans > MostScans))
            {
                throw reader.Broken(size is null ? "has pixels before their size" : $"is drawn over more than {MostScans} times");
            }

            reader.Skip(bytes);
        }

        return size is { } found && scans > 0 && reader.Left <= padding ? found
            : throw reader.Broken(reader.Left > padding ? $"has {reader.Left} bytes behind its end" : "has no picture");
    }

    // SOF0 to SOF15, but for the tables DHT, JPG and DAC among them (table B.1).
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static (int Width, int Height) Frame(FormatReader reader, int bytes, FormatOptions limits)
    {
        if (bytes < 6)
        {
            throw reader.Broken("has a frame without a size");
        }

        var fields = reader.Take(6);
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(fields[1..]), BinaryPrimitives.ReadUInt16BigEndian(fields[3..]));
        limits.CheckPicture("JPEG", width, height);
        reader.Skip(bytes - 6);
        return (width, height);
    }

    private static byte Marker(FormatReader reader)
    {
        if (reader.Take(1)[0] != 0xFF)
        {
            throw reader.Broken("has a segment that does not begin as one");
        }

        byte marker;
        while ((marker = reader.Take(1)[0]) == 0xFF)
        {
            // A marker may be padded.
        }

        return marker is 0 or StartOfImage or 0x01 or (>= 0xD0 and <= 0xD7) ? throw reader.Broken($"has a marker {marker:X2} where none belongs") : marker;
    }

    // Pixels end with a marker that is neither a stuffed byte nor a restart.
    private static byte AfterScan(FormatReader reader)
    {
        while (true)
        {
            while (reader.Take(1)[0] != 0xFF)
            {
            }

            byte marker;
            while ((marker = reader.Take(1)[0]) == 0xFF)
            {
            }

            if (marker is not (0 or (>= 0xD0 and <= 0xD7)))
            {
                return marker is StartOfImage or 0x01 ? throw reader.Broken($"has a marker {marker:X2} where none belongs") : marker;
            }
        }
    }
}
