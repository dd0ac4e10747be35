using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Troupe.Contracts;
using Troupe.Server.Delivery;

namespace Troupe.Server.Tests.Delivery;

[Trait("Category", "fast")]
public sealed class IncomingMessageTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ":", ",", "\"type\"", "\"message.send\"", "\"session.start\"", "\"playhead.moved\"", "\"id\"", "\"text\"", "\"a\"", "\"\"", "null", "true",
        "1", "-1", "1e400", "1.5", "\"\\ud800\"", "\"\\u0000\"", "\"protocol\"", "\"input\"", "\"sampleRate\"", "\"tracks\"", "\"captions\"", "\"position\"", " ", "\\", "\"", "\u00e9", "$ref", "\"$type\"",
    ];

    [Fact]
    public void Never_throws_on_bytes() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => IncomingMessage.Read(bytes) is IncomingMessage.Bad)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Never_throws_on_pieces_of_messages() =>
        Prop.ForAll(
            Gen.Elements(Pieces).ArrayOf().Select(string.Concat).ToArbitrary(),
            text => IncomingMessage.Read(Encoding.UTF8.GetBytes(text)) is not null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Never_throws_on_messages_with_one_byte_changed() =>
        Prop.ForAll(
            Gen.Elements(Samples()).Zip(Gen.Choose(0, 10_000)).Zip(Gen.Choose(0, 255)).ToArbitrary(),
            change =>
            {
                var ((sample, position), value) = (change.Item1, change.Item2);
                var bytes = sample.ToArray();
                bytes[position % bytes.Length] = (byte)value;
                return IncomingMessage.Read(bytes) is not null;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void The_wire_throws_nothing_but_its_own_exception() =>
        Prop.ForAll(
            Gen.Elements(Pieces).ArrayOf().Select(string.Concat).ToArbitrary(),
            text =>
            {
                try
                {
                    Wire.ReadServer(Encoding.UTF8.GetBytes(text));
                    return true;
                }
                catch (JsonException)
                {
                    return true;
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Theory]
    [InlineData("""{"type":"message.send","id":"a","text":"Hi"} x""")]
    [InlineData("""{"type":"message.send","id":"a","text":"Hi","text":"Bye"}""")]
    [InlineData("""{"type":"message.send","id":"a","text":"\ud800"}""")]
    [InlineData("""{"type":"message.send","id":"a","text":null}""")]
    [InlineData("""{"type":"message.send","id":"a","text":"   "}""")]
    [InlineData("""{"type":"\ud800"}""")]
    [InlineData("""{"type":1}""")]
    [InlineData("""{"type":"turn.interrupt","id":""}""")]
    [InlineData("""{"type":"playhead.moved","epoch":-1,"utterance":1,"position":0}""")]
    [InlineData("""{"type":"playhead.moved","epoch":1,"utterance":1,"position":-0.5}""")]
    [InlineData("""{"type":"session.start","id":"a","protocol":1,"tracks":["smells"]}""")]
    [InlineData("""{"type":"session.start","id":"a","protocol":1,"tracks":[0]}""")]
    public void Finds_the_fault(string text) => IncomingMessage.Read(Encoding.UTF8.GetBytes(text)).ShouldBeOfType<IncomingMessage.Bad>();

    [Fact]
    public void Finds_too_deep_a_nest() =>
        IncomingMessage.Read(Encoding.UTF8.GetBytes("""{"type":"message.send","id":"a","text":"Hi","more":""" + new string('[', 30_000) + new string(']', 30_000) + "}"))
            .ShouldBeOfType<IncomingMessage.Bad>();

    [Theory]
    [InlineData(4_000, true)]
    [InlineData(4_001, false)]
    public void Takes_a_text_up_to_the_limit(int length, bool taken) =>
        (IncomingMessage.Read(Wire.Write(new MessageSend { Id = "a", Text = new string('x', length) })) is IncomingMessage.Valid).ShouldBe(taken);

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Takes_an_id_up_to_the_limit(int length, bool taken) =>
        (IncomingMessage.Read(Wire.Write(new SessionEnd { Id = new string('x', length) })) is IncomingMessage.Valid).ShouldBe(taken);

    [Fact]
    public void Ignores_types_and_fields_that_it_does_not_know()
    {
        IncomingMessage.Read("""{"type":"weather.changed"}"""u8).ShouldBeOfType<IncomingMessage.Unknown>();
        IncomingMessage.Read("""{"sun":{"a":[1]},"id":"a","type":"turn.interrupt"}"""u8).ShouldBe(new IncomingMessage.Valid(new TurnInterrupt { Id = "a" }));
    }

    private static byte[][] Samples() =>
    [
        Wire.Write(new SessionStart { Id = "a", Protocol = 1, Input = new AudioFormatOffer(16_000), Tracks = [PerformanceTrack.BlendShapes] }),
        Wire.Write(new SessionResume { Id = "a", Protocol = 1, Seq = 12, Epoch = 3 }),
        Wire.Write(new MessageSend { Id = "a", Text = "H\u00e9llo \U0001F600" }),
        Wire.Write(new PlayheadMoved { Epoch = 1, Utterance = 2, Position = 12.5, Ended = true }),
    ];
}
