using Troupe.Contracts;
using Troupe.Testing.Scenarios;

namespace Troupe.Conversation.Tests.Scenarios;

[Trait("Category", "fast")]
public sealed class NetworkTests
{
    private const string Long = "engines: { writer: { replies: ['This is a long answer. It goes on and on, from one sentence to the next.'] } }";

    [Theory]
    [InlineData("{ drop: 900ms }", "{ delay: 20ms }")]
    [InlineData("{ drop: 5s }", "{ delay: { p50: 20ms, p95: 70ms } }")]
    [InlineData("{ stall: 700ms }", "{ delay: 50ms }")]
    [InlineData("{ suspend: 4s }", "{ delay: 20ms }")]
    [InlineData("{ delay: 200ms, loss: 0.1, reorder: 0.1 }", "{ }")]
    public void Every_sample_is_heard_once_and_in_order(string step, string network)
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var run = Run($"network: {network}\n{Long}", $"- {{ send_after: {{ event: speech.start, plus: 600ms }}, network: {step} }}\n  - wait: 8s", seed);
            var offset = 0L;
            foreach (var sound in run.Played)
            {
                sound.Offset.ShouldBe(offset, $"seed {seed}");
                offset += sound.Samples.Length;
            }

            run.Played[^1].IsLast.ShouldBeTrue($"seed {seed}");
            run.Played.Zip(run.Played.Skip(1)).ShouldAllBe(pair => pair.Second.At >= pair.First.End(run.Output) - TimeSpan.FromMilliseconds(1));
        }
    }

    [Fact]
    public void Messages_come_once_and_in_the_order_of_their_numbers()
    {
        var run = Run($"network: {{ delay: {{ p50: 30ms, p95: 200ms }}, loss: 0.05 }}\n{Long}", "- { send_after: { event: speech.start, plus: 600ms }, network: { drop: 1s } }\n  - wait: 8s", 1);
        var numbers = run.Events.Where(happened => happened.Message is { Seq: > 0 }).Select(happened => happened.Message!.Seq).ToArray();
        numbers.ShouldBe(numbers.Distinct().Order());
    }

    [Fact]
    public void A_command_is_carried_out_once_however_often_the_connection_breaks()
    {
        var run = Run("network: { delay: 80ms }", "- network: { drop: 200ms }\n  - write: again\n  - network: { drop: 300ms }\n  - wait: 6s", 1);
        run.Events.Select(happened => happened.Message).OfType<TranscriptEnd>().Select(message => message.Text).ShouldBe(["hello", "again"]);
    }

    [Fact]
    public void A_delay_is_paid_once_in_each_direction()
    {
        static TimeSpan Accepted(string network) => Run(network, "- wait: 1s", 1).Events.First(happened => happened.Type == "command.accepted").At;
        (Accepted("network: { delay: 120ms }") - Accepted("")).ShouldBe(TimeSpan.FromMilliseconds(240));
    }

    [Theory]
    [InlineData("{ }", "step 1 says nothing of the network, or more than one of stall, drop, suspend")]
    [InlineData("{ stall: 1s, drop: 1s }", "step 1 says nothing of the network, or more than one of stall, drop, suspend")]
    public void A_step_says_one_thing_of_the_network(string step, string problem) =>
        Should.Throw<ScenarioException>(() => ScenarioReader.Read($"name: x\nsteps: [{{ network: {step} }}]")).Message.ShouldBe(problem);

    private static ScenarioRun Run(string setting, string steps, int seed)
    {
        var run = ScenarioRunner.Run(ScenarioReader.Read($"name: x\n{setting}\nsteps:\n  - write: hello\n  {steps}"), seed);
        run.Failures.ShouldBeEmpty();
        return run;
    }
}
