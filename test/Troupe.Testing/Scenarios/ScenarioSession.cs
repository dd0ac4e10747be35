using YamlDotNet.Serialization;

namespace Troupe.Testing.Scenarios;

/// <summary>The session of a scenario.</summary>
public sealed class ScenarioSession
{
    /// <summary>Whether the page plays sound. Default: true.</summary>
    [YamlMember(Alias = "audio")]
    public bool Audio { get; set; } = true;

    /// <summary>Whether the page has a microphone. Default: true.</summary>
    [YamlMember(Alias = "microphone")]
    public bool Microphone { get; set; } = true;

    /// <summary>Whether the microphone is open from the beginning. Default: true.</summary>
    [YamlMember(Alias = "microphone_open")]
    public bool MicrophoneOpen { get; set; } = true;

    /// <summary>Whether the page reports how much was heard. Default: true.</summary>
    [YamlMember(Alias = "reports_playhead")]
    public bool ReportsPlayhead { get; set; } = true;

    /// <summary>From the arrival of sound at the page to the loudspeaker. Default: 80 ms, the middle of the client's jitter buffer.</summary>
    [YamlMember(Alias = "playout_delay")]
    public TimeSpan PlayoutDelay { get; set; } = TimeSpan.FromMilliseconds(80);

    /// <summary>What the presenter says first. Default: nothing.</summary>
    [YamlMember(Alias = "greeting")]
    public string? Greeting { get; set; }

    /// <summary>Silence after which the session ends. Default: 300 s.</summary>
    [YamlMember(Alias = "idle_timeout")]
    public TimeSpan? IdleTimeout { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>Longest session. Default: none.</summary>
    [YamlMember(Alias = "max_duration")]
    public TimeSpan? MaxDuration { get; set; }
}
