using Troupe.Contracts;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Timing;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Journal;

[Trait("Category", "fast")]
public sealed class JournalTextTests
{
    [Fact]
    public void Writes_one_fact_a_line_and_no_samples() => JournalText.Of(
    [
        new MessageReceived(At(5), new MessageSend { Id = "c1", Text = "Hello" }),
        new MessageSent(At(6), new StateChanged { State = ConversationState.Thinking, Turn = 1 }),
        new SpeechSent(At(380), new Epoch(1), 1, 320, 160, IsLast: true),
        new MicrophoneHeard(At(400), 640, 320),
        new EngineFailed(At(500), "writer", "It broke."),
    ]).ShouldBe("""
        00:00:00.005 > {"type":"message.send","text":"Hello","id":"c1"}
        00:00:00.006 < {"type":"state.changed","state":"thinking","turn":1,"seq":0,"at":0}
        00:00:00.380 < speech epoch 1 at 320 +160 last
        00:00:00.400 > microphone at 640 +320
        00:00:00.500 · writer failed: It broke.

        """);

    private static MediaTime At(double milliseconds) => MediaTime.FromMilliseconds(milliseconds);
}
