using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation;

/// <summary>The microphone's way into the listener: whether it is open, and when its sound was made. Used by the loop only.</summary>
internal sealed class Hearer
{
    private readonly AudioFormat _input;
    private readonly InputClock _place;

    private Hearer(Listener listener, AudioFormat input)
    {
        Listener = listener;
        _input = input;
        _place = new InputClock(input.SampleRate);
    }

    /// <summary>Hears.</summary>
    public Listener Listener { get; }

    /// <summary>Whether the microphone is open.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Opens the hearing of a session; null when it has no microphone, or no working engine to hear with.</summary>
    /// <param name="engines">Some of which it needs.</param>
    /// <param name="options">Thresholds and durations.</param>
    /// <param name="input">The microphone's format; null without one.</param>
    /// <param name="clock">The session's clock.</param>
    /// <param name="deaf">What fails or is missing; null when all works, or nothing is needed.</param>
    public static Hearer? Open(ConversationEngines engines, HearingOptions options, AudioFormat? input, MediaClock clock, out StageFailure? deaf)
    {
        deaf = null;
        if (input is not { } format)
        {
            return null;
        }

        if (engines is not { VoiceActivity: { } voiceActivity, Recognizer: { } recognizer })
        {
            deaf = StageFailure.Missing(engines.VoiceActivity is null ? "voiceActivity" : "recognizer");
            return null;
        }

        try
        {
            return new Hearer(new Listener(voiceActivity, recognizer, format, clock, options, engines.TurnModel), format);
        }
        catch (EngineException failure)
        {
            deaf = new StageFailure("voiceActivity", failure);
            return null;
        }
    }

    /// <summary>Takes sound from the microphone.</summary>
    public void Write(ReadOnlyMemory<short> samples, MediaTime now) =>
        Listener.Write(new AudioFrame(_place.Place(samples.Length, now), _input, samples));

    /// <summary>A time that the listener gave, never later than the sound's arrival.</summary>
    public MediaTime Heard(MediaTime at) => at.Elapsed > _place.Ahead ? at - _place.Ahead : MediaTime.Zero;

    /// <summary>For how long after a time that the listener gave nothing was known of the sound, because the line held it back.</summary>
    public TimeSpan HeldBack(MediaTime since) => _place.HeldBack(since);

    /// <summary>No sound follows for a while.</summary>
    public void Close()
    {
        IsOpen = false;
        Listener.CloseMicrophone();
        _place.Break();
    }
}
