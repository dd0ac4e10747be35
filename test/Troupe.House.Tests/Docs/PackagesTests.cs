using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Troupe.House.Tests.Docs;

/// <summary>Somebody installs the packed packages into a project of their own, and runs the examples of their readmes as they stand.</summary>
[Trait("Category", "process")]
public sealed partial class PackagesTests : IClassFixture<PackedPackages>
{
    private readonly PackedPackages _packed;

    public PackagesTests(PackedPackages packed) => _packed = packed;

    [Theory]
    [InlineData("Troupe.Client")]
    [InlineData("Troupe.Contracts")]
    public async Task A_package_holds_its_readme_its_documentation_and_its_sources(string name)
    {
        await using var package = await ZipFile.OpenReadAsync(_packed.FileOf(name));
        var entries = package.Entries.Select(entry => entry.FullName).ToArray();
        entries.ShouldContain("README.md");
        entries.ShouldContain($"lib/net10.0/{name}.xml");
        using var library = new MemoryStream();
        await using (var packed = await package.GetEntry($"lib/net10.0/{name}.dll")!.OpenAsync())
        {
            await packed.CopyToAsync(library);
        }

        library.Position = 0;
        using var image = new PEReader(library);
        var symbols = image.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var provider = image.ReadEmbeddedPortablePdbDebugDirectoryData(symbols);
        var reader = provider.GetMetadataReader();
        reader.Documents.Count.ShouldBeGreaterThan(10);
        var embedded = reader.CustomDebugInformation.Select(handle => reader.GetCustomDebugInformation(handle)).Where(information => reader.GetGuid(information.Kind) == EmbeddedSource);
        embedded.Count().ShouldBe(reader.Documents.Count);
    }

    [Fact]
    public async Task The_example_of_Troupe_Client_runs_against_a_server()
    {
        await using var server = Program.Create(["--Urls=http://127.0.0.1:0", "--Troupe:Page:Folder=/nowhere", "--Troupe:Events:Store=Memory"], builder => builder.Logging.ClearProviders());
        await server.StartAsync();
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var printed = await _packed.RunExampleAsync("Troupe.Client", ExampleOf("Troupe.Client"), ("TROUPE_SERVER", address), ("TROUPE_KEY", ""));
        printed.ShouldMatch(@"(?m)^[\w-]+: Weather, revision 1$");
        printed.ShouldMatch(@"\d+: version 1, presenter\.created\n\d+: version 2, presenter\.lookChanged\n\d+: version 3, presenter\.published\n$");
    }

    [Fact]
    public async Task The_example_of_Troupe_Contracts_runs() =>
        (await _packed.RunExampleAsync("Troupe.Contracts", ExampleOf("Troupe.Contracts"))).ShouldBe("what belongs to epoch 3 is dropped\n640 bytes of samples from sample 320\n");

    // https://github.com/dotnet/runtime/blob/main/docs/design/specs/PortablePdb-Metadata.md#embedded-source-c-and-vb-compilers
    private static Guid EmbeddedSource { get; } = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private static string ExampleOf(string package) =>
        string.Join('\n', Examples().Matches(File.ReadAllText(Repository.PathOf("src", package, "README.md"))).Select(block => block.Groups["lines"].Value));

    [GeneratedRegex("^```csharp\n(?<lines>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Examples();
}
