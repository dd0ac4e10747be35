using System.ComponentModel.DataAnnotations;

namespace Troupe.Conversation.Hearing;

/// <summary>When sound counts as a voice, and how much of it the recogniser gets.</summary>
public sealed class HearingOptions
{
    /// <summary>
    /// A window of at least this probability can begin a voice; Silero's recommended threshold.
    /// Default: 0.5.
    /// </summary>
    [Range(0.05, 0.99)]
    public double VoiceThreshold { get; set; } = 0.5;

    /// <summary>
    /// A window below this probability is silent once a voice began; Silero's recommendation is the threshold less 0.15.
    /// Default: 0.35.
    /// </summary>
    [Range(0.01, 0.99)]
    public double SilenceThreshold { get; set; } = 0.35;

    /// <summary>
    /// How long sound must be voiced before a voice counts as begun: two windows of 32 ms, so that a click is none and an interruption is
    /// known within 100 ms of its onset. Rounded up to whole windows.
    /// Default: 64 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:02")]
    public TimeSpan MinVoice { get; set; } = TimeSpan.FromMilliseconds(64);

    /// <summary>
    /// How long it must be silent before a voice counts as ended: seven windows of 32 ms, longer than the closure of a stop consonant
    /// (50 to 150 ms in fluent speech). Rounded up to whole windows.
    /// Default: 224 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:05")]
    public TimeSpan MinSilence { get; set; } = TimeSpan.FromMilliseconds(224);

    /// <summary>
    /// How long it must be silent before the answer may be prepared on the guess that the person is done: three windows of 32 ms. Rounded up to whole windows;
    /// when it is not shorter than <see cref="MinSilence"/>, a voice ends without a pause before it, and nothing is guessed.
    /// Default: 96 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:05")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromMilliseconds(96);

    /// <summary>
    /// How often the final transcript is guessed in the pauses of one turn; 0 for never. Unless the recogniser can guess as it goes, the voice that goes on within 300 ms has
    /// all of the phrase recognised once more, so this bounds the work: people pause this long about once in three seconds of a sentence, and most questions are shorter than ten.
    /// Default: 3.
    /// </summary>
    [Range(0, 100)]
    public int MaxGuesses { get; set; } = 3;

    /// <summary>
    /// Sound before the onset that the recogniser gets too: quiet first consonants lie before the first voiced window, and recognisers want some silence to settle.
    /// Default: 300 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:02")]
    public TimeSpan PreRoll { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// A voice ends when the microphone sends nothing for this long, so that a lost connection does not leave the turn open.
    /// Default: 1 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:30")]
    public TimeSpan StalledAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether the presenter's own speech in the microphone is told from a person's, so that loudspeakers without an echo canceller do not interrupt the presenter.
    /// A person who is no louder than the echo is then heard somewhat later.
    /// Default: true.
    /// </summary>
    public bool EchoGuard { get; set; } = true;
}
