using Troupe.Cli.Generation;

namespace Troupe.House.Tests.Protocol;

[Trait("Category", "fast")]
public sealed class ProtocolTests
{
    [Fact]
    public void Generated_files_are_what_the_records_say() =>
        ProtocolFiles.Stale(Repository.Root).ShouldBeEmpty("./dev protocol writes them again");

    [Fact]
    public void Error_codes_are_unique_and_in_snake_case()
    {
        var codes = Contracts.ErrorCodes.All.Select(error => error.Code).ToArray();
        codes.ShouldBeUnique();
        codes.ShouldAllBe(code => System.Text.RegularExpressions.Regex.IsMatch(code, "^[a-z]+(_[a-z]+)*$"));
    }
}
