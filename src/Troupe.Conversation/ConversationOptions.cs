using System.ComponentModel.DataAnnotations;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Speaking;
using Troupe.Conversation.Turns;

namespace Troupe.Conversation;

/// <summary>How a conversation behaves.</summary>
public sealed class ConversationOptions
{
    /// <summary>The presenter's name, as it may call itself. Default: "Ada".</summary>
    [Required(AllowEmptyStrings = false)]
    public string PresenterName { get; set; } = "Ada";

    /// <summary>What the writer is told about its part; <c>{name}</c> stands for <see cref="PresenterName"/>. Default: a short spoken style and honesty about being a machine.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Instructions { get; set; } =
        "You are {name}, an AI presenter who talks with a person aloud. Answer in one to three short sentences of plain spoken language, "
        + "without lists, headings or emoji. Say so when you do not know something. Never claim to be human.";

    /// <summary>What the presenter says first when the client wants audio, with <c>{name}</c> for <see cref="PresenterName"/>, or null to wait in silence. Default: null.</summary>
    public string? Greeting { get; set; }

    /// <summary>How the presenter speaks. Default: neutral.</summary>
    public SpeakingStyle Style { get; set; } = SpeakingStyle.Neutral;

    /// <summary>What of the presenter's mouth is shown. Default: see <see cref="LipSyncOptions"/>.</summary>
    public LipSyncOptions LipSync { get; set; } = new();

    /// <summary>How much head, brows and eyes move with speech: 0 for not at all, 1 as made, to 2. Default: 1.</summary>
    [Range(0.0, 2.0)]
    public double Gestures { get; set; } = 1;

    /// <summary>When sound counts as a voice. Default: see <see cref="HearingOptions"/>.</summary>
    public HearingOptions Hearing { get; set; } = new();

    /// <summary>When the person counts as done speaking. Default: see <see cref="EndOfTurnOptions"/>.</summary>
    public EndOfTurnOptions EndOfTurn { get; set; } = new();

    /// <summary>Messages of the conversation that the writer sees, the oldest dropped first. Default: 40.</summary>
    [Range(2, 1000)]
    public int HistoryMessages { get; set; } = 40;

    /// <summary>Phrases that are synthesised beyond the one that plays. Default: 2.</summary>
    [Range(1, 8)]
    public int PhrasesAhead { get; set; } = 2;

    /// <summary>What is said when an answer takes its time. Default: see <see cref="FillerOptions"/>.</summary>
    public FillerOptions Filler { get; set; } = new();

    /// <summary>
    /// How far audio is sent ahead of real time; covers jitter of network and timers, and bounds what an interruption must drop. At most 1 s, so that the echo guard, which keeps 2 s,
    /// still knows what is heard now. Default: 200 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.020", "00:00:01")]
    public TimeSpan PlayoutLead { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long after the end of an utterance a client that reports no playhead is taken to have heard it. Default: 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan PlaybackGrace { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>When the presenter lets itself be interrupted by voice. Default: see <see cref="BargeInOptions"/>.</summary>
    public BargeInOptions BargeIn { get; set; } = new();

    /// <summary>When an answer is begun before it is certain that the person is done. Default: see <see cref="SpeculationOptions"/>.</summary>
    public SpeculationOptions Speculation { get; set; } = new();

    /// <summary>How long an interrupted client may take to say how much was heard, before it is estimated. Default: 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan ClearTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long an answer may make no progress, neither a phrase nor a sound, and how long the last words may stay unknown, before they are given up. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Silence of both sides after which the session ends, or null for none. Default: 300 s.</summary>
    public TimeSpan? IdleTimeout { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>What the presenter asks aloud when it warns of <see cref="IdleTimeout"/>, or null to warn in silence. Default: "Are you still there?".</summary>
    public string? StillThere { get; set; } = "Are you still there?";

    /// <summary>Longest session, or null for none. Default: null.</summary>
    public TimeSpan? MaxDuration { get; set; }

    /// <summary>How long before <see cref="IdleTimeout"/> or <see cref="MaxDuration"/> the client is warned. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan WarnBefore { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A copy with some of it changed; parts that are options themselves are shared unless they are replaced.</summary>
    public ConversationOptions With(Action<ConversationOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var copy = (ConversationOptions)MemberwiseClone();
        change(copy);
        return copy;
    }

    /// <summary>A text of the options with the presenter's name in its place.</summary>
    public string WithName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace("{name}", PresenterName, StringComparison.Ordinal);
    }
}
