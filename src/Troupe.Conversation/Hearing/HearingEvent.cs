using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Hearing;

/// <summary>Something that the <see cref="Listener"/> heard.</summary>
public abstract record HearingEvent
{
    /// <summary>The recognition that it belongs to, if it belongs to one: events of a finished one are not yielded.</summary>
    internal int? Recognition { get; init; }

    /// <summary>The pause that it belongs to, if it belongs to one: events of a pause that is over are not yielded.</summary>
    internal int? Pause { get; init; }
}

/// <summary>A voice began. Known about <see cref="HearingOptions.MinVoice"/> after it did.</summary>
/// <param name="At">Start of the first voiced window, back-dated.</param>
public sealed record VoiceBegan(MediaTime At) : HearingEvent;

/// <summary>The voice goes on: a voiced window followed the onset, or a pause that was shorter than <see cref="HearingOptions.MinSilence"/>.</summary>
/// <param name="LastVoice">End of the voiced window.</param>
public sealed record VoiceWentOn(MediaTime LastVoice) : HearingEvent;

/// <summary>The voice has been silent for <see cref="HearingOptions.Pause"/>: it may be the end of the turn, or the closure of a consonant.</summary>
/// <param name="LastVoice">End of the last voiced window.</param>
public sealed record VoicePaused(MediaTime LastVoice) : HearingEvent;

/// <summary>
/// What the final transcript would be if the pause were the end, from a final pass that was begun when the voice paused. Void as soon as <see cref="VoiceWentOn"/>
/// or <see cref="VoiceBegan"/> follows; otherwise <see cref="Listener.FinishAsync"/> gives the same text.
/// </summary>
/// <param name="Text">All that was understood since the recognition opened; may be empty.</param>
public sealed record TranscriptGuessed(string Text) : HearingEvent;

/// <summary>
/// What an <see cref="ITurnModel"/> makes of the pause, from the sound until the voice paused. Void as soon as <see cref="VoiceWentOn"/> or <see cref="VoiceBegan"/> follows.
/// </summary>
/// <param name="Probability">That the person is done, from 0 to 1.</param>
public sealed record EndJudged(double Probability) : HearingEvent;

/// <summary>The recogniser understood something else than before.</summary>
/// <param name="Text">All that was understood since the recognition opened.</param>
public sealed record PartialHeard(string Text) : HearingEvent;

/// <summary>The recognition cannot understand what is being said. It stays open: finishing it throws the same failure.</summary>
/// <param name="Failure">Why.</param>
public sealed record RecognitionFailed(Exception Failure) : HearingEvent;

/// <summary>The voice was silent for <see cref="HearingOptions.MinSilence"/>; the recognition stays open.</summary>
/// <param name="LastVoice">End of the last voiced window.</param>
public sealed record VoiceEnded(MediaTime LastVoice) : HearingEvent;
