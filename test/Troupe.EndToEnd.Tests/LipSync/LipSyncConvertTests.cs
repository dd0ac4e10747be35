using System.Text.Json;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Formats;
using Troupe.EndToEnd.Tests.Talk;

namespace Troupe.EndToEnd.Tests.LipSync;

[Trait("Category", "process")]
public sealed class LipSyncConvertTests : IDisposable
{
    private const string Phones = """[{"ipa":"","duration":100},{"ipa":"m","duration":80},{"ipa":"ɑ","duration":200,"stressed":true},{"ipa":"θ","duration":100},{"ipa":"","duration":120}]""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("troupe-convert-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("azure", new[] { 0, 21, 2, 19, 0 })]
    [InlineData("sapi", new[] { 0, 21, 2, 17, 0 })]
    public async Task Events_are_those_of_the_phones(string format, int[] ids)
    {
        var events = JsonDocument.Parse(await ConvertAsync(format)).RootElement.EnumerateArray().ToArray();

        events.Select(change => change.GetProperty("visemeId").GetInt32()).ShouldBe(ids);
        events.Select(change => change.GetProperty("audioOffset").GetInt64()).ShouldBe([0, 1_000_000, 1_800_000, 3_800_000, 4_800_000]);
    }

    [Fact]
    public async Task Rive_gets_the_changes_of_the_strongest_viseme()
    {
        var changes = JsonDocument.Parse(await ConvertAsync("rive", "--fps", "100")).RootElement.EnumerateArray().ToArray();

        changes.Select(change => change.GetProperty("viseme").GetInt32()).ShouldBe([VisemeSet.Sil, VisemeSet.PP, VisemeSet.AA, VisemeSet.TH, VisemeSet.Sil]);
        changes.Zip([0, 100, 180, 380, 480]).ShouldAllBe(pair => Math.Abs(pair.First.GetProperty("time").GetDouble() - pair.Second) <= 20);
    }

    [Fact]
    public async Task Tables_have_a_named_column_for_each_number_and_a_row_for_each_frame()
    {
        (string Format, string[] Columns)[] tables =
        [
            ("mpeg4", ["viseme_select1", "viseme_select2", "viseme_blend"]),
            ("vrm", [.. VrmPresets.Names]),
            ("arkit", [.. BlendShapeSet.Names]),
            ("csv", [.. VisemeSet.Names, "jawOpen"]),
        ];
        foreach (var (format, columns) in tables)
        {
            var rows = (await ConvertAsync(format)).TrimEnd('\n').Split('\n').Select(row => row.Split(',')).ToArray();
            rows[0].ShouldBe(["time_ms", .. columns]);
            rows.Length.ShouldBe(1 + 36, format);
            rows.ShouldAllBe(row => row.Length == rows[0].Length);

            // Frame 17 is in the middle of ɑ.
            rows[18][0].ShouldBe("283.333");
            rows[18][Array.IndexOf(rows[0], format switch { "mpeg4" => "viseme_select1", "arkit" => "jawOpen", _ => "aa" })].ShouldBe(format switch { "mpeg4" => "10", "arkit" => "0.6", _ => "1" }, format);
        }
    }

    [Theory]
    [InlineData("convert x.performance.json --to gif --out x", 2, "--to 'gif' is no format; choose one of azure, sapi, mpeg4, vrm, arkit, rive, csv.")]
    [InlineData("convert x.performance.json --to csv --out x.performance.json", 2, "x.performance.json is named twice")]
    [InlineData("convert x.performance.json --to csv --out x --fps 0", 2, "--fps is 1 to 1000 frames per second.")]
    [InlineData("convert none.performance.json --to csv --out x", 2, "none.performance.json: Could not find file")]
    [InlineData("convert p.json --to csv --out x", 2, "p.json: a list stands where an object belongs.")]
    public async Task Refuses_what_cannot_be_used_with_the_way_out(string arguments, int exit, string problem)
    {
        await File.WriteAllTextAsync(In("p.json"), Phones, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(In("x.performance.json"), """{"version":1,"utterances":[]}""", TestContext.Current.CancellationToken);

        var (code, _, errors) = await TroupeProcess.RunAsync(_folder.FullName, ["lipsync", .. arguments.Split(' ')]);

        code.ShouldBe(exit, errors);
        errors.ShouldContain(problem);
        File.Exists(In("x")).ShouldBeFalse();
    }

    private async Task<string> ConvertAsync(string format, params string[] more)
    {
        await File.WriteAllTextAsync(In("p.json"), Phones, TestContext.Current.CancellationToken);
        (await TroupeProcess.RunAsync(_folder.FullName, ["lipsync", "--phones", "p.json", "--out", "x.performance.json"])).ExitCode.ShouldBe(0);
        var (code, _, errors) = await TroupeProcess.RunAsync(_folder.FullName, ["lipsync", "convert", "x.performance.json", "--to", format, "--out", "x.out", .. more]);
        code.ShouldBe(0, errors);
        return await File.ReadAllTextAsync(In("x.out"), TestContext.Current.CancellationToken);
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
