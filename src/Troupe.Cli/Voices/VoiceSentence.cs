using Troupe.Conversation.Audio;

namespace Troupe.Cli.Voices;

/// <summary>A sentence of a voice.</summary>
/// <param name="Name">What it is called to a person.</param>
/// <param name="Text">What is said.</param>
/// <param name="Sound">How it sounds.</param>
internal sealed record VoiceSentence(string Name, string Text, WavFile Sound);
