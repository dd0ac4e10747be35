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

    /// <summary>Where the list of scenarios shows it.</summary>
    [YamlMember(Alias = "topic")]
    public string Topic { get; set; } = "";

    /// <summary>Orders what could happen at the same moment and draws what varies; the same seed gives the same timeline. Default: 1.</summary>
    [YamlMember(Alias = "seed")]
    public int Seed { get; set; } = 1;

    /// <summary>What the page asked for.</summary>
    [YamlMember(Alias = "session")]
    public ScenarioSession Session { get; set; } = new();

    /// <summary>
    /// How the conversation behaves: options of <see cref="Troupe.Conversation.ConversationOptions"/> by name, such as <c>end_of_turn: { profile: quick }</c>.
    /// Default: its defaults.
    /// </summary>
    [YamlMember(Alias = "conversation")]
    public IDictionary<string, object> Conversation { get; set; } = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>How the person speaks, and into what.</summary>
    [YamlMember(Alias = "person")]
    public ScenarioPerson Person { get; set; } = new();

    /// <summary>What lies between the page and the server. Default: a line that takes no time.</summary>
    [YamlMember(Alias = "network")]
    public ScenarioNetwork Network { get; set; } = new();

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
