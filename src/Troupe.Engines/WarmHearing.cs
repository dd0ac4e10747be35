using Troupe.Conversation.Hearing;
using Troupe.Conversation.Timing;

namespace Troupe.Engines;

/// <summary>
/// Has a listener hear a sentence, so that the first person is understood as fast as the next: a voice activity model and a recogniser that were only loaded have neither
/// their code compiled nor their tables in memory, which costs the first turn a quarter of a second and more.
/// </summary>
internal static class WarmHearing
{
    /// <summary>Long enough for a pause, a guess and the end of a voice.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(500);

    private static readonly Phrase Sentence = new(0, "What can you tell me?", IsLast: true);

    /// <summary>Speaks the sentence and hears it.</summary>
    /// <exception cref="EngineException">An engine failed.</exception>
    public static async Task RunAsync(IVoiceActivityModel voiceActivity, ISpeechRecognizer recognizer, ISpeechSynthesizer voice, CancellationToken cancellationToken)
    {
        var format = voice.Voice.Format;
        var sound = new List<short>();
        await foreach (var chunk in voice.SpeakAsync(Sentence, SpeakingStyle.Neutral, cancellationToken).ConfigureAwait(false))
        {
            sound.AddRange(chunk.Audio.Span);
        }

        sound.AddRange(new short[format.Samples(Silence)]);
        var listener = new Listener(voiceActivity, recognizer, format, new MediaClock(TimeProvider.System), new HearingOptions());
        var hearing = HearAsync(listener, cancellationToken);
        try
        {
            listener.Write(new AudioFrame(MediaTime.Zero, format, sound.ToArray()));
            await listener.FinishAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await listener.DisposeAsync().ConfigureAwait(false);
            await hearing.ConfigureAwait(false);
        }
    }

    private static async Task HearAsync(Listener listener, CancellationToken cancellationToken)
    {
        await foreach (var _ in listener.EventsAsync(cancellationToken).ConfigureAwait(false))
        {
            // Only the work counts.
        }
    }
}
