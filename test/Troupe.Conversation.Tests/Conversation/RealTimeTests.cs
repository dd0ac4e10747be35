using Troupe.Contracts;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>On real threads, where everything that can happen at once does, the loop keeps the same rules.</summary>
[Trait("Category", "fast")]
public sealed class RealTimeTests
{
    [Fact]
    public async Task Many_conversations_at_once_keep_the_rules()
    {
        var talks = Enumerable.Range(0, 50).Select(_ => Talk()).ToList();
        var reasons = await Task.WhenAll(talks.Select(talk => Task.Run(() => talk.RunAsync(TestContext.Current.CancellationToken))));

        reasons.ShouldAllBe(reason => reason == SessionEndReason.ClientEnded);
        foreach (var talk in talks)
        {
            talk.Page.Messages.OfType<TurnEnded>().Select(ended => ended.Reason).ShouldBe([TurnEndReason.Interrupted, TurnEndReason.Completed]);
            JournalAssert.IsSound(talk.Journal.Facts);
        }
    }

    /// <summary>A person who interrupts the first answer at its first sound by writing, and hears the second to its end.</summary>
    private static ScriptedConversation Talk()
    {
        var time = TimeProvider.System;
        var talk = new ScriptedConversation(time)
        {
            Writer = new ScriptedWriter(time, "One two three, four five six. Seven.", "Yes.") { FirstToken = TimeSpan.FromMilliseconds(2), PerWord = TimeSpan.Zero },
            Synthesizer = new ScriptedSynthesizer(time) { FirstByte = TimeSpan.FromMilliseconds(2), PerChunk = TimeSpan.Zero, WordDuration = TimeSpan.FromMilliseconds(50) },
            ReportsPlayhead = false,
        };
        talk.Options.PlaybackGrace = TimeSpan.Zero;
        talk.Options.ClearTimeout = TimeSpan.FromMilliseconds(5);
        talk.Page.Received += message =>
        {
            switch (message)
            {
                case SpeechStart { Epoch: 1 }:
                    talk.Page.Write("Wait.");
                    break;
                case TurnEnded { Reason: TurnEndReason.Completed }:
                    talk.Page.End();
                    break;
            }
        };
        talk.Page.Write("Hello.");
        return talk;
    }
}
