using System.Text.Json;

namespace Troupe.EndToEnd.Tests.Talk;

[Trait("Category", "process")]
public sealed class ReplayTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("troupe-replay-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Replays_what_was_simulated_until_a_moment_and_draws_it()
    {
        var (file, picture) = (Path.Combine(_folder.FullName, "recording.jsonl"), Path.Combine(_folder.FullName, "picture.svg"));
        (await RunAsync("simulate", "written-question", "--quiet", "--journal", file)).Code.ShouldBe(0);

        var (code, output, errors) = await RunAsync("replay", file, "--until", "600ms", "--svg", picture);

        code.ShouldBe(0, errors);
        output.ShouldContain(line => line.StartsWith("At 0.", StringComparison.Ordinal) && line.EndsWith("speaking, turn 1, epoch 1", StringComparison.Ordinal));
        output.ShouldContain("  user       When do you open?");
        output[^1].ShouldStartWith("same  0.6 s of talk in ");
        (await File.ReadAllTextAsync(picture, TestContext.Current.CancellationToken)).ShouldStartWith("<svg");

        var report = JsonDocument.Parse(string.Join('\n', (await RunAsync("replay", file, "--json")).Output)).RootElement;
        report.GetProperty("same").GetBoolean().ShouldBeTrue();
        report.GetProperty("state").GetProperty("history").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Names_the_first_difference()
    {
        var file = Path.Combine(_folder.FullName, "recording.jsonl");
        (await RunAsync("simulate", "written-question", "--quiet", "--journal", file)).Code.ShouldBe(0);
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, text.Replace("\"reason\":\"completed\"", "\"reason\":\"failed\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var (code, output, _) = await RunAsync("replay", file);

        code.ShouldBe(1);
        output[^1].ShouldStartWith("DIFFERENT  line ");
        output[^1].ShouldEndWith("message.reason: recorded \"failed\", replayed \"completed\"");
    }

    [Fact]
    public async Task Fails_with_a_sentence_when_the_file_is_no_recording()
    {
        var file = Path.Combine(_folder.FullName, "recording.jsonl");
        await File.WriteAllTextAsync(file, "no recording", TestContext.Current.CancellationToken);

        var (code, output, errors) = await RunAsync("replay", file);

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldContain("line 1: this is no recording");
        errors.ShouldNotContain("   at ");
    }

    private Task<(int Code, string[] Output, string Errors)> RunAsync(params string[] arguments) => TroupeProcess.RunAsync(_folder.FullName, arguments);
}
