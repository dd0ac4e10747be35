using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Performances;

namespace Troupe.Conversation.Tests.Performances;

[Trait("Category", "fast")]
public sealed class FramePackerTests
{
    [Fact]
    public void Equal_weights_are_one_run_and_what_never_moves_is_left_out()
    {
        var packer = new FramePacker(50, ["aa", "E", "ih"]);
        packer.Add([0, 0.5f, 0]);
        packer.Add([0, 0.5001f, 0.1f]);
        packer.Add([0, 0.7f, 0]);
        var track = packer.ToTrack();
        (track.FrameRate, track.Count).ShouldBe((50, 3));
        track.Channels.Select(channel => $"{channel.Name} {string.Join(' ', channel.Lengths)} : {string.Join(' ', channel.Weights)}").ShouldBe(["E 2 1 : 0.5 0.7", "ih 1 1 1 : 0 0.1 0"]);
    }

    [Fact]
    public void Unpacks_every_frame_to_a_thousandth_of_what_was_packed()
    {
        var random = new Random(7);
        var frames = Enumerable.Range(0, 300).Select(_ => VisemeSet.Names.Select(_ => random.Next(4) == 0 ? random.NextSingle() : 0).ToArray()).ToArray();
        var packer = new FramePacker(100, VisemeSet.Names);
        foreach (var frame in frames)
        {
            packer.Add(frame);
        }

        var unpacker = new FrameUnpacker(packer.ToTrack(), VisemeSet.Names);
        unpacker.Count.ShouldBe(300);
        var weights = new float[VisemeSet.Count];
        foreach (var (index, frame) in frames.Index())
        {
            unpacker.Read(index, weights);
            weights.Zip(frame).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) <= 0.00051f);
        }
    }

    [Fact]
    public void Unpacks_by_name_and_passes_over_other_channels()
    {
        var unpacker = new FrameUnpacker(new FrameTrack(60, 2, [new("jawOpen", [2], [0.5]), new("aa", [1, 1], [0.25, 1])]), ["E", "aa"]);
        float[] weights = [9, 9];
        unpacker.Read(1, weights);
        weights.ShouldBe([0, 1]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void There_is_no_frame_outside(int frame) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new FrameUnpacker(new FrameTrack(60, 2, []), ["E"]).Read(frame, new float[1]));

    [Fact]
    public void A_frame_has_a_weight_for_each_name() => Should.Throw<ArgumentException>(() => new FramePacker(60, ["E"]).Add([1, 2]));
}
