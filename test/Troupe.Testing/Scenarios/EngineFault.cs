using YamlDotNet.Serialization;

namespace Troupe.Testing.Scenarios;

/// <summary>What is wrong with an engine.</summary>
public enum EngineFaultKind
{
    /// <summary>It takes <see cref="EngineFault.Factor"/> times as long.</summary>
    Slow,

    /// <summary>It never goes on, and fails neither.</summary>
    Stalls,

    /// <summary>It fails at once.</summary>
    Dead,

    /// <summary>It fails in the middle.</summary>
    Dies,

    /// <summary>It leaves something out and does not say so: a word that is written, a phrase that is spoken, all that was understood.</summary>
    Drops,
}

/// <summary>A fault of an engine, for some of its calls; before and after them it works.</summary>
public sealed class EngineFault
{
    /// <summary>What is wrong: <c>slow</c>, <c>stalls</c>, <c>dead</c>, <c>dies</c> or <c>drops</c>.</summary>
    [YamlMember(Alias = "kind")]
    public EngineFaultKind Kind { get; set; } = EngineFaultKind.Dead;

    /// <summary>The first call that it concerns, from 0: an answer of the writer, a phrase of the voice or the screen, a stretch of speech of the recogniser. Default: 0.</summary>
    [YamlMember(Alias = "call")]
    public int Call { get; set; }

    /// <summary>How many calls it concerns. Default: 1.</summary>
    [YamlMember(Alias = "calls")]
    public int Calls { get; set; } = 1;

    /// <summary>Where in the call it stalls, dies or drops, from 0: a word of the writer, 100 ms of the voice, a word of the recogniser. Default: 0.</summary>
    [YamlMember(Alias = "at")]
    public int At { get; set; }

    /// <summary>How much longer a slow one takes. Default: 5.</summary>
    [YamlMember(Alias = "factor")]
    public double Factor { get; set; } = 5;

    /// <summary>Whether the engine says that it may pass by itself. Default: true.</summary>
    [YamlMember(Alias = "transient")]
    public bool Transient { get; set; } = true;

    internal bool Concerns(int call) => call >= Call && call - Call < Calls;
}
