using System.ComponentModel.DataAnnotations;

namespace Troupe.Conversation;

/// <summary>What the presenter says when an answer takes its time.</summary>
public sealed class FillerOptions
{
    /// <summary>
    /// How long a turn may go on without a phrase of the answer before a filler is spoken, or null for never. It is spoken before the answer, once in a turn,
    /// and the latency of the turn is then that of the filler. Default: null.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan? After { get; set; }

    /// <summary>The fillers, taken in turn: short, and true whatever the answer is. Default: none, which stands for "Let me see.", "One moment." and "Let me think."</summary>
    public IList<string> Phrases { get; set; } = [];
}
