namespace Troupe.Conversation;

/// <summary>What an engine is.</summary>
/// <param name="Name">Stable name, such as <c>pocketsphinx</c>.</param>
/// <param name="Version">Version of the engine or model.</param>
/// <param name="Licence">SPDX expression of engine and model.</param>
/// <param name="Note">What a person should know, such as "demo grade, English".</param>
public sealed record EngineDescription(string Name, string Version, string Licence, string? Note = null);

/// <summary>What looking for a part of an engine found.</summary>
/// <param name="Part">What the part is for: <c>voiceActivity</c>, <c>recognizer</c>, <c>synthesizer</c> or <c>writer</c>.</param>
/// <param name="Engine">The engine's name.</param>
/// <param name="Found">Whether it works.</param>
/// <param name="Detail">What was found and where, or what is missing.</param>
/// <param name="Cure">What to do when it is missing.</param>
public sealed record EngineFinding(string Part, string Engine, bool Found, string Detail, string? Cure = null);

/// <summary>An engine failed.</summary>
/// <param name="message">What failed, for an operator; never holds what people said.</param>
/// <param name="transient">Whether trying again may help.</param>
/// <param name="inner">The cause.</param>
public sealed class EngineException(string message, bool transient, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether trying again may help.</summary>
    public bool Transient { get; } = transient;
}
