using System.ComponentModel.DataAnnotations;

namespace Troupe.Conversation.Turns;

/// <summary>When an answer is begun before it is certain that the person is done.</summary>
public sealed class SpeculationOptions
{
    /// <summary>
    /// Answers are begun in pauses that would be waited for no longer than this; a longer wait says that the person probably goes on. Zero begins none.
    /// Default: 600 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:03")]
    public TimeSpan Within { get; set; } = TimeSpan.FromMilliseconds(600);

    /// <summary>Answers that may be begun in vain in one session, each of which costs some words of the writer and some speech of the voice; then no more are begun early. Default: 50.</summary>
    [Range(0, 10_000)]
    public int MaxDropped { get; set; } = 50;
}
