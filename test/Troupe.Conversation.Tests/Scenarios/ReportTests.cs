using System.Text.Json;
using System.Xml.Linq;
using Troupe.Testing.Reports;
using Troupe.Testing.Scenarios;

namespace Troupe.Conversation.Tests.Scenarios;

[Trait("Category", "fast")]
public sealed class ReportTests
{
    private static readonly Scenario Spoken = ScenarioReader.Read(
        """
        name: A question & an <interruption>
        steps:
          - { write: Tell me., expect: [{ event: audio }] }
          - { send_after: { event: speech.start, plus: 500ms }, say: no (cough) wait, expect: [{ event: turn.ended }] }
        """);

    [Fact]
    public void The_report_has_everything_with_its_time()
    {
        var run = ScenarioRunner.Run(Spoken);
        var report = JsonDocument.Parse(ScenarioReport.Write(Spoken, run)).RootElement;
        report.GetProperty("schema").GetString().ShouldBe("troupe.simulation/1");
        report.GetProperty("said").EnumerateArray().Select(sound => sound.GetProperty("text").GetString()).ShouldBe(["no", "cough", "wait"]);
        report.GetProperty("events").EnumerateArray().Select(happened => happened.GetProperty("at").GetDouble()).ShouldBeInOrder();
        report.GetProperty("engines").EnumerateArray().Select(span => span.GetProperty("lane").GetString()).Distinct().ShouldBe(["writer", "voice", "recognizer"]);
        report.GetProperty("heard")[0].GetProperty("words")[0].GetProperty("text").GetString().ShouldBe("Here");
        report.GetProperty("duration").GetDouble().ShouldBe(run.Duration.TotalMilliseconds);
    }

    [Fact]
    public void What_was_heard_ends_where_the_loudspeaker_was_cleared()
    {
        var heard = HeardSpeech.Of(ScenarioRunner.Run(Spoken))[0];
        heard.Words.Count(word => word.Heard).ShouldBe(heard.Words.Count - 1);
        heard.Words[^1].At.ShouldBeLessThan(heard.To);
    }

    [Fact]
    public void The_picture_is_xml_with_a_lane_for_each()
    {
        var picture = XDocument.Parse(ScenarioPicture.Draw(Spoken, ScenarioRunner.Run(Spoken)));
        var texts = picture.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToArray();
        foreach (var lane in new[] { "events", "person", "understood", "state", "recogniser", "writer", "voice", "sent", "heard", "face" })
        {
            texts.ShouldContain(lane);
        }

        texts.ShouldContain("A question & an <interruption>");
        texts.ShouldContain(text => text.StartsWith("turn.interrupted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_scenario_goes_as_written_in_real_time_too()
    {
        var scenario = ScenarioReader.Read("name: x\nsteps: [{ write: hello, expect: [{ event: audio, within_ms: 440 }, { event: turn.ended, where: { reason: completed } }] }]");
        (await ScenarioRunner.RunInRealTimeAsync(scenario)).Events.ShouldContain(happened => happened.Type == "turn.ended");
    }
}
