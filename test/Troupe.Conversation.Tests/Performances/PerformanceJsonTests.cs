using System.Text;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Conversation.Performances;

namespace Troupe.Conversation.Tests.Performances;

[Trait("Category", "fast")]
public sealed class PerformanceJsonTests
{
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
        lines[0].ShouldBe("{\"version\":1,\"utterances\":[");
        lines[1].ShouldBe("{\"utterance\":3,\"duration\":420.5,");
        lines.ShouldContain("{\"ipa\":\"aɪ\",\"start\":150,\"duration\":180.25}],");
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

    [Theory]
    [InlineData("", "", "this is not JSON")]
    [InlineData("[]", "", "a list stands where an object belongs.")]
    [InlineData("{}", "", "'version' is missing: a performance says the version of its format.")]
    [InlineData("""{"version":2,"utterances":7}""", "version", "2 is not known; this program reads version 1. Read the file with the program that wrote it, or with a newer one.")]
    [InlineData("""{"version":"1"}""", "version", "\"1\" stands where a whole number belongs.")]
    [InlineData("""{"version":1}""", "", "'utterances' is missing")]
    [InlineData("""{"version":1,"version":1,"utterances":[]}""", "", "this is not JSON")]
    [InlineData("""{"version":1,"utterances":[{"duration":1},null]}""", "utterances[1]", "null stands where an object belongs.")]
    [InlineData("""{"version":1,"utterances":[{"duration":1e999}]}""", "utterances[0].duration", "1e999 is too large a number.")]
    [InlineData("""{"version":1,"utterances":[{"duration":86400000}]}""", "utterances[0].duration", "86400000 is not milliseconds from 0 to a day.")]
    [InlineData("""{"version":1,"utterances":[{"duration":9,"utterance":-1}]}""", "utterances[0].utterance", "-1 is no whole number of 32 bits from 0 on.")]
    [InlineData("""{"version":1,"utterances":[{"duration":9,"phonemes":[{"ipa":"\ud800","start":0,"duration":1}]}]}""", "utterances[0].phonemes[0].ipa", "the text holds half a character")]
    [InlineData("""{"version":1,"utterances":[{"duration":9,"visemes":[{"viseme":15,"start":0,"duration":1,"weight":1}]}]}""", "utterances[0].visemes[0].viseme", "15 is not 0 to 14.")]
    [InlineData("""{"version":1,"utterances":[{"duration":9,"visemes":[{"viseme":1,"start":0,"duration":1,"weight":1.5}]}]}""", "utterances[0].visemes[0].weight", "1.5 is not 0 to 1.")]
    [InlineData("""{"version":1,"utterances":[{"duration":9,"visemes":[{"viseme":1,"start":5,"duration":1,"weight":1},{"viseme":1,"start":4,"duration":1,"weight":1}]}]}""", "utterances[0].visemes[1].start", "4 ms comes after 5 ms; the list is in order of start.")]
    [InlineData("""{"version":1,"utterances":[{"duration":9,"cues":[{"kind":"","name":"nod","start":0,"duration":1,"weight":1}]}]}""", "utterances[0].cues[0].kind", "it is empty")]
    [InlineData("""{"version":1,"utterances":[{"duration":9,"captions":[{"text":"a","start":0,"duration":1,"words":[{"text":"a","start":-1,"duration":1}]}]}]}""", "utterances[0].captions[0].words[0].start", "-1 is not milliseconds")]
    [InlineData("""{"version":1,"utterances":[{"duration":9,"frames":{"frameRate":0,"count":1,"channels":[]}}]}""", "utterances[0].frames.frameRate", "0 is not 1 to 1000")]
    [InlineData("""{"version":1,"utterances":[{"duration":9,"frames":{"frameRate":1,"count":2147483647,"channels":[]}}]}""", "utterances[0].frames.count", "2147483647 frames are not 0 to a day of them.")]
    [InlineData("""{"version":1,"utterances":[{"duration":9,"frames":{"frameRate":9,"count":3,"channels":[{"name":"jawOpen","lengths":[1,1],"weights":[0,1]}]}}]}""", "utterances[0].frames.channels[0].lengths", "they add up to 2 frames; the track has 3.")]
    [InlineData("""{"version":1,"utterances":[{"duration":9,"frames":{"frameRate":9,"count":1,"channels":[{"name":"jawOpen","lengths":[1],"weights":[]}]}}]}""", "utterances[0].frames.channels[0]", "there are 1 lengths and 0 weights")]
    [InlineData("""{"version":1,"utterances":[{"duration":9,"frames":{"frameRate":9,"count":1,"channels":[{"name":"jaw","lengths":[1],"weights":[0]}]}}]}""", "utterances[0].frames.channels[0].name", "'jaw' is none of the 15 visemes or the 52 blend shapes.")]
    [InlineData("""{"version":1,"utterances":[{"duration":9,"frames":{"frameRate":9,"count":0,"channels":[{"name":"aa","lengths":[],"weights":[]},{"name":"aa","lengths":[],"weights":[]}]}}]}""", "utterances[0].frames.channels[1].name", "'aa' is there twice.")]
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
