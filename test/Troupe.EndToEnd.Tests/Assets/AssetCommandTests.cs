using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Troupe.Cli.Commands;

namespace Troupe.EndToEnd.Tests.Assets;

[Trait("Category", "process")]
public sealed class AssetCommandTests : IAsyncLifetime
{
    private const string Announcement = "Troupe is at ";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("troupe-assets-");
    private Process? _server;
    private string _address = "";

    public async ValueTask InitializeAsync()
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Troupe.Server.dll"), "--Urls=http://127.0.0.1:0", "--Troupe:Page:Folder=/nowhere", "--Troupe:Events:Store=Memory",
            $"--Troupe:Events:Folder={In("data")}", $"--Troupe:Assets:Folder={In("assets")}",
        ];
        _server = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        while (await _server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith(Announcement, StringComparison.Ordinal))
            {
                _address = line[Announcement.Length..].Split(' ')[0];
                return;
            }
        }

        throw new InvalidOperationException("The server did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        _server!.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Files_are_uploaded_listed_shown_and_swept()
    {
        await File.WriteAllTextAsync(In("logo.svg"), """<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script><circle r="3"/></svg>""");
        await File.WriteAllTextAsync(In("mia.json"), """{"version":1,"name":"Mia","size":[1,1],"layers":[{}]}""");
        var (code, output, errors) = await RunAsync("upload", In("logo.svg"), In("mia.json"), "--public");
        code.ShouldBe(0, errors);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldContain(line => line.Contains("logo.svg") && line.Contains("script"));
        var id = lines.Single(line => line.Contains("mia.json")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];

        (await RunAsync("list")).Output.Split('\n').ShouldContain(line => line.Contains(id) && line.Contains("application/json") && line.Contains("53") && line.Contains("public"));
        using var shown = JsonDocument.Parse((await RunAsync("show", id, "--json")).Output);
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(new Uri(_address), shown.RootElement.GetProperty("url").GetString()))).ShouldContain("Mia");

        using var swept = JsonDocument.Parse((await RunAsync("gc", "--dry-run", "--json")).Output);
        (swept.RootElement.GetProperty("waiting").GetInt32(), swept.RootElement.GetProperty("dryRun").GetBoolean()).ShouldBe((2, true));
        (await RunAsync("gc")).Output.ShouldContain("0 (0 bytes)");
    }

    [Fact]
    public async Task What_the_server_refuses_is_told()
    {
        await File.WriteAllTextAsync(In("notes.json"), "{}");
        var (code, _, errors) = await RunAsync("upload", In("notes.json"));
        code.ShouldBe(1);
        errors.ShouldContain("The JSON is no character");
        (await RunAsync("show", "nothing")).ShouldSatisfyAllConditions(answer => answer.Code.ShouldBe(1), answer => answer.Errors.ShouldContain("asset_not_found"));
        (await RunAsync("upload", In("missing.png"))).Code.ShouldNotBe(0);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told()
    {
        _address = "http://127.0.0.1:1";
        var (code, _, errors) = await RunAsync("list");
        code.ShouldBe(2);
        errors.ShouldContain("127.0.0.1:1");
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await new AssetCommand().Parse([.. arguments, "--server", _address]).InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, TestContext.Current.CancellationToken);
        return (code, output.ToString(), errors.ToString());
    }

    private string In(string file) => Path.Combine(_folder.FullName, file);
}
