namespace Troupe.Conversation.Turns;

/// <summary>The rules and times that the reducer goes by.</summary>
internal sealed record TurnPolicy
{
    /// <summary>A voice that begins sooner after the presenter's is no reaction to it: people need about 200 ms to begin to speak (Stivers et al. 2009).</summary>
    public static readonly TimeSpan Reaction = TimeSpan.FromMilliseconds(200);

    /// <summary>How a voice over the greeting is met.</summary>
    public BargeInPolicy Greeting { get; init; } = BargeInPolicy.Polite;

    /// <summary>How a voice over an answer is met.</summary>
    public BargeInPolicy Reply { get; init; } = BargeInPolicy.Polite;

    /// <summary>How a voice over the question whether anybody is there is met.</summary>
    public BargeInPolicy Prompt { get; init; } = BargeInPolicy.Eager;

    /// <summary>How long a voice must last to stop the presenter, when no word was understood before.</summary>
    public TimeSpan BargeInAfter { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a voice may last that was understood as agreement, before it stops the presenter all the same.</summary>
    public TimeSpan BackchannelWithin { get; init; } = TimeSpan.FromMilliseconds(700);

    /// <summary>How long after a voice over the presenter fell silent its words may stay unknown, before it counts as nothing.</summary>
    public TimeSpan DecideWithin { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long after a stop the voice may fall silent so that the presenter goes on, if it was no interruption.</summary>
    public TimeSpan ResumeWithin { get; init; } = TimeSpan.FromMilliseconds(1200);

    /// <summary>How long a stopped client may take to say how much was heard.</summary>
    public TimeSpan ClearTimeout { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long an answer may make no progress before it is given up.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after its end an utterance counts as heard without a word from the client.</summary>
    public TimeSpan PlaybackGrace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>An answer is prepared in a pause that would be waited for no longer than this; zero prepares none.</summary>
    public TimeSpan SpeculateWithin { get; init; } = TimeSpan.FromMilliseconds(600);

    /// <summary>Prepared answers that may be dropped in a session, before no more are prepared.</summary>
    public int MaxDropped { get; init; } = 50;

    /// <summary>How a voice over an answer of this kind is met.</summary>
    public BargeInPolicy Of(UtteranceKind kind) => kind switch
    {
        UtteranceKind.Greeting => Greeting,
        UtteranceKind.Prompt => Prompt,
        _ => Reply,
    };
}
