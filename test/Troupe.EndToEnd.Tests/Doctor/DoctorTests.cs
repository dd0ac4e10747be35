using System.Text.Json;
using Troupe.EndToEnd.Tests.Talk;

namespace Troupe.EndToEnd.Tests.Doctor;

[Trait("Category", "process")]
public sealed class DoctorTests
{
    [Fact]
    public async Task Looks_at_the_engines_that_the_servers_settings_choose()
    {
        var (code, findings) = await LookAsync("--Troupe:Engines:Voice=flite-rms", "--Troupe:Engines:Documents:Folder=/nowhere");

        code.ShouldBe(1);
        findings.ShouldContain("ready synthesizer flite-rms");
        findings.ShouldContain("broken writer documents");
        findings.ShouldNotContain("ready synthesizer hts-slt");
    }

    [Fact]
    public async Task Finds_every_engine_ready_by_default()
    {
        var (code, findings) = await LookAsync();

        code.ShouldBe(0);
        findings.Where(finding => finding.Contains("broken", StringComparison.Ordinal)).ShouldBeEmpty();
        findings.ShouldContain("ready voiceActivity silero");
        findings.ShouldContain("ready recognizer pocketsphinx");
        findings.ShouldContain("ready writer documents");
        findings.ShouldContain("ready synthesizer hts-slt");
    }

    [Fact]
    public async Task Calls_a_turn_model_broken_that_the_settings_name_and_that_is_not_there()
    {
        var (code, findings) = await LookAsync("--Troupe:Engines:SmartTurn:Model=/nowhere/turn.onnx");

        code.ShouldBe(1);
        findings.ShouldContain("broken turnModel smart-turn");
        findings.ShouldContain("ready voiceActivity silero");
    }

    [Fact]
    public async Task Calls_settings_that_do_not_fit_broken()
    {
        var (code, findings) = await LookAsync("--Troupe:Engines:Recognizer=Ears");

        code.ShouldBe(1);
        findings.ShouldContain("broken settings Failed to convert configuration value 'Ears' at 'Troupe");
    }

    private static async Task<(int Code, string[] Findings)> LookAsync(params string[] settings)
    {
        var (code, output, _) = await TroupeProcess.RunAsync(AppContext.BaseDirectory, ["doctor", "--json", "--", .. settings]);
        var findings = JsonDocument.Parse(string.Concat(output)).RootElement.EnumerateArray()
            .Select(finding => $"{finding.GetProperty("state")} {finding.GetProperty("part")} {finding.GetProperty("found").GetString()!.Split(':')[0]}");
        return (code, findings.ToArray());
    }
}
