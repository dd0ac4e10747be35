using YamlDotNet.Serialization;

namespace Troupe.Testing.Scenarios;

/// <summary>Something the person does, and what must follow. Exactly one of the doings is given.</summary>
public sealed class ScenarioStep
{
    /// <summary>
    /// Says something aloud. Words; <c>(400ms)</c> is a pause; <c>(cough)</c>, <c>(laugh)</c>, <c>(breath)</c>, <c>(click)</c> and <c>(noise)</c> are sounds that are no words,
    /// <c>(cough 500ms)</c> gives their length; <c>um(800ms)</c> is a drawn-out word and <c>tick-</c> one that is broken off.
    /// </summary>
    [YamlMember(Alias = "say")]
    public string? Say { get; set; }

    /// <summary>How long a word lasts in this step. Default: as the person speaks.</summary>
    [YamlMember(Alias = "pace")]
    public TimeSpan? Pace { get; set; }

    /// <summary>Makes a sound that is loud but no word, for this long.</summary>
    [YamlMember(Alias = "noise")]
    public TimeSpan? Noise { get; set; }

    /// <summary>Types a message.</summary>
    [YamlMember(Alias = "write")]
    public string? Write { get; set; }

    /// <summary>Presses stop.</summary>
    [YamlMember(Alias = "interrupt")]
    public bool Interrupt { get; set; }

    /// <summary>Ends the session.</summary>
    [YamlMember(Alias = "end")]
    public bool End { get; set; }

    /// <summary>Something befalls the network; the next step does not wait for its end.</summary>
    [YamlMember(Alias = "network")]
    public NetworkStep? Network { get; set; }

    /// <summary>Opens or closes the microphone.</summary>
    [YamlMember(Alias = "microphone")]
    public MicrophoneStep? Microphone { get; set; }

    /// <summary>Holds the key of push-to-talk, says this and lets go.</summary>
    [YamlMember(Alias = "hold")]
    public string? Hold { get; set; }

    /// <summary>Does nothing for this long.</summary>
    [YamlMember(Alias = "wait")]
    public TimeSpan? Wait { get; set; }

    /// <summary>Waits for an event before doing it. Default: at once when the step before is done.</summary>
    [YamlMember(Alias = "send_after")]
    public SendAfter? SendAfter { get; set; }

    /// <summary>What must follow, in order.</summary>
    [YamlMember(Alias = "expect")]
    public IList<EventPattern> Expect { get; set; } = [];

    /// <summary>What must not happen between this step and the next one.</summary>
    [YamlMember(Alias = "absent")]
    public IList<EventPattern> Absent { get; set; } = [];

    internal int Doings =>
        (Say is null ? 0 : 1) + (Noise is null ? 0 : 1) + (Write is null ? 0 : 1) + (Interrupt ? 1 : 0) + (End ? 1 : 0) + (Wait is null ? 0 : 1)
        + (Network is null ? 0 : 1) + (Microphone is null ? 0 : 1) + (Hold is null ? 0 : 1);
}

/// <summary>What the person does to the microphone.</summary>
public enum MicrophoneStep
{
    /// <summary>Opens it.</summary>
    Open,

    /// <summary>Closes it: what was said is complete.</summary>
    Close,
}

/// <summary>When a step is done.</summary>
public sealed class SendAfter
{
    /// <summary>Type of the message to wait for.</summary>
    [YamlMember(Alias = "event")]
    public string Event { get; set; } = "";

    /// <summary>How long after it. Default: at once.</summary>
    [YamlMember(Alias = "plus")]
    public TimeSpan Plus { get; set; }
}
