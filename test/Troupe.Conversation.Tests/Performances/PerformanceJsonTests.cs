using System.Text;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Conversation.Performances;
using Troupe.Conversation.Tests.Acting;

namespace Troupe.Conversation.Tests.Performances;

[Trait("Category", "fast")]
public sealed class PerformanceJsonTests
{
    /// <summary>What is no performance, with its place and the beginning of the reason: the vectors that hold this reader and that of <c>packages/avatar</c> together.</summary>
    public static TheoryData<string, string, string> Refused
    {
        get
        {
            using var vectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(Vectors.Root(), "vectors", "performance", "refused.json")));
            return [.. vectors.RootElement.EnumerateArray().Select(row => (Text(row, "text"), Text(row, "place"), Text(row, "reason")))];

            static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
        }
    }

    [Fact]
    public void Reads_what_was_written_and_writes_the_same_again()
    {
        var read = PerformanceJson.Read(SamplePerformance.Bytes);
        JsonSerializer.Serialize(read, Wire.Json).ShouldBe(JsonSerializer.Serialize(SamplePerformance.File, Wire.Json));
        SamplePerformance.Write(read).ShouldBe(SamplePerformance.Bytes);
    }

    [Fact]
    public void Writes_a_cue_on_each_line_with_phones_as_letters()
    {
        var lines = SamplePerformance.Text.Split('\n');
        lines[0].ShouldBe("{\"version\":1,\"digitalSourceType\":\"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia\",\"utterances\":[");
        lines[1].ShouldBe("{\"utterance\":3,\"duration\":420.5,");
        lines.ShouldContain("{\"ipa\":\"aɪ\",\"start\":150,\"duration\":180.25,\"stressed\":true,\"loudness\":-2.5}],");
        lines.ShouldContain("{\"name\":\"jawOpen\",\"lengths\":[5,1,15],\"weights\":[0,0.125,0.25]},");
        lines[^1].ShouldBeEmpty();
    }

    [Fact]
    public void Reads_a_file_with_a_byte_order_mark_unknown_fields_and_nothing_but_a_duration() =>
        PerformanceJson.Read(Encoding.UTF8.GetBytes("\uFEFF{\"version\":1,\"maker\":{\"name\":\"x\"},\"utterances\":[{\"duration\":5,\"visemes\":null}]}"))
            .Utterances.Single().ShouldSatisfyAllConditions(
                utterance => utterance.Duration.ShouldBe(5),
                utterance => utterance.Visemes.ShouldBeEmpty(),
                utterance => utterance.Frames.ShouldBeNull());

    [Fact]
    public void Reads_and_writes_a_file_without_a_mark()
    {
        var read = PerformanceJson.Read("""{"version":1,"utterances":[]}"""u8.ToArray());
        read.DigitalSourceType.ShouldBeNull();
        Encoding.UTF8.GetString(SamplePerformance.Write(read)).ShouldBe("{\"version\":1,\"utterances\":[]}\n");
    }

    [Theory]
    [MemberData(nameof(Refused))]
    [InlineData("""{"version":1,"version":1,"utterances":[]}""", "", "this is not JSON")]
    [InlineData("""{"version":1,"utterances":[{"duration":1e999}]}""", "utterances[0].duration", "1e999 is too large a number.")]
    public void Refuses_what_is_no_performance_and_says_where(string text, string place, string reason)
    {
        var problem = SamplePerformance.Refuse(text);
        problem.Place.ShouldBe(place);
        problem.Message.ShouldStartWith(place.Length == 0 ? reason : $"{place}: {reason}");
    }

    [Fact]
    public void Refuses_bytes_that_are_no_text() =>
        Should.Throw<PerformanceException>(() => PerformanceJson.Read(new byte[] { 0x7B, 0xFF, 0x7D })).Message.ShouldBe("this is not UTF-8 text; JSON is.");

    [Fact]
    public void Refuses_to_write_what_could_not_be_read()
    {
        var file = SamplePerformance.File with { Utterances = [new() { Duration = double.NaN }] };
        Should.Throw<PerformanceException>(() => SamplePerformance.Write(file)).Place.ShouldBe("utterances[0].duration");
    }
}
