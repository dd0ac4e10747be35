using YamlDotNet.Serialization;

namespace Troupe.Testing.Scenarios;

/// <summary>
/// A conversation written down: what a person does, how the engines behave, and what must and must not happen, each within its time.
/// It is a test, the simulator's input and a page of documentation at once.
/// </summary>
public sealed class Scenario
{
    /// <summary>What happens, as a sentence.</summary>
    [YamlMember(Alias = "name")]
    public string Name { get; set; } = "";

    /// <summary>Why it matters to the person, for readers.</summary>
    [YamlMember(Alias = "about")]
    public string About { get; set; } = "";

    /// <summary>Orders what could happen at the same moment; the same seed gives the same timeline. Default: 1.</summary>
    [YamlMember(Alias = "seed")]
    public int Seed { get; set; } = 1;

    /// <summary>What the page asked for.</summary>
    [YamlMember(Alias = "session")]
    public ScenarioSession Session { get; set; } = new();

    /// <summary>How the engines behave.</summary>
    [YamlMember(Alias = "engines")]
    public ScenarioEngines Engines { get; set; } = new();

    /// <summary>What the person does and what follows, in order.</summary>
    [YamlMember(Alias = "steps")]
    public IList<ScenarioStep> Steps { get; set; } = [];

    /// <summary>How long the session goes on after the last step and its expectations. Default: until the presenter is silent, 30 s at most.</summary>
    [YamlMember(Alias = "then_wait")]
    public TimeSpan? ThenWait { get; set; }
}

/// <summary>The session of a scenario.</summary>
public sealed class ScenarioSession
{
    /// <summary>Whether the page plays sound. Default: true.</summary>
    [YamlMember(Alias = "audio")]
    public bool Audio { get; set; } = true;

    /// <summary>Whether the page has a microphone. Default: true.</summary>
    [YamlMember(Alias = "microphone")]
    public bool Microphone { get; set; } = true;

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

/// <summary>The scripted engines of a scenario.</summary>
public sealed class ScenarioEngines
{
    /// <summary>Writes the answers.</summary>
    [YamlMember(Alias = "writer")]
    public ScenarioWriter Writer { get; set; } = new();

    /// <summary>Speaks them; null for a server without a voice.</summary>
    [YamlMember(Alias = "voice")]
    public ScenarioVoice? Voice { get; set; } = new();

    /// <summary>Understands speech; null for a server without a recogniser.</summary>
    [YamlMember(Alias = "recognizer")]
    public ScenarioRecognizer? Recognizer { get; set; } = new();
}

/// <summary>The scripted writer.</summary>
public sealed class ScenarioWriter
{
    /// <summary>From the question to the first word. Default: 200 ms.</summary>
    [YamlMember(Alias = "first_token")]
    public TimeSpan FirstToken { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>From word to word. Default: 30 ms.</summary>
    [YamlMember(Alias = "word")]
    public TimeSpan Word { get; set; } = TimeSpan.FromMilliseconds(30);

    /// <summary>The answers in order; the last one repeats.</summary>
    [YamlMember(Alias = "replies")]
    public IList<string> Replies { get; set; } = ["Here is a short answer."];

    /// <summary>Word of an answer, from 0, before which the writer fails. Default: it does not.</summary>
    [YamlMember(Alias = "fails_at_word")]
    public int? FailsAtWord { get; set; }
}

/// <summary>The scripted voice.</summary>
public sealed class ScenarioVoice
{
    /// <summary>From a phrase to its first sound. Default: 90 ms.</summary>
    [YamlMember(Alias = "first_audio")]
    public TimeSpan FirstAudio { get; set; } = TimeSpan.FromMilliseconds(90);

    /// <summary>How long a spoken word lasts. Default: 300 ms.</summary>
    [YamlMember(Alias = "word")]
    public TimeSpan Word { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Phrase of an answer, from 0, at which the voice fails. Default: it does not.</summary>
    [YamlMember(Alias = "fails_at_phrase")]
    public int? FailsAtPhrase { get; set; }
}

/// <summary>The scripted recogniser: it understands what the steps say.</summary>
public sealed class ScenarioRecognizer
{
    /// <summary>From the end of the turn to the final transcript. Default: 80 ms.</summary>
    [YamlMember(Alias = "finish")]
    public TimeSpan Finish { get; set; } = TimeSpan.FromMilliseconds(80);

    /// <summary>Whether it fails at its first final transcript. Default: false.</summary>
    [YamlMember(Alias = "fails")]
    public bool Fails { get; set; }
}
