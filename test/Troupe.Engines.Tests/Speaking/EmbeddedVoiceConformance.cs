using Troupe.Conversation.Speaking;
using Troupe.Engines.Speaking;
using Troupe.Testing;

namespace Troupe.Engines.Tests.Speaking;

/// <summary>The embedded voices of this process.</summary>
internal static class Embedded
{
    public static EmbeddedVoices Voices { get; } = new(new EmbeddedVoicesOptions());
}

/// <summary>The voice of the conversation's tests keeps to what real voices keep to.</summary>
[Trait("Category", "fast")]
public sealed class ScriptedConformance : SynthesizerConformance
{
    protected override ISpeechSynthesizer Voice { get; } = new ScriptedSynthesizer(TimeProvider.System) { PerChunk = TimeSpan.FromMilliseconds(1) }.UseNormalizer();
}

[Trait("Category", "fast")]
public sealed class HtsSltConformance : SynthesizerConformance
{
    protected override ISpeechSynthesizer Voice => Embedded.Voices.Get("hts-slt");
}

[Trait("Category", "fast")]
public sealed class FliteRmsConformance : SynthesizerConformance
{
    protected override ISpeechSynthesizer Voice => Embedded.Voices.Get("flite-rms");
}

[Trait("Category", "fast")]
public sealed class FliteSltConformance : SynthesizerConformance
{
    protected override ISpeechSynthesizer Voice => Embedded.Voices.Get("flite-slt");
}
