using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Testing;

namespace Troupe.Engines.Tests.Conformance;

[Trait("Category", "fast")]
public sealed class ScriptedVoiceActivityTests : VoiceActivityConformance
{
    protected override IVoiceActivityModel Model { get; } = new ScriptedVoiceActivity();

    protected override short[] Speech { get; } = ScriptedSound.Voice(AudioFormat.Hearing, TimeSpan.FromSeconds(1));
}
