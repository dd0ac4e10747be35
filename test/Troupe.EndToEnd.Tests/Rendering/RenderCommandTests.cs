using System.CommandLine;
using Troupe.RenderWorker;

namespace Troupe.EndToEnd.Tests.Rendering;

[Trait("Category", "process")]
public sealed class RenderCommandTests : IDisposable
{
    private const string Open = """{"version":1,"utterances":[{"duration":400,"visemes":[{"viseme":10,"start":0,"duration":400,"weight":1}],"cues":[]}]}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("troupe-render-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Draws_a_picture_per_frame_of_all_utterances()
    {
        var two = """{"version":1,"utterances":[{"duration":200},{"duration":120,"visemes":[{"viseme":1,"start":0,"duration":100,"weight":1}]}]}""";
        Render(two, "--fps", "25", "--size", "64x32").ShouldBe((0, ""));
        Pictures().ShouldBe(Enumerable.Range(0, 8).Select(frame => $"frame-{frame:000000}.png"));
        var picture = Picture.Read(Path.Combine(_folder.FullName, "out", "frame-000000.png"));
        (picture.Width, picture.Height).ShouldBe((64, 32));
    }

    [Fact]
    public void An_open_mouth_is_dark_inside_and_a_closed_one_is_not()
    {
        Render(Open, "--at", "200", "1000", "--reduced-motion").ShouldBe((0, ""));
        Pictures().ShouldBe(["at-000200.png", "at-001000.png"]);
        Inside("at-000200.png").Red.ShouldBeLessThan((byte)130);
        Inside("at-001000.png").Red.ShouldBeGreaterThan((byte)190);
    }

    [Fact]
    public void The_background_is_transparent_and_the_face_is_not()
    {
        Render(Open, "--at", "0").ShouldBe((0, ""));
        var picture = Picture.Read(Path.Combine(_folder.FullName, "out", "at-000000.png"));
        picture.At(5, 5).ShouldBe(((byte)0, (byte)0, (byte)0, (byte)0));
        picture.At(320, 210).Alpha.ShouldBe((byte)255);
    }

    [Fact]
    public void The_same_performance_gives_the_same_bytes()
    {
        Render(Open, "--at", "150", "--size", "128x128");
        var first = File.ReadAllBytes(Path.Combine(_folder.FullName, "out", "at-000150.png"));
        Render(Open, "--at", "150", "--size", "128x128");
        File.ReadAllBytes(Path.Combine(_folder.FullName, "out", "at-000150.png")).ShouldBe(first);
    }

    [Theory]
    [InlineData("""{"version":2,"utterances":[]}""", "version: 2 is not known; this program reads version 1. Read the file with the program that wrote it, or with a newer one.")]
    [InlineData("""{"version":1,"utterances":[{"duration":100,"visemes":[{"viseme":15,"start":0,"duration":9,"weight":1}]}]}""", "utterances[0].visemes[0].viseme: 15 is not 0 to 14.")]
    [InlineData("""{"version":1,"utterances":[{"duration":-1}]}""", "utterances[0].duration: -1 is not milliseconds from 0 to a day.")]
    [InlineData("""{"version":1,"utterances":[{"duration":100,"visemes":[{"viseme":1,"start":-5,"duration":9,"weight":1}]}]}""", "utterances[0].visemes[0].start: -5 is not milliseconds from 0 to a day.")]
    [InlineData("""{"version":1,"utterances":[{"duration":100,"cues":[{"kind":"gaze","start":0,"duration":9,"weight":1}]}]}""", "utterances[0].cues[0]: 'name' is missing: which one, such as nod.")]
    public void Refuses_a_performance_that_is_wrong(string performance, string problem)
    {
        var (code, error) = Render(performance);
        code.ShouldBe(RenderCommand.BadInput);
        error.ShouldEndWith(problem);
        Pictures().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":1,"utterances":[null]}""")]
    [InlineData("""{"version":1,"utterances":[{"duration":9,"visemes":[null]}]}""")]
    [InlineData("""{"version":1,"utterances":[{"duration":9,"visemes":0}]}""")]
    public void Refuses_what_is_no_performance(string performance) => Render(performance).Code.ShouldBe(RenderCommand.BadInput);

    [Fact]
    public void Names_every_mistake_of_a_character()
    {
        var character = Write("character.json", """
            {"version":1,"name":"Dot","size":[10,10],"colors":{"ink":"#112233"},"drivers":{"aa":{"jaw":1}},
             "layers":[{"name":"dot","path":"M 0 0 L 5","fill":"ink"},{"path":"M 0 0","fill":"inc","bend":{"jow":[],"jaw":[[4,0,1]]}},{"layers":[{"path":"M 0 0","fill":"ink"}],"clip":"mouth"}]}
            """);
        var (code, error) = RenderWith(character, Open);
        code.ShouldBe(RenderCommand.BadInput);
        error.Split('\n')[1..].ShouldBe([
            "- layers[0] (dot).path L takes 2 numbers, found the end",
            "- layers[1].bend 'jow' is no input and no driver moves it",
            "- layers[1].bend.jaw[0] names point 4 of a path with 1 points",
            "- layers[1].fill inc is not in colors",
            "- layers[2].clip mouth is no shape before this group in the same list",
        ]);
    }

    [Fact]
    public void Refuses_a_character_whose_text_is_not_Unicode()
    {
        var (code, error) = RenderWith(Write("character.json", """{"version":1,"name":"\ud800"}"""), Open);
        code.ShouldBe(RenderCommand.BadInput);
        error.ShouldEndWith("holds text that is not Unicode.");
    }

    [Theory]
    [InlineData("--size", "8x8", "--size must be like 640x640, each side 16 to 4096: '8x8'.")]
    [InlineData("--fps", "0", "--fps must be 1 to 120.")]
    [InlineData("--at", "-1", "--at must be milliseconds from 0.")]
    public void Refuses_options_out_of_range(string option, string value, string problem) =>
        Render(Open, option, value).ShouldBe((RenderCommand.BadInput, problem));

    private (byte Red, byte Green, byte Blue, byte Alpha) Inside(string name) =>
        Picture.Read(Path.Combine(_folder.FullName, "out", name)).At(320, 401);

    private string[] Pictures()
    {
        var folder = new DirectoryInfo(Path.Combine(_folder.FullName, "out"));
        return folder.Exists ? [.. folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal)] : [];
    }

    private (int Code, string Error) Render(string performance, params string[] options) =>
        RenderWith(Path.Combine(Root(), "packages", "avatar", "src", "characters", "ada.json"), performance, options);

    private (int Code, string Error) RenderWith(string character, string performance, params string[] options)
    {
        using var error = new StringWriter();
        var code = RenderCommand.Create()
            .Parse([Write("performance.json", performance), "--character", character, "--out", Path.Combine(_folder.FullName, "out"), .. options])
            .Invoke(new InvocationConfiguration { Error = error, Output = TextWriter.Null });
        return (code, error.ToString().TrimEnd());
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Troupe.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        }

        return folder.FullName;
    }
}
