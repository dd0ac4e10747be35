using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Troupe.Contracts;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Playout;

namespace Troupe.Engines.Warming;

/// <summary>
/// One spoken question of a process to itself, from the microphone's packets to the first sound of the answer, so that the first person waits no longer than the next:
/// engines that were only loaded have neither their tables in memory nor the code between them compiled, which costs the first turn half a second.
/// Takes about two seconds, since it is heard at the pace of speech.
/// </summary>
internal sealed class WarmTurn : IConversationTransport
{
    /// <summary>A question that is not answered in this time never will be.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Packet = TimeSpan.FromMilliseconds(20);

    private const string Question = "When are you open?";

    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WavFile _sound;

    private WarmTurn(WavFile sound) => _sound = sound;

    /// <summary>Asks and waits for the answer to begin. An engine that fails is left to fail in its turn.</summary>
    /// <param name="engines">Of a whole conversation.</param>
    /// <param name="voice">The one of them that speaks: it asks, and answers.</param>
    /// <param name="style">How it speaks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EngineException">The voice failed.</exception>
    public static async Task TakeAsync(ConversationEngines engines, ISpeechSynthesizer voice, SpeakingStyle style, CancellationToken cancellationToken)
    {
        var (sound, _, _) = await voice.SayAsync(Question, cancellationToken).ConfigureAwait(false);
        var turn = new WarmTurn(sound);
        var loop = new ConversationLoop(
            engines,
            new ConversationOptions { Greeting = null, Style = style },
            new SessionSettings { Input = sound.Format, Output = new AudioFormat(24_000) },
            turn,
            new InMemoryJournal(),
            TimeProvider.System);
        await loop.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ConversationInput> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new MessageInput(new MicrophoneOpen { Id = "warm" });
        var start = TimeProvider.System.GetTimestamp();
        var (format, samples) = _sound;
        var size = format.Samples(Packet);
        var end = samples.Length + format.Samples(Patience);
        for (var at = 0; at < end && !_answered.Task.IsCompleted; at += size)
        {
            var packet = new short[size];
            if (at < samples.Length)
            {
                samples.Span.Slice(at, Math.Min(size, samples.Length - at)).CopyTo(packet);
            }

            yield return new MicrophoneInput(packet);
            var early = format.Duration(at + size) - TimeProvider.System.GetElapsedTime(start);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public void Send(ServerMessage message)
    {
        if (message is ErrorRaised or TurnEnded)
        {
            _answered.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public void Send(SpeechPacket packet) => _answered.TrySetResult();
}
