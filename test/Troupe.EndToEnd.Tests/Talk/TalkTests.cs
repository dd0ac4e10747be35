using System.Text.Json;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Performances;
using Troupe.Conversation.Speaking;
using Troupe.Engines;
using Troupe.Testing;

namespace Troupe.EndToEnd.Tests.Talk;

[Trait("Category", "process")]
public sealed class TalkTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("troupe-talk-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Answers_a_spoken_question_and_keeps_sound_face_and_picture()
    {
        var question = Path.Combine(_folder.FullName, "q.wav");
        await File.WriteAllBytesAsync(question, (await SpeakAsync("Is the museum closed on Monday?")).ToBytes(), TestContext.Current.CancellationToken);

        var (code, output, errors) = await TroupeProcess.RunAsync(AppContext.BaseDirectory, "talk", question, "--out", Out(), "--journal", Journal);

        code.ShouldBe(0, errors);
        var summary = JsonDocument.Parse(output[^1]).RootElement;
        summary.GetProperty("transcript").GetString()!.ShouldContain("monday");
        summary.GetProperty("reply").GetString()!.ShouldContain("closed");
        summary.GetProperty("latency_ms").GetProperty("heard").GetDouble().ShouldBeGreaterThan(0);
        summary.GetProperty("visemes").GetInt32().ShouldBeGreaterThan(20);
        summary.GetProperty("engine").GetProperty("synthesizer").GetString().ShouldBe("hts-slt");

        var reply = WavFile.Parse(await File.ReadAllBytesAsync(Path.Combine(Out(), "reply.wav"), TestContext.Current.CancellationToken));
        Pcm.Level(reply.Samples.Span).ShouldBeInRange(-35, -8);
        var performance = PerformanceJson.Read(await File.ReadAllBytesAsync(Path.Combine(Out(), "performance.json"), TestContext.Current.CancellationToken));
        performance.Utterances[0].Duration.ShouldBe(reply.Duration.TotalMilliseconds, 25);
        (await File.ReadAllTextAsync(Path.Combine(Out(), "timeline.svg"), TestContext.Current.CancellationToken)).ShouldStartWith("<svg");
        await CheckReplayAsync();
    }

    [Fact]
    public async Task Answers_a_written_question_aloud()
    {
        var (code, output, errors) = await TroupeProcess.RunAsync(AppContext.BaseDirectory, "talk", "--text", "How much is a ticket?", "--out", Out(), "--voice", "flite-rms");

        code.ShouldBe(0, errors);
        var summary = JsonDocument.Parse(output[^1]).RootElement;
        summary.GetProperty("transcript").GetString().ShouldBe("How much is a ticket?");
        summary.GetProperty("reply").GetString()!.ShouldContain("twelve dollars");
    }

    [Fact]
    public async Task Uses_what_the_environment_chooses_for_the_server()
    {
        var environment = new Dictionary<string, string> { ["Troupe__Engines__Voice"] = "flite-rms", ["Troupe__Conversation__Greeting"] = "Hello." };

        var (code, output, errors) = await TroupeProcess.RunAsync(AppContext.BaseDirectory, environment, "talk", "--text", "How much is a ticket?", "--out", Out());

        code.ShouldBe(0, errors);
        var summary = JsonDocument.Parse(output[^1]).RootElement;
        summary.GetProperty("engine").GetProperty("synthesizer").GetString().ShouldBe("flite-rms");
        summary.GetProperty("reply").GetString()!.ShouldContain("twelve dollars");
    }

    [Theory]
    [InlineData("Troupe__Engines__Recognizer", "Ears", "Failed to convert configuration value 'Ears'")]
    [InlineData("Troupe__Conversation__PlayoutLead", "00:01:00", "PlayoutLead must be between")]
    public async Task Fails_with_a_sentence_when_a_setting_does_not_fit(string name, string value, string problem)
    {
        var (code, output, errors) = await TroupeProcess.RunAsync(AppContext.BaseDirectory, new Dictionary<string, string> { [name] = value }, "talk", "--text", "Hello", "--out", Out());

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldContain(problem);
    }

    [Fact]
    public async Task Fails_with_a_sentence_when_the_file_is_no_sound()
    {
        var file = Path.Combine(_folder.FullName, "q.wav");
        await File.WriteAllTextAsync(file, "no sound", TestContext.Current.CancellationToken);

        var (code, output, errors) = await TroupeProcess.RunAsync(AppContext.BaseDirectory, "talk", file, "--out", Out());

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldContain("not a WAV file");
    }

    [Fact]
    public async Task Fails_when_nothing_is_heard()
    {
        var file = Path.Combine(_folder.FullName, "q.wav");
        await File.WriteAllBytesAsync(file, new WavFile(AudioFormat.Hearing, new short[16_000]).ToBytes(), TestContext.Current.CancellationToken);

        var (code, output, _) = await TroupeProcess.RunAsync(AppContext.BaseDirectory, "talk", file, "--out", Out(), "--patience", "2");

        code.ShouldBe(1);
        JsonDocument.Parse(output[^1]).RootElement.GetProperty("transcript").GetString().ShouldBe("");
    }

    /// <summary>Whatever threads and engines did, the loop does the same again.</summary>
    private async Task CheckReplayAsync()
    {
        var (code, output, errors) = await TroupeProcess.RunAsync(AppContext.BaseDirectory, "replay", Journal);

        code.ShouldBe(0, errors + string.Join('\n', output));
        output[^1].ShouldStartWith("same  ");
        output.ShouldContain(line => line.Contains("transcript.end", StringComparison.Ordinal) && line.Contains("monday", StringComparison.Ordinal));
    }

    private static async Task<WavFile> SpeakAsync(string text)
    {
        using var voices = new EmbeddedVoices(new EmbeddedVoicesOptions());
        return (await voices.Get("flite-rms").SayAsync(text, TestContext.Current.CancellationToken)).Sound;
    }

    private string Journal => Path.Combine(_folder.FullName, "recording.jsonl");

    private string Out() => Path.Combine(_folder.FullName, "out");
}
