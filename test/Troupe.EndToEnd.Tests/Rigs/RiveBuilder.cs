using System.Text;

namespace Troupe.EndToEnd.Tests.Rigs;

/// <summary>Small Rive files by the description of the runtime format.</summary>
internal sealed class RiveBuilder
{
    // Types of the properties that are written: texts (1), numbers (0), floats (2), colours (3).
    private static readonly (uint Key, uint Type)[] Properties = [(4, 1), (7, 2), (37, 3), (55, 1), (138, 1), (140, 2), (141, 0), (557, 1)];

    private readonly List<byte> _bytes = [.. "RIVE"u8];

    private RiveBuilder(uint version)
    {
        Numbers(version, 0, 12345);
        foreach (var (key, _) in Properties)
        {
            Numbers(key);
        }

        Numbers(0);
        foreach (var word in Properties.Chunk(4))
        {
            uint types = 0;
            for (var index = 0; index < word.Length; index++)
            {
                types |= word[index].Type << (2 * index);
            }

            _bytes.AddRange(BitConverter.GetBytes(types));
        }
    }

    /// <summary>A file with a backboard.</summary>
    public static RiveBuilder Start(uint version = 7)
    {
        var file = new RiveBuilder(version);
        file.Numbers(23, 0);
        return file;
    }

    /// <summary>An artboard with a width, and a shape of no interest with a colour.</summary>
    public RiveBuilder Artboard(string name)
    {
        Numbers(1, 4);
        Text(name);
        Numbers(7);
        _bytes.AddRange(BitConverter.GetBytes(500f));
        Numbers(0, 18, 37);
        _bytes.AddRange(BitConverter.GetBytes(0xff00ff00));
        Numbers(0);
        return this;
    }

    public RiveBuilder StateMachine(string name) => Named(53, 55, name);

    public RiveBuilder Number(string name)
    {
        Numbers(56, 138);
        Text(name);
        Numbers(140);
        _bytes.AddRange(BitConverter.GetBytes(0.5f));
        Numbers(0);
        return this;
    }

    public RiveBuilder Boolean(string name)
    {
        Numbers(59, 141, 1, 138);
        Text(name);
        Numbers(0);
        return this;
    }

    public RiveBuilder Trigger(string name) => Named(58, 138, name);

    public RiveBuilder ViewModel(string name) => Named(435, 557, name);

    public RiveBuilder ViewModelNumber(string name) => Named(431, 557, name);

    /// <summary>An object with a property that the table does not tell.</summary>
    public RiveBuilder Stranger()
    {
        Numbers(9999, 9998, 0);
        return this;
    }

    public byte[] ToArray() => [.. _bytes];

    private RiveBuilder Named(uint type, uint property, string name)
    {
        Numbers(type, property);
        Text(name);
        Numbers(0);
        return this;
    }

    private void Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Numbers((uint)bytes.Length);
        _bytes.AddRange(bytes);
    }

    private void Numbers(params ReadOnlySpan<uint> numbers)
    {
        foreach (var number in numbers)
        {
            var rest = number;
            for (; rest >= 0x80; rest >>= 7)
            {
                _bytes.Add((byte)(rest | 0x80));
            }

            _bytes.Add((byte)rest);
        }
    }
}
