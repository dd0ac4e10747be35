namespace Troupe.Server.Assets.Formats;

/// <summary>Cyclic redundancy checks of 32 bits.</summary>
internal static class Crc
{
    private static readonly uint[] Png = [.. Enumerable.Range(0, 256).Select(number => Enumerable.Range(0, 8).Aggregate((uint)number, (rest, _) => (rest & 1) == 1 ? (rest >> 1) ^ 0xEDB88320 : rest >> 1))];

    private static readonly uint[] Ogg = [.. Enumerable.Range(0, 256).Select(number => Enumerable.Range(0, 8).Aggregate((uint)number << 24, (rest, _) => (rest & 0x80000000) != 0 ? (rest << 1) ^ 0x04C11DB7 : rest << 1))];

    /// <summary>Goes on with the check of PNG (W3C PNG, annex D); it begins with all bits set, and its complement is in the file.</summary>
    public static uint OfPng(uint rest, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            rest = Png[(rest ^ one) & 255] ^ (rest >> 8);
        }

        return rest;
    }

    /// <summary>Goes on with the check of Ogg (RFC 3533, section 6); it begins with 0.</summary>
    public static uint OfOgg(uint rest, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            rest = (rest << 8) ^ Ogg[((rest >> 24) ^ one) & 255];
        }

        return rest;
    }
}
