namespace Troupe.EndToEnd.Tests.Talk;

[Trait("Category", "process")]
public sealed class SimulateTests : IDisposable
{
    private readonly DirectoryInfo _elsewhere = Directory.CreateTempSubdirectory("troupe-simulate-");

    public void Dispose() => _elsewhere.Delete(recursive: true);

    [Fact]
    public async Task Plays_a_scenario_of_the_checkout_by_name_from_any_folder()
    {
        var (code, output, errors) = await TroupeProcess.RunAsync(_elsewhere.FullName, "simulate", "written-question", "--quiet");

        code.ShouldBe(0, errors);
        output.Length.ShouldBe(2);
        output[0].ShouldStartWith("passed  written-question");
        output[1].ShouldStartWith("1 of 1 passed");
    }

    [Fact]
    public async Task Fails_when_there_is_no_such_scenario()
    {
        var (code, output, errors) = await TroupeProcess.RunAsync(_elsewhere.FullName, "simulate", "no-such-scenario");

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldContain("no-such-scenario");
        errors.ShouldNotContain("   at ");
    }
}
