using System.Text;
using Troupe.Contracts;
using Troupe.Conversation.Performances;

namespace Troupe.Conversation.Tests.Performances;

/// <summary>A performance with something of everything.</summary>
internal static class SamplePerformance
{
    public static PerformanceFile File { get; } = new()
    {
        Version = 1,
        DigitalSourceType = Protocol.GeneratedMedia,
        Utterances =
        [
            new()
            {
                Utterance = 3,
                Duration = 420.5,
                Phonemes = [new("", 0, 80), new("m", 80, 70), new("aɪ", 150, 180.25, Stressed: true, Loudness: -2.5)],
                Visemes = [new(1, 50, 90, 1), new(10, 140, 108, 0.8), new(12, 248, 72, 0.333)],
                Captions = [new("My \"é\"!", 80, 250, [new("My", 80, 100), new("\"é\"!", 180, 150)])],
                Cues = [new("gesture", "nod", 200, 450, 0.35), new("expression", "smile", 0, 600, 0.7)],
                Frames = new(50, 21, [new("jawOpen", [5, 1, 15], [0, 0.125, 0.25]), new("PP", [21], [0.001])]),
            },
            new() { Duration = 100 },
        ],
    };

    public static byte[] Bytes { get; } = Write(File);

    public static string Text => Encoding.UTF8.GetString(Bytes);

    public static byte[] Write(PerformanceFile file)
    {
        using var stream = new MemoryStream();
        PerformanceJson.Write(file, stream);
        return stream.ToArray();
    }

    /// <summary>The problem that reading a text ends with.</summary>
    public static PerformanceException Refuse(string text) => Should.Throw<PerformanceException>(() => PerformanceJson.Read(Encoding.UTF8.GetBytes(text)));
}
