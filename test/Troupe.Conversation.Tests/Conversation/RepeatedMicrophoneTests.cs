using System.Text;
using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Testing;
using Troupe.Testing.Pages;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>A client says again where its microphone stands, to say that somebody is there: that changes nothing else, at whatever moment it comes.</summary>
[Trait("Category", "fast")]
public sealed class RepeatedMicrophoneTests
{
    private static readonly AudioFormat Format = new(16_000);

    [Fact]
    public void Changes_nothing_while_it_is_open() => Holds(
        page =>
        {
            page.OpenMicrophone();
            _ = page.SayAsync(Question());
        },
        id => new MicrophoneOpen { Id = id });

    [Fact]
    public void Changes_nothing_after_it_is_closed() => Holds(
        page =>
        {
            page.OpenMicrophone();
            page.Send(Question());
            page.CloseMicrophone();
        },
        id => new MicrophoneClose { Id = id });

    [Fact]
    public void Changes_nothing_when_it_was_never_open() => Holds(page => page.Write("How are you?"), id => new MicrophoneClose { Id = id });

    [Fact]
    public void Changes_nothing_while_it_is_held() => Holds(
        page =>
        {
            page.HoldMicrophone();
            _ = page.SayAsync(Question());
        },
        id => new MicrophoneOpen { Id = id, Hold = true });

    [Fact]
    public void Changes_nothing_while_it_is_held_and_what_was_written_is_answered() => Holds(
        page =>
        {
            page.HoldMicrophone();
            page.Write("How are you?");
        },
        id => new MicrophoneOpen { Id = id, Hold = true });

    private static void Holds(Action<SimulatedPage> begin, Func<string, ClientCommand> again)
    {
        var once = Talk(begin, null);
        once.Count.ShouldBeGreaterThan(4);
        Talk(begin, again).ShouldBe(once);
    }

    /// <summary>What the server says in six seconds and when, with a command that comes every 80 ms.</summary>
    private static IReadOnlyList<string> Talk(Action<SimulatedPage> begin, Func<string, ClientCommand>? again)
    {
        var time = new VirtualTime();
        var talk = new ScriptedConversation(time)
        {
            Writer = new ScriptedWriter(time, "I am fine, thank you for asking."),
            Recognizer = new ScriptedRecognizer(time, "how are you"),
        };
        time.Run(async () =>
        {
            var running = talk.RunAsync();
            begin(talk.Page);
            for (var moment = 0; moment < 75; moment++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(80), time);
                if (again is not null)
                {
                    talk.Page.Send(again($"again {moment}"));
                }
            }

            talk.Page.End();
            await running;
        });
        return [.. talk.Page.Messages.Where(message => message is not CommandAccepted).Select(message => Encoding.UTF8.GetString(Wire.Write(message with { Seq = 0 })))];
    }

    private static short[] Question() =>
    [
        .. ScriptedSound.Silence(Format, TimeSpan.FromMilliseconds(512)),
        .. ScriptedSound.Voice(Format, TimeSpan.FromMilliseconds(960)),
        .. ScriptedSound.Silence(Format, TimeSpan.FromSeconds(2)),
    ];
}
