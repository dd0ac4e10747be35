using Troupe.Conversation;
using Troupe.Conversation.Speaking;
using Troupe.Engines.Flite;
using Troupe.Engines.Speaking;

namespace Troupe.Engines.Tests.Speaking;

[Trait("Category", "fast")]
public sealed class EmbeddedVoicesTests
{
    [Theory]
    [InlineData("hts-slt", 32_000)]
    [InlineData("flite-rms", 16_000)]
    [InlineData("flite-slt", 16_000)]
    public void Finds_its_voices(string id, int rate)
    {
        var finding = Embedded.Voices.Probe(id);

        finding.Found.ShouldBeTrue(finding.Detail);
        finding.ShouldBe(finding with { Part = "synthesizer", Engine = id, Cure = null });
        Embedded.Voices.Get(id).Voice.Format.SampleRate.ShouldBe(rate);
    }

    [Fact]
    public void Refuses_an_unknown_voice() =>
        Should.Throw<ArgumentException>(() => Embedded.Voices.Get("nobody")).Message.ShouldStartWith("No voice is called 'nobody'; there are hts-slt, flite-rms, flite-slt.");

    [Fact]
    public async Task Says_what_is_missing_and_the_cure_when_the_voice_file_is_not_there()
    {
        using var voices = new EmbeddedVoices(new EmbeddedVoicesOptions { HtsVoice = "/nowhere/a.htsvoice" });

        voices.Probe("hts-slt").ShouldBe(new EngineFinding(
            "synthesizer", "hts-slt", false, "The voice /nowhere/a.htsvoice is not installed.", "apt-get install libflite1 libhtsengine1 festvox-us-slt-hts"));
        (await Should.ThrowAsync<EngineException>(() => Spoken.By(voices.Get("hts-slt"), "Hello."))).Transient.ShouldBeFalse();
    }

    [Fact]
    public async Task Refuses_a_file_that_is_no_voice()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "[GLOBAL]\nno voice at all\n");
            using var voices = new EmbeddedVoices(new EmbeddedVoicesOptions { HtsVoice = path });

            voices.Probe("hts-slt").Found.ShouldBeFalse();
            (await Should.ThrowAsync<EngineException>(() => Spoken.By(voices.Get("hts-slt"), "Hello."))).Transient.ShouldBeFalse();
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Fails_for_good_without_the_library_of_a_voice()
    {
        var voice = new FliteSynthesizer("nobody", "", level: 0);

        (await Should.ThrowAsync<EngineException>(() => Spoken.By(voice, "hello"))).Transient.ShouldBeFalse();
    }
}
