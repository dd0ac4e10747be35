using System.Text;
using System.Text.Json;
using Troupe.EndToEnd.Tests.Talk;

namespace Troupe.EndToEnd.Tests.Rigs;

[Trait("Category", "process")]
public sealed class RigCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("troupe-rig-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_character_is_checked_and_drawn()
    {
        var (code, output, errors) = await CheckAsync(Path.Combine(Checkout(), "packages", "avatar", "src", "characters", "ada.json"), "--pictures", In("pictures"), "--json");

        code.ShouldBe(0, errors);
        var report = JsonDocument.Parse(output).RootElement;
        (report.GetProperty("format").GetString(), report.GetProperty("verdict").GetString()).ShouldBe(("character", "usable"));
        report.GetProperty("way").GetProperty("visemes").GetArrayLength().ShouldBe(15);
        errors.ShouldStartWith("16 pictures in ");
        var pictures = Directory.GetFiles(In("pictures")).Select(File.ReadAllBytes).ToArray();
        pictures.Length.ShouldBe(16);
        pictures.ShouldAllBe(picture => Encoding.ASCII.GetString(picture, 1, 3) == "PNG");
        pictures.Select(Convert.ToBase64String).Distinct().Count().ShouldBe(16);
    }

    [Fact]
    public async Task The_example_of_the_page_is_what_is_printed()
    {
        var page = await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(Checkout(), "docs"), "*-rigs.md").Single(), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(In("mia.vrm"), GlbBuilder.Vrm1("Mia", "aa", "ih", "ou", "ee", "oh", "happy", "blink"), TestContext.Current.CancellationToken);

        var (code, output, _) = await CheckAsync(In("mia.vrm"));

        code.ShouldBe(0);
        page.ShouldContain($"```\n{output}\n```\n");
    }

    [Theory]
    [InlineData("head.glb", 1, "Not usable: nothing opens the mouth.", "")]
    [InlineData("note.txt", 2, "", "note.txt is no model that is known")]
    [InlineData("torn.json", 2, "", "torn.json holds JSON that cannot be read")]
    [InlineData("face.json", 2, "", "face.json is a character with mistakes:\n- version is not 1")]
    [InlineData("none.vrm", 2, "", "Could not find file")]
    public async Task Each_outcome_has_its_exit_code_and_its_words(string file, int exit, string printed, string complaint)
    {
        await File.WriteAllBytesAsync(In("head.glb"), GlbBuilder.Face("smile"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(In("note.txt"), "not a model", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(In("torn.json"), "{\"asset\":", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(In("face.json"), """{"version":3,"layers":[]}""", TestContext.Current.CancellationToken);

        var (code, output, errors) = await CheckAsync(In(file));

        code.ShouldBe(exit);
        output.ShouldContain(printed);
        errors.ShouldContain(complaint);
    }

    [Fact]
    public async Task A_model_of_triangles_is_drawn_as_clay()
    {
        await File.WriteAllBytesAsync(In("square.glb"), GlbBuilder.Square(), TestContext.Current.CancellationToken);

        var (code, _, errors) = await CheckAsync(In("square.glb"), "--pictures", In("pictures"));

        // It has two visemes: a picture shows why that is not enough.
        (code, errors.Trim()).ShouldBe((1, $"16 pictures in {In("pictures")}"));
        Directory.GetFiles(In("pictures")).Select(File.ReadAllBytes).Select(Convert.ToBase64String).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task A_model_that_is_not_drawn_here_says_so_behind_its_report()
    {
        await File.WriteAllBytesAsync(In("ada.riv"), RiveBuilder.Start().Artboard("Ada").StateMachine("Talk").Number("viseme").ToArray(), TestContext.Current.CancellationToken);

        var (code, output, errors) = await CheckAsync(In("ada.riv"), "--pictures", In("pictures"));

        code.ShouldBe(2);
        output.ShouldEndWith("Usable: every viseme is shown as it is meant.");
        errors.ShouldStartWith("ada.riv is not drawn: only Rive's own runtime draws its files");
        Directory.Exists(In("pictures")).ShouldBeFalse();
    }

    private async Task<(int Code, string Output, string Errors)> CheckAsync(params string[] arguments)
    {
        var (code, output, errors) = await TroupeProcess.RunAsync(_folder.FullName, ["rig", "check", .. arguments]);
        return (code, string.Join('\n', output), errors);
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private static string Checkout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Troupe.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        }

        return folder.FullName;
    }
}
