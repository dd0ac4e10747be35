using System.ComponentModel.DataAnnotations;

namespace Troupe.Conversation.Turns;

/// <summary>How a voice over the presenter's is met.</summary>
public enum BargeInPolicy
{
    /// <summary>The presenter gets quieter at once and stops when the voice turns out to be more than a cough or a word of agreement: for conversation.</summary>
    Polite,

    /// <summary>The presenter stops at once, and goes on if it was nothing: for questions, and for people who are in a hurry.</summary>
    Eager,

    /// <summary>No voice stops the presenter; what was said meanwhile is answered afterwards. For what must be heard. The stop button works all the same.</summary>
    Never,
}

/// <summary>When the presenter lets itself be interrupted by voice.</summary>
public sealed class BargeInOptions
{
    /// <summary>How a voice over the greeting is met. Default: polite.</summary>
    [EnumDataType(typeof(BargeInPolicy))]
    public BargeInPolicy Greeting { get; set; } = BargeInPolicy.Polite;

    /// <summary>How a voice over an answer is met. Default: polite.</summary>
    [EnumDataType(typeof(BargeInPolicy))]
    public BargeInPolicy Reply { get; set; } = BargeInPolicy.Polite;

    /// <summary>How a voice over the question whether anybody is there is met. Default: eager, since any voice answers it.</summary>
    [EnumDataType(typeof(BargeInPolicy))]
    public BargeInPolicy Prompt { get; set; } = BargeInPolicy.Eager;

    /// <summary>How long a voice must last to stop the presenter, when no word was understood before. Default: 250 ms, longer than most coughs and clicks.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan After { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How much quieter the presenter gets while it is open whether it is interrupted, in decibels. Default: -12, a quarter of the amplitude.</summary>
    [Range(-60.0, 0.0)]
    public double DuckLevel { get; set; } = -12;

    /// <summary>How long after a stop the presenter goes on if it was no interruption; a voice that falls silent in time is waited for until its words are known. Default: 1.2 s, after which people take the floor for theirs.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan ResumeWithin { get; set; } = TimeSpan.FromMilliseconds(1200);
}
