using YamlDotNet.Serialization;

namespace Troupe.Testing.Scenarios;

/// <summary>The scripted engines of a scenario. Times are constants such as <c>80ms</c>, or spread: <c>{ p50: 300ms, p95: 900ms }</c>.</summary>
public sealed class ScenarioEngines
{
    /// <summary>Writes the answers.</summary>
    [YamlMember(Alias = "writer")]
    public ScenarioWriter Writer { get; set; } = new();

    /// <summary>Looks at each phrase before it is spoken; null for none.</summary>
    [YamlMember(Alias = "screen")]
    public ScenarioScreen? Screen { get; set; }

    /// <summary>Speaks; null for a server without a voice.</summary>
    [YamlMember(Alias = "voice")]
    public ScenarioVoice? Voice { get; set; } = new();

    /// <summary>Hears whether somebody speaks.</summary>
    [YamlMember(Alias = "voice_activity")]
    public ScenarioVoiceActivity VoiceActivity { get; set; } = new();

    /// <summary>Understands speech; null for a server without a recogniser.</summary>
    [YamlMember(Alias = "recognizer")]
    public ScenarioRecognizer? Recognizer { get; set; } = new();
}

/// <summary>The scripted writer.</summary>
public sealed class ScenarioWriter
{
    /// <summary>From the question to the first word. Default: 200 ms.</summary>
    [YamlMember(Alias = "first_token")]
    public Latency FirstToken { get; set; } = Latency.Milliseconds(200);

    /// <summary>From word to word. Default: 30 ms.</summary>
    [YamlMember(Alias = "word")]
    public Latency Word { get; set; } = Latency.Milliseconds(30);

    /// <summary>The answers to the person's first, second, ... message; the last one repeats.</summary>
    [YamlMember(Alias = "replies")]
    public IList<string> Replies { get; set; } = ["Here is a short answer."];

    /// <summary>What goes wrong. Default: nothing.</summary>
    [YamlMember(Alias = "faults")]
    public IList<EngineFault> Faults { get; set; } = [];
}

/// <summary>The scripted screen: it lets phrases pass that hold none of its words.</summary>
public sealed class ScenarioScreen
{
    /// <summary>How long it looks at a phrase. Default: 15 ms.</summary>
    [YamlMember(Alias = "takes")]
    public Latency Takes { get; set; } = Latency.Milliseconds(15);

    /// <summary>A phrase that holds one of these is left out. Default: none.</summary>
    [YamlMember(Alias = "refuses")]
    public IList<string> Refuses { get; set; } = [];

    /// <summary>What goes wrong. Default: nothing.</summary>
    [YamlMember(Alias = "faults")]
    public IList<EngineFault> Faults { get; set; } = [];
}

/// <summary>The scripted voice.</summary>
public sealed class ScenarioVoice
{
    /// <summary>From a phrase to its first sound. Default: 90 ms.</summary>
    [YamlMember(Alias = "first_audio")]
    public Latency FirstAudio { get; set; } = Latency.Milliseconds(90);

    /// <summary>How long it works for each 100 ms of sound after the first. Default: 10 ms, ten times faster than real time.</summary>
    [YamlMember(Alias = "chunk")]
    public Latency Chunk { get; set; } = Latency.Milliseconds(10);

    /// <summary>An embedded voice that speaks instead of the hum, such as <c>hts-slt</c>, and tells no times of it: face and captions are found in its sound. Default: none.</summary>
    [YamlMember(Alias = "untimed")]
    public string? Untimed { get; set; }

    /// <summary>How long a spoken word lasts. Default: 300 ms.</summary>
    [YamlMember(Alias = "word")]
    public TimeSpan Word { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>What goes wrong. Default: nothing.</summary>
    [YamlMember(Alias = "faults")]
    public IList<EngineFault> Faults { get; set; } = [];
}

/// <summary>The scripted voice activity: windows of 32 ms, as Silero's.</summary>
public sealed class ScenarioVoiceActivity
{
    /// <summary>
    /// How long a voice is still heard after it ended, rounded up to windows. Default: 32 ms: Silero v6 tells the end of clean speech 288 ms after it (median of 20 sentences),
    /// where 224 ms of silence are asked for and the place in the window costs 16 ms.
    /// </summary>
    [YamlMember(Alias = "hangover")]
    public TimeSpan Hangover { get; set; } = TimeSpan.FromMilliseconds(32);

    /// <summary>How much of a voice is missed at its beginning, rounded up to windows. Default: none: Silero v6 tells the onset after 76 ms, of which 64 ms are asked for.</summary>
    [YamlMember(Alias = "onset")]
    public TimeSpan Onset { get; set; }
}

/// <summary>The scripted recogniser: it understands what the steps say, as well as it can.</summary>
public sealed class ScenarioRecognizer
{
    /// <summary>From the end of the turn to the final transcript. Default: 80 ms, the middle of what pocketsphinx takes.</summary>
    [YamlMember(Alias = "finish")]
    public Latency Finish { get; set; } = Latency.Milliseconds(80);

    /// <summary>From the end of a word to the partial that holds it. Default: 100 ms, the rhythm in which pocketsphinx is asked.</summary>
    [YamlMember(Alias = "partial")]
    public Latency Partial { get; set; } = Latency.Milliseconds(100);

    /// <summary>
    /// Whether it can say in a pause what it would understand if that were the end, and go on. One that cannot is ended for a guess, and hears the same sound again from the
    /// beginning when the person goes on. Default: true.
    /// </summary>
    [YamlMember(Alias = "guesses")]
    public bool Guesses { get; set; } = true;

    /// <summary>Share of words that a partial first gives wrong; the next one has them right. Default: 0.1: about 14 partials change in an utterance of pocketsphinx, which has ten to twelve words.</summary>
    [YamlMember(Alias = "corrected")]
    public double Corrected { get; set; } = 0.1;

    /// <summary>Share of words that are wrong to the end. Default: 0, so that scenarios are about one thing; pocketsphinx is at 0.05 to 0.1 with good voices.</summary>
    [YamlMember(Alias = "misheard")]
    public double Misheard { get; set; }

    /// <summary>Share of coughs, laughs and noises in which a word is heard. Default: 0.3.</summary>
    [YamlMember(Alias = "false_words")]
    public double FalseWords { get; set; } = 0.3;

    /// <summary>The word that is heard in them. Default: "the".</summary>
    [YamlMember(Alias = "false_word")]
    public string FalseWord { get; set; } = "the";

    /// <summary>What goes wrong. Default: nothing.</summary>
    [YamlMember(Alias = "faults")]
    public IList<EngineFault> Faults { get; set; } = [];
}
