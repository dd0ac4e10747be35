using System.Text.Json;

namespace Troupe.House.Tests.Reference;

[Trait("Category", "fast")]
public sealed class ReferenceConfigTests
{
    [Fact]
    public void The_reference_configuration_lists_every_setting_with_its_default()
    {
        var file = Repository.PathOf("docs", "reference", "troupe.jsonc");
        var expected = ReferenceConfig.Write();
        if (Environment.GetEnvironmentVariable("TROUPE_ACCEPT_API") == "yes")
        {
            File.WriteAllText(file, expected);
        }

        LineChanges.Between(File.ReadAllText(file), expected).ShouldBeEmpty("./dev api writes docs/reference/troupe.jsonc again");
    }

    [Fact]
    public void The_reference_configuration_can_be_read()
    {
        using var document = JsonDocument.Parse(ReferenceConfig.Write(), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        document.RootElement.GetProperty("Troupe").EnumerateObject().ShouldNotBeEmpty();
    }
}
