using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Testing;

namespace Troupe.Engines.Tests.Conformance;

[Trait("Category", "fast")]
public sealed class ScriptedRecognizerTests : RecognizerConformance
{
    protected override (string Text, short[] Sound) First { get; } = ("what time is it", ScriptedSound.Voice(AudioFormat.Hearing, TimeSpan.FromSeconds(1.5)));

    protected override (string Text, short[] Sound) Second { get; } = ("good bye", ScriptedSound.Voice(AudioFormat.Hearing, TimeSpan.FromSeconds(1)));

    protected override ISpeechRecognizer Recognizer(params string[] texts) => new ScriptedRecognizer(TimeProvider.System, texts) { FinishDelay = TimeSpan.FromMilliseconds(1) };

    [Fact]
    public async Task Counts_recognitions_that_are_open()
    {
        var recognizer = new ScriptedRecognizer(TimeProvider.System);
        var recognition = await recognizer.OpenAsync(Stop);
        recognizer.Open.ShouldBe(1);

        await recognition.DisposeAsync();

        recognizer.Open.ShouldBe(0);
        recognizer.Opened.ShouldBe(1);
    }

    [Fact]
    public async Task Fails_once_when_told_to()
    {
        var recognizer = new ScriptedRecognizer(TimeProvider.System)
        {
            OpenFailure = new Troupe.Conversation.EngineException("No decoder.", transient: true),
            FinishFailure = new Troupe.Conversation.EngineException("Broken.", transient: false),
            FinishDelay = TimeSpan.Zero,
        };

        (await Should.ThrowAsync<Troupe.Conversation.EngineException>(async () => await recognizer.OpenAsync(Stop))).Message.ShouldBe("No decoder.");
        await using var recognition = await recognizer.OpenAsync(Stop);
        (await Should.ThrowAsync<Troupe.Conversation.EngineException>(async () => await recognition.FinishAsync(Stop))).Message.ShouldBe("Broken.");
        (await recognition.FinishAsync(Stop)).Text.ShouldBe("");
    }
}
