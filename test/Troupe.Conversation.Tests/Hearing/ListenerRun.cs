using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Hearing;

/// <summary>A listener at a microphone in virtual time, from its first sound to its last event.</summary>
internal static class ListenerRun
{
    /// <summary>Runs it.</summary>
    /// <param name="time">Its clock.</param>
    /// <param name="open">Makes the listener.</param>
    /// <param name="input">What the microphone sends.</param>
    /// <param name="test">Speaks and asks.</param>
    /// <param name="write">Says in words what it tells; null for what is not looked at.</param>
    /// <param name="lines">Gets these words, each after the milliseconds that have passed.</param>
    public static void Listen(
        this VirtualTime time, Func<Listener> open, AudioFormat input, Func<Listener, Microphone, Task> test, Func<HearingEvent, string?> write, List<string> lines) => time.Run(async () =>
    {
        var listener = open();
        var events = ReadAsync();
        await test(listener, new Microphone(listener, input, time));
        await listener.DisposeAsync();
        await events;

        async Task ReadAsync()
        {
            await foreach (var heard in listener.EventsAsync(CancellationToken.None))
            {
                if (write(heard) is { } words)
                {
                    lines.Add($"{time.Elapsed.TotalMilliseconds:0} {words}");
                }
            }
        }
    });
}
