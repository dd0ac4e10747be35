namespace Troupe.House.Tests.Api;

/// <summary>What other programs build on changes only on purpose: the surface is written down in <c>api/</c>, and <c>./dev api</c> accepts a change.</summary>
[Trait("Category", "fast")]
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("Troupe.Client")]
    [InlineData("Troupe.Contracts")]
    [InlineData("Troupe.Conversation")]
    public void The_public_surface_is_the_accepted_one(string name)
    {
        var file = Repository.PathOf("api", name + ".txt");
        var surface = PublicSurface.Of(Assemblies.All.Single(assembly => assembly.GetName().Name == name));
        if (Environment.GetEnvironmentVariable("TROUPE_ACCEPT_API") == "yes")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, surface);
        }

        LineChanges.Between(File.ReadAllText(file), surface).ShouldBeEmpty("./dev api accepts a change that is meant");
    }
}
