using Troupe.Engines.Native;

namespace Troupe.Engines.Tests.Native;

[Trait("Category", "fast")]
public sealed class EngineFileTests : IDisposable
{
    private static readonly EngineFile File = new("The thing", "TROUPE_TESTED_THING", "tested-thing/thing.bin", "npm ci");
    private readonly string _path = Path.GetTempFileName();

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(File.Variable, null);
        System.IO.File.Delete(_path);
    }

    [Fact]
    public void Takes_the_path_of_the_option_before_that_of_the_environment()
    {
        Environment.SetEnvironmentVariable(File.Variable, "/nowhere/else");

        File.TryFind(_path, out var path, out var missing).ShouldBeTrue();

        path.ShouldBe(_path);
        missing.ShouldBeNull();
    }

    [Fact]
    public void Takes_the_path_of_the_environment()
    {
        Environment.SetEnvironmentVariable(File.Variable, _path);

        File.TryFind(null, out var path, out _).ShouldBeTrue();

        path.ShouldBe(_path);
    }

    [Fact]
    public void Does_not_look_further_when_a_chosen_path_is_wrong()
    {
        File.TryFind("/nowhere/thing", out _, out var missing).ShouldBeFalse();
        missing.ShouldBe("The thing is not at /nowhere/thing, where the options say that it is.");

        Environment.SetEnvironmentVariable(File.Variable, "/nowhere/else");
        File.TryFind(null, out _, out missing).ShouldBeFalse();
        missing.ShouldBe("The thing is not at /nowhere/else, where TROUPE_TESTED_THING says that it is.");
    }

    [Fact]
    public void Finds_a_package_above_the_program()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "node_modules", "tested-thing"));
        var expected = Path.Combine(folder.FullName, "thing.bin");
        System.IO.File.WriteAllText(expected, "");
        try
        {
            File.TryFind(null, out var path, out _).ShouldBeTrue();
            path.ShouldBe(expected);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        File.TryFind(null, out _, out var missing).ShouldBeFalse();
        missing.ShouldStartWith("The thing is in no node_modules above ");
    }
}
