using System.ComponentModel.DataAnnotations;

namespace Troupe.Conversation.Hearing;

/// <summary>How long pauses are waited for.</summary>
public enum EndOfTurnProfile
{
    /// <summary>150 to 2,000 ms, and up to 900 ms learnt from the person: for conversation.</summary>
    Balanced,

    /// <summary>150 to 1,200 ms, and up to 500 ms learnt from the person: for commands and short answers.</summary>
    Quick,

    /// <summary>300 to 2,000 ms, and up to 1,200 ms learnt from the person: for dictation, and for people who think aloud.</summary>
    Patient,
}

/// <summary>When the person counts as done speaking.</summary>
public sealed class EndOfTurnOptions
{
    /// <summary>How long pauses are waited for in general. Default: balanced.</summary>
    [EnumDataType(typeof(EndOfTurnProfile))]
    public EndOfTurnProfile Profile { get; set; } = EndOfTurnProfile.Balanced;

    /// <summary>How long pauses are waited for after the presenter asked for something that is dictated: a number, a code, a spelling, an e-mail address or a date. Default: patient.</summary>
    [EnumDataType(typeof(EndOfTurnProfile))]
    public EndOfTurnProfile Dictation { get; set; } = EndOfTurnProfile.Patient;

    /// <summary>Whether pauses after which the person went on lengthen the wait for the rest of the session. Default: true.</summary>
    public bool LearnPauses { get; set; } = true;
}
