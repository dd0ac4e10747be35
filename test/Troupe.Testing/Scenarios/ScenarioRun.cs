using Microsoft.Extensions.AI;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Journal;
using Troupe.Testing.Cast;
using Troupe.Testing.Pages;
using Troupe.Testing.People;

namespace Troupe.Testing.Scenarios;

/// <summary>What came of a scenario.</summary>
/// <param name="Events">All that happened, in order.</param>
/// <param name="Failures">Expectations that were not met, and what must never happen and did, in order; empty when all is well.</param>
/// <param name="Duration">Time that passed in the conversation.</param>
public sealed record ScenarioRun(IReadOnlyList<ScenarioEvent> Events, IReadOnlyList<string> Failures, TimeSpan Duration)
{
    /// <summary>The seed of this run.</summary>
    public int Seed { get; init; }

    /// <summary>Real time that it took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>What the person said, with the time of each sound since the page opened.</summary>
    public IReadOnlyList<SpokenSound> Said { get; init; } = [];

    /// <summary>What left the loudspeaker.</summary>
    public IReadOnlyList<PlayedSound> Played { get; init; } = [];

    /// <summary>Format of <see cref="Played"/>.</summary>
    public AudioFormat Output { get; init; } = new(24_000);

    /// <summary>What engines did and what befell the network.</summary>
    public IReadOnlyList<EngineSpan> Spans { get; init; } = [];

    /// <summary>The facts of the conversation.</summary>
    public IReadOnlyList<ConversationEvent> Journal { get; init; } = [];

    /// <summary>The conversations that the writer was to answer, in order.</summary>
    public IReadOnlyList<IReadOnlyList<ChatMessage>> Asked { get; init; } = [];

    /// <summary>The most frames that were on their way at once between page and server; 0 on a line that takes no time.</summary>
    public int MostFrames { get; init; }

    /// <summary>The most things that waited for the conversation's loop at once.</summary>
    public int MostWaiting { get; init; }

    /// <summary>The most bytes that were kept for the page at once; 0 on a line that takes no time.</summary>
    public long MostKept { get; init; }

    /// <summary>Whether nothing lay between page and server.</summary>
    public bool HasPerfectLine { get; init; } = true;

    /// <summary>Whether nothing failed.</summary>
    public bool Passed => Failures.Count == 0;
}
