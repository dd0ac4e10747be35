using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Turns;

/// <summary>Something that happened and that may change who speaks.</summary>
internal abstract record TurnFact
{
    private TurnFact()
    {
    }

    /// <summary>The session began.</summary>
    /// <param name="Greet">Whether the presenter speaks first.</param>
    public sealed record SessionOpened(bool Greet) : TurnFact;

    /// <summary>The session ends.</summary>
    public sealed record SessionClosing : TurnFact;

    /// <summary>Nobody said anything for so long that the presenter asks whether anybody is there.</summary>
    public sealed record SilenceFelt : TurnFact;

    /// <summary>The person began to speak.</summary>
    /// <param name="At">The first voice, before now.</param>
    public sealed record VoiceBegan(MediaTime At) : TurnFact;

    /// <summary>The person goes on speaking.</summary>
    /// <param name="LastVoice">The last voice so far.</param>
    public sealed record VoiceWentOn(MediaTime LastVoice) : TurnFact;

    /// <summary>The person makes a pause that may be the end.</summary>
    /// <param name="LastVoice">The last voice, before now.</param>
    /// <param name="Wait">How long to wait after the last voice, given the text so far.</param>
    public sealed record VoicePaused(MediaTime LastVoice, TimeSpan Wait) : TurnFact;

    /// <summary>The recogniser understood something of what is being said.</summary>
    /// <param name="Text">The whole text so far.</param>
    /// <param name="Wait">How long to wait after the last voice, given this text.</param>
    /// <param name="Kind">What it is if it is said over the presenter.</param>
    public sealed record PartialHeard(string Text, TimeSpan Wait, InterjectionKind Kind) : TurnFact;

    /// <summary>The recogniser said in a pause what the final words are if the person is done.</summary>
    /// <param name="Text">The whole text so far; may be empty.</param>
    /// <param name="Wait">How long to wait after the last voice, given this text.</param>
    /// <param name="Kind">What it is if it is said over the presenter.</param>
    public sealed record TranscriptGuessed(string Text, TimeSpan Wait, InterjectionKind Kind) : TurnFact;

    /// <summary>In the pause something else than words changed how long it is waited for.</summary>
    /// <param name="Wait">How long to wait after the last voice.</param>
    public sealed record WaitChanged(TimeSpan Wait) : TurnFact;

    /// <summary>The person fell silent: the pause is longer than those inside words.</summary>
    /// <param name="LastVoice">The last voice, before now.</param>
    /// <param name="Wait">How long to wait after the last voice, given the text so far.</param>
    public sealed record VoiceEnded(MediaTime LastVoice, TimeSpan Wait) : TurnFact;

    /// <summary>The person opened the microphone.</summary>
    /// <param name="Hold">Whether by a key that gives the floor until it is released.</param>
    public sealed record MicrophoneOpened(bool Hold) : TurnFact;

    /// <summary>The person closed the microphone: whatever was said is complete.</summary>
    /// <param name="LastVoice">The last voice.</param>
    public sealed record MicrophoneClosed(MediaTime LastVoice) : TurnFact;

    /// <summary>The final words of a stretch of speech; empty when nothing was understood or the recogniser failed.</summary>
    /// <param name="Recognition">The number that <see cref="TurnEffect.FinishRecognition"/> gave.</param>
    /// <param name="Text">The words.</param>
    /// <param name="Wait">How long to wait after the last voice, given these words.</param>
    public sealed record TranscriptFinished(uint Recognition, string Text, TimeSpan Wait = default) : TurnFact;

    /// <summary>The person wrote something.</summary>
    /// <param name="Text">Not empty.</param>
    public sealed record MessageReceived(string Text) : TurnFact;

    /// <summary>The person asked the presenter to stop.</summary>
    public sealed record InterruptRequested : TurnFact;

    /// <summary>Somebody who directs the presenter has it say something.</summary>
    /// <param name="Text">Not empty.</param>
    /// <param name="Read">Whether it is text that nobody speaks: then it is a turn of its own, so that the person can read it.</param>
    public sealed record SayRequested(string Text, bool Read = false) : TurnFact;

    /// <summary>A piece of an answer was sent.</summary>
    /// <param name="Epoch">Of the answer.</param>
    /// <param name="Audible">Whether it was audio.</param>
    /// <param name="Read">Whether it was text that nobody speaks.</param>
    public sealed record AnswerWentOn(Epoch Epoch, bool Audible, bool Read = false) : TurnFact;

    /// <summary>An answer is made: everything of it was sent, or it failed.</summary>
    /// <param name="Epoch">Of the answer.</param>
    /// <param name="PlaybackEnds">When its sound will have been heard, or null when it has none.</param>
    /// <param name="Failed">Whether an engine failed before it was complete.</param>
    public sealed record AnswerMade(Epoch Epoch, MediaTime? PlaybackEnds, bool Failed = false) : TurnFact;

    /// <summary>The client says how far an utterance is.</summary>
    /// <param name="Epoch">Of the answer.</param>
    /// <param name="Moved">When it last was further than before.</param>
    /// <param name="Ends">When all that was sent will have been heard, if it goes on from there.</param>
    public sealed record PlaybackMoved(Epoch Epoch, MediaTime Moved, MediaTime Ends) : TurnFact;

    /// <summary>The client says that the whole utterance was heard.</summary>
    /// <param name="Epoch">Of the answer.</param>
    public sealed record PlaybackEnded(Epoch Epoch) : TurnFact;

    /// <summary>The client dropped a stopped utterance and is silent.</summary>
    /// <param name="Epoch">Of the answer.</param>
    public sealed record SpeechCleared(Epoch Epoch) : TurnFact;

    /// <summary>The state's deadline was reached.</summary>
    public sealed record DeadlinePassed : TurnFact;
}
