using Troupe.Contracts;
using Troupe.Conversation.Journal;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>The presenter speaks first.</summary>
[Trait("Category", "fast")]
public sealed class GreetingTests
{
    private readonly VirtualTime _time = new();
    private readonly ScriptedWriter _writer;
    private readonly ScriptedConversation _talk;

    public GreetingTests()
    {
        _writer = new ScriptedWriter(_time, "Fine.");
        _talk = new ScriptedConversation(_time) { Writer = _writer };
        _talk.Options.Greeting = "Hello, I am Ada. What can I do?";
    }

    [Fact]
    public void Is_the_first_epoch_and_no_turn()
    {
        Converse(async () => await _talk.Page.NextAsync<StateChanged>(changed => changed.State == ConversationState.Listening));
        var start = _talk.Page.Messages.OfType<SpeechStart>().ShouldHaveSingleItem();
        (start.Turn, start.Epoch, start.Utterance).ShouldBe((null, 1u, 1u));
        start.At.ShouldBe(90);
        _talk.Page.Messages.OfType<TurnStarted>().ShouldBeEmpty();
        _talk.Page.Messages.OfType<TurnEnded>().ShouldBeEmpty();
        JournalAssert.IsSound(_talk.Journal.Facts);
    }

    [Fact]
    public void Is_part_of_the_conversation_that_the_writer_sees()
    {
        Converse(async () =>
        {
            await _talk.Page.NextAsync<StateChanged>(changed => changed.State == ConversationState.Listening);
            _talk.Page.Write("How are you?");
            await _talk.Page.NextAsync<TurnEnded>();
        });
        _writer.Asked[0].Skip(1).Select(message => message.Text).ShouldBe(["Hello, I am Ada. What can I do?", "How are you?"]);
        _talk.Page.Messages.OfType<TurnStarted>().ShouldHaveSingleItem().Epoch.ShouldBe(2u);
    }

    [Fact]
    public void Can_be_interrupted()
    {
        Converse(async () =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1000), _time);
            _talk.Page.Write("How are you?");
            await _talk.Page.NextAsync<TurnEnded>();
        });
        var interrupted = _talk.Page.Messages.OfType<TurnInterrupted>().ShouldHaveSingleItem();
        (interrupted.Turn, interrupted.Epoch, interrupted.At).ShouldBe((null, 1u, 1000d));
        _writer.Asked[0][1].Text.ShouldBe("Hello, I");
        JournalAssert.IsSound(_talk.Journal.Facts);
    }

    [Fact]
    public void Is_left_out_of_a_session_without_sound()
    {
        _talk.Settings = new SessionSettings();
        Converse(() => Task.CompletedTask);
        _talk.Journal.Facts.OfType<PhraseScreened>().ShouldBeEmpty();
    }

    private void Converse(Func<Task> listen) => _time.Run(async () =>
    {
        var running = _talk.RunAsync();
        await listen();
        _talk.Page.End();
        await running;
    });
}
