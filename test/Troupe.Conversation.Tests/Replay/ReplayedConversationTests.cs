using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Journal;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Replay;

/// <summary>Conversations whose engines are missing or other than usual are made again as they were.</summary>
[Trait("Category", "fast")]
public sealed class ReplayedConversationTests
{
    private readonly VirtualTime _time = new();

    [Fact]
    public void Without_voice_activity() => Replays(talk => talk.VoiceActivity = null, "voiceActivity");

    [Fact]
    public void Without_a_recogniser() => Replays(talk => talk.Recognizer = null, "recognizer");

    [Fact]
    public void Without_a_voice() => Replays(talk => talk.Synthesizer = null, "synthesizer");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void With_voice_activity_that_does_not_open(bool transient) =>
        Replays(talk => talk.VoiceActivity = new ShutVoiceActivity(new EngineException("No memory.", transient)), "voiceActivity");

    [Fact]
    public void With_somebody_else_who_judges_the_pauses()
    {
        var detector = new CertainDetector();
        var talk = Talk();
        talk.Detector = detector;
        Converse(talk);

        RecordedText.ReplaysTheSame(talk.Journal.Facts, detector);
    }

    [Fact]
    public void A_journal_that_does_not_record_gets_no_more_facts_than_before()
    {
        var talk = new ScriptedConversation(_time);
        Converse(talk);

        talk.Journal.Facts.ShouldNotContain(fact => fact is ItemMet || fact is ConversationOpened || fact is ConversationClosing);
    }

    private void Replays(Action<ScriptedConversation> lack, string part)
    {
        var talk = Talk();
        lack(talk);
        Converse(talk);

        talk.Journal.Facts.OfType<EngineFailed>().ShouldHaveSingleItem().Part.ShouldBe(part);
        RecordedText.ReplaysTheSame(talk.Journal.Facts).State.History.Count.ShouldBe(2);
    }

    private ScriptedConversation Talk() => new(_time) { Journal = new InMemoryJournal { IsRecording = true } };

    private void Converse(ScriptedConversation talk) => _time.Run(async () =>
    {
        var running = talk.RunAsync();
        talk.Page.Write("How are you?");
        await talk.Page.NextAsync<TurnEnded>(ended => ended.Reason == TurnEndReason.Completed);
        talk.Page.End();
        (await running).ShouldBe(SessionEndReason.ClientEnded);
    });

    private sealed class CertainDetector : ITurnDetector
    {
        public double EndProbability(TurnContext context) => 1;
    }

    private sealed class ShutVoiceActivity(EngineException failure) : IVoiceActivityModel
    {
        public EngineDescription Description { get; } = new("shut", "1", "Apache-2.0");

        public IVoiceActivityDetector Open() => throw failure;
    }
}
