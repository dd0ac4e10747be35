namespace Troupe.Server.Assets.Formats;

/// <summary>The container of WebP and WAV.</summary>
internal static class Riff
{
    /// <summary>Reads its header.</summary>
    public static void Header(FormatReader reader, string form)
    {
        var whole = reader.Left;
        var name = reader.Name(4);
        var said = reader.Number() + 8L;
        if (name != "RIFF" || reader.Name(4) != form)
        {
            throw reader.Broken("does not begin as one");
        }

        if (said != whole)
        {
            throw reader.Broken($"says that it has {said} bytes, and there are {whole}");
        }
    }

    /// <summary>Reads the header of a chunk; its content is in the file, with a byte of padding if its length is odd.</summary>
    public static (string Type, long Bytes) Chunk(FormatReader reader)
    {
        var type = reader.Name(4);
        var bytes = (long)reader.Number();
        return bytes + (bytes & 1) <= reader.Left
            ? (type, bytes)
            : throw reader.Broken($"is cut off: a chunk has {bytes} bytes, and there are {reader.Left}");
    }
}
