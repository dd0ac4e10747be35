using System.Buffers.Binary;
using System.Text;

namespace Troupe.Cli.Rigs;

/// <summary>Reads the types of Rive's runtime format (help.rive.app/runtimes/advanced_topics/format): little endian, LEB128 numbers, counted texts.</summary>
internal ref struct RiveBytes(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes that have been read.</summary>
    public int Position { get; private set; }

    /// <summary>Whether all have.</summary>
    public readonly bool IsAtEnd => Position == _bytes.Length;

    /// <summary>Reads a number of 1 to 5 bytes; keys, counts and positions fit.</summary>
    /// <exception cref="RigException">The file ends in it, or it is greater.</exception>
    public uint Number(string what)
    {
        ulong number = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var part = Take(1, what)[0];
            number |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return number <= uint.MaxValue ? (uint)number : throw TooGreat(what);
            }
        }

        throw TooGreat(what);
    }

    /// <summary>Reads 4 bytes.</summary>
    /// <exception cref="RigException">The file ends in them.</exception>
    public uint Word(string what) => BinaryPrimitives.ReadUInt32LittleEndian(Take(4, what));

    /// <summary>Reads a text, or other counted bytes.</summary>
    /// <exception cref="RigException">The file ends in it.</exception>
    public string Text(string what) => Encoding.UTF8.GetString(Take(Number(what), what));

    /// <summary>Passes a value by its type in the table of properties: number, counted bytes, float, colour.</summary>
    /// <exception cref="RigException">The file ends in it.</exception>
    public void Skip(int type, string what)
    {
        switch (type)
        {
            case 0:
                _ = Long(what);
                break;
            case 1:
                _ = Take(Number(what), what);
                break;
            default:
                _ = Take(4, what);
                break;
        }
    }

    // Values, unlike keys, may have 64 bits.
    private int Long(string what)
    {
        for (var length = 1; length <= 10; length++)
        {
            if (Take(1, what)[0] < 0x80)
            {
                return length;
            }
        }

        throw TooGreat(what);
    }

    private ReadOnlySpan<byte> Take(uint count, string what)
    {
        if (count > _bytes.Length - Position)
        {
            throw new RigException($"is cut off: {what} at byte {Position} needs {count} bytes, {_bytes.Length - Position} are left");
        }

        var taken = _bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    private readonly RigException TooGreat(string what) => new($"is broken: {what} before byte {Position} is greater than the format allows");
}
