using System.Buffers.Binary;
using System.Text.Json;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Tests.Acting.Listening;

/// <summary>The network in C# is the one that <c>tools/lipsync</c> trains: <c>vectors/lipsync/small.json</c> holds what a small one hears and answers.</summary>
[Trait("Category", "fast")]
public sealed class LipNetTests
{
    private static readonly JsonElement Small = Read();
    private static readonly byte[] File = Small.GetProperty("weights").GetBytesFromBase64();
    private static readonly short[] Sound = Pcm.FromBytes(Small.GetProperty("samples").GetBytesFromBase64());

    private readonly float[] _visemes = new float[VisemeSet.Count];

    [Fact]
    public void Hears_the_bands_of_the_vectors()
    {
        var bands = new LipNetBands();
        ReadOnlySpan<short> sound = Sound;
        Span<float> heard = stackalloc float[LipNetBands.Count];
        foreach (var frame in Small.GetProperty("frames").EnumerateArray())
        {
            bands.Next(ref sound, heard).ShouldBeTrue();
            Same(heard, frame.GetProperty("logMel"), 1e-3);
        }

        bands.Next(ref sound, heard).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(137)]
    [InlineData(320)]
    [InlineData(100_000)]
    public void Answers_as_the_vectors_however_the_sound_is_cut(int piece)
    {
        var net = new LipNet(LipNetWeights.Read(File));
        var frames = Small.GetProperty("frames").EnumerateArray().ToArray();
        Compare(net, frames, piece);

        net.Reset();
        Compare(net, frames, piece);
    }

    [Fact]
    public void Says_how_far_it_looks_ahead() => new LipNet(LipNetWeights.Read(File)).LookAhead.ShouldBe(TimeSpan.FromMilliseconds(50));

    [Fact]
    public void Allocates_nothing_while_it_hears()
    {
        var net = new LipNet(LipNetWeights.Read(File));
        Hear(net);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Hear(net);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Answers_with_numbers_to_any_sound()
    {
        var net = new LipNet(LipNetWeights.Read(File));
        ReadOnlySpan<short> sound = [.. Enumerable.Range(0, 4000).Select(i => i % 2 == 0 ? short.MinValue : short.MaxValue), .. new short[4000]];
        while (net.Next(ref sound, _visemes, out var opening, out var closure))
        {
            _visemes.Sum().ShouldBe(1, 1e-4f);
            opening.ShouldBeInRange(0, 1);
            closure.ShouldBeInRange(0, 1);
        }
    }

    [Theory]
    [InlineData(0, 1, "does not begin with TLIP")]
    [InlineData(4, 2, "are for version 2; this program runs 1")]
    [InlineData(8, 7, "are of type 7; known are 0 (32 bits) and 1 (16 bits)")]
    [InlineData(12, 8000, "are for a sample rate of 8000; this program runs 16000")]
    [InlineData(20, 80, "are for a number of bands of 80; this program runs 40")]
    [InlineData(24, -1, "have 4294967295 hidden units; they must have 1 to 1024")]
    [InlineData(24, 13, "are cut off: of a tensor of")]
    [InlineData(24, 11, "bytes follow the lip sync weights")]
    [InlineData(36, 11, "answer 11 frames late; they must be 0 to 10 late")]
    [InlineData(40, -1, "hold a number that is not finite")]
    public void Refuses_weights_that_do_not_fit(int at, int number, string problem)
    {
        var file = File.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), number);
        Should.Throw<InvalidDataException>(() => LipNetWeights.Read(file)).Message.ShouldContain(problem);
    }

    [Fact]
    public void Refuses_weights_that_are_cut_off_anywhere()
    {
        for (var length = 0; length < File.Length; length += 7)
        {
            Should.Throw<InvalidDataException>(() => LipNetWeights.Read(File.AsMemory(0, length)));
        }
    }

    private void Compare(LipNet net, JsonElement[] frames, int piece)
    {
        var next = 0;
        for (var from = 0; from < Sound.Length; from += piece)
        {
            ReadOnlySpan<short> sound = Sound.AsSpan(from, Math.Min(piece, Sound.Length - from));
            while (net.Next(ref sound, _visemes, out var opening, out var closure))
            {
                Same(_visemes, frames[next].GetProperty("visemes"), 1e-4);
                ((double)opening).ShouldBe(frames[next].GetProperty("opening").GetDouble(), 1e-4);
                ((double)closure).ShouldBe(frames[next].GetProperty("closure").GetDouble(), 1e-4);
                next++;
            }

            sound.IsEmpty.ShouldBeTrue();
        }

        next.ShouldBe(frames.Length);
    }

    private void Hear(LipNet net)
    {
        ReadOnlySpan<short> sound = Sound;
        while (net.Next(ref sound, _visemes, out _, out _))
        {
        }
    }

    private static void Same(ReadOnlySpan<float> values, JsonElement expected, double tolerance)
    {
        for (var i = 0; i < values.Length; i++)
        {
            ((double)values[i]).ShouldBe(expected[i].GetDouble(), tolerance);
        }
    }

    private static JsonElement Read() =>
        JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(Vectors.Root(), "vectors", "lipsync", "small.json"))).RootElement;
}
