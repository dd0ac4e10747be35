using Troupe.Contracts;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>Every command is answered, once carried out, and refused with a reason.</summary>
[Trait("Category", "fast")]
public sealed class CommandTests
{
    private readonly VirtualTime _time = new();
    private readonly ScriptedConversation _talk;

    public CommandTests() => _talk = new ScriptedConversation(_time);

    [Fact]
    public void Accepts_what_fits()
    {
        Send(new MicrophoneOpen { Id = "a" }, new MicrophoneClose { Id = "b" }, new MessageSend { Id = "c", Text = "Hello" }, new TurnInterrupt { Id = "d" });
        _talk.Page.Messages.OfType<CommandAccepted>().Select(accepted => accepted.Command).ShouldBe(["a", "b", "c", "d", "end"]);
        _talk.Page.Messages.OfType<CommandRefused>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    public void Refuses_an_empty_message(string text) => Refused(new MessageSend { Id = "a", Text = text }, "bad_message", retryable: false);

    [Fact]
    public void Refuses_a_message_that_is_too_long() => Refused(new MessageSend { Id = "a", Text = new string('x', 4001) }, "bad_message", retryable: false);

    [Fact]
    public void Refuses_to_stop_what_is_not_said() => Refused(new TurnInterrupt { Id = "a" }, "out_of_order", retryable: false);

    [Fact]
    public void Refuses_a_microphone_that_the_handshake_did_not_agree()
    {
        _talk.Settings = _talk.Settings with { Input = null };
        Refused(new MicrophoneOpen { Id = "a" }, "out_of_order", retryable: false);
    }

    [Fact]
    public void Refuses_the_microphone_when_nobody_can_understand()
    {
        _talk.Recognizer = null;
        Refused(new MicrophoneOpen { Id = "a" }, "engine_unavailable", retryable: true);
    }

    [Fact]
    public void Refuses_the_microphone_when_nobody_can_hear()
    {
        _talk.VoiceActivity = null;
        Refused(new MicrophoneOpen { Id = "a" }, "engine_unavailable", retryable: true);
    }

    [Fact]
    public void Refuses_a_second_handshake() => Refused(new SessionStart { Id = "a", Protocol = 1 }, "out_of_order", retryable: false);

    [Fact]
    public void Answers_a_repeated_command_again_and_carries_it_out_once()
    {
        Send(new MessageSend { Id = "a", Text = "Hello" }, new MessageSend { Id = "a", Text = "Hello" }, new TurnInterrupt { Id = "b" });
        _talk.Page.Messages.OfType<CommandAccepted>().Count(accepted => accepted.Command == "a").ShouldBe(2);
        _talk.Page.Messages.OfType<TurnStarted>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Answers_a_repeated_refusal_with_the_same_refusal()
    {
        Send(new TurnInterrupt { Id = "a" }, new MessageSend { Id = "b", Text = "Hello" }, new TurnInterrupt { Id = "a" });
        _talk.Page.Messages.OfType<CommandRefused>().Select(refused => refused.Command).ShouldBe(["a", "a"]);
        _talk.Page.Messages.OfType<TurnInterrupted>().ShouldBeEmpty();
    }

    private void Refused(ClientCommand command, string code, bool retryable)
    {
        Send(command);
        var refused = _talk.Page.Messages.OfType<CommandRefused>().ShouldHaveSingleItem();
        (refused.Command, refused.Code, refused.Retryable).ShouldBe((command.Id, code, retryable));
        refused.Message.ShouldNotBeNullOrWhiteSpace();
        _talk.Page.Messages.OfType<TurnStarted>().ShouldBeEmpty();
    }

    private void Send(params ClientCommand[] commands) => _time.Run(async () =>
    {
        var running = _talk.RunAsync();
        foreach (var command in commands)
        {
            _talk.Page.Send(command);
        }

        _talk.Page.Send(new SessionEnd { Id = "end" });
        await running;
    });
}
