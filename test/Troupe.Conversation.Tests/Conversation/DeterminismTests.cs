using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>The same conversation gives the same journal, to the last sample and millisecond.</summary>
[Trait("Category", "fast")]
public sealed class DeterminismTests
{
    [Fact]
    public void Two_thousand_runs_have_one_trace()
    {
        var traces = new HashSet<string>(StringComparer.Ordinal);
        for (var run = 0; run < 2000; run++)
        {
            traces.Add(Interrupted(new VirtualTime()));
        }

        traces.Count.ShouldBe(1);
    }

    [Fact]
    public void Every_order_of_events_has_one_trace_and_keeps_the_rules()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var (trace, facts) = Generated(seed);
            Generated(seed).Trace.ShouldBe(trace, $"seed {seed}");
            JournalAssert.Violations(facts).ShouldBeEmpty($"seed {seed}");
        }
    }

    [Fact]
    public void Generated_conversations_differ() =>
        Enumerable.Range(0, 20).Select(seed => Generated(seed).Trace).Distinct().Count().ShouldBe(20);

    private static string Interrupted(VirtualTime time)
    {
        var talk = new ScriptedConversation(time) { Writer = new ScriptedWriter(time, "Once upon a time, there was a queen. She had a cat.") };
        time.Run(async () =>
        {
            var running = talk.RunAsync();
            talk.Page.Write("Tell me a story.");
            await Task.Delay(TimeSpan.FromSeconds(1.5), time);
            talk.Page.Interrupt();
            await talk.Page.NextAsync<TurnEnded>();
            talk.Page.End();
            await running;
        });
        return JournalText.Of(talk.Journal.Facts);
    }

    /// <summary>A person who speaks, writes, interrupts and is silent as the seed says, against engines that are slow or fail as the seed says.</summary>
    private static (string Trace, IReadOnlyList<Troupe.Conversation.Journal.ConversationEvent> Facts) Generated(int seed)
    {
        var chance = new Random(seed);
        var time = new VirtualTime(seed);
        var talk = new ScriptedConversation(time)
        {
            Writer = new ScriptedWriter(time, "Well, that is a long story. It began in spring. Nobody knows how it ended.", "Yes.")
            {
                FirstToken = TimeSpan.FromMilliseconds(chance.Next(0, 600)),
                PerWord = TimeSpan.FromMilliseconds(chance.Next(0, 60)),
                Failure = chance.Next(4) == 0 ? new EngineException("Broken.", transient: chance.Next(2) == 0) : null,
                FailAtWord = chance.Next(0, 6),
            },
            Synthesizer = chance.Next(10) == 0 ? null : new ScriptedSynthesizer(time)
            {
                FirstByte = TimeSpan.FromMilliseconds(chance.Next(0, 400)),
                PerChunk = TimeSpan.FromMilliseconds(chance.Next(0, 130)),
                Failure = chance.Next(6) == 0 ? new EngineException("Broken.", transient: true) : null,
                FailAtPhrase = chance.Next(0, 3),
            },
            Recognizer = new ScriptedRecognizer(time, "how are you", "uh", "what is that", "stop") { FinishDelay = TimeSpan.FromMilliseconds(chance.Next(0, 300)) },
            ReportsPlayhead = chance.Next(5) > 0,
        };
        talk.Options.Greeting = chance.Next(2) == 0 ? "Hello, I am Ada." : null;
        time.Run(async () =>
        {
            var running = talk.RunAsync();
            talk.Page.OpenMicrophone();
            var format = new AudioFormat(16_000);
            for (var act = 0; act < 12; act++)
            {
                switch (chance.Next(6))
                {
                    case 0:
                        talk.Page.Write("Tell me more.");
                        break;
                    case 1:
                        talk.Page.Interrupt();
                        break;
                    case 2 or 3:
                        await talk.Page.SayAsync(ScriptedSound.Voice(format, TimeSpan.FromMilliseconds(chance.Next(50, 1200))));
                        break;
                    case 4:
                        talk.Page.CloseMicrophone();
                        talk.Page.OpenMicrophone();
                        break;
                }

                await talk.Page.SayAsync(ScriptedSound.Silence(format, TimeSpan.FromMilliseconds(chance.Next(0, 2500))));
            }

            talk.Page.End();
            (await running).ShouldBe(SessionEndReason.ClientEnded);
        });
        return (JournalText.Of(talk.Journal.Facts), talk.Journal.Facts);
    }
}
