using System.Diagnostics;
using Troupe.Contracts.Control;

namespace Troupe.Server.Tests.Presenters;

[Trait("Category", "process")]
public sealed class WeatherSampleTests
{
    [Fact]
    public async Task The_sample_makes_publishes_and_rolls_back_a_weather_presenter()
    {
        await using var server = await TestServer.StartAsync();
        var (code, output, errors) = await RunAsync(server.Address.ToString());
        code.ShouldBe(0, errors);
        output.ShouldContain("script: Here is the weather for Harbour Town. Today: rain and 9 to 14 degrees, with strong wind of 38 kilometres an hour.");
        output.ShouldContain("/look/outfit raincoat → jumper");

        var desk = new PresenterDeskClient(server.Http);
        var made = (await desk.GetAsync<PresenterPage>("/v1/presenters")).Items.ShouldHaveSingleItem();
        var view = await desk.GetAsync<PresenterView>($"/v1/presenters/{made.Id}");
        var logo = view.Draft.Brand.ShouldHaveSingleItem();
        (logo.Role, output.Contains($"attached the logo {logo.Asset[..12]}", StringComparison.Ordinal)).ShouldBe(("logo", true));
        var entry = (await desk.GetAsync<AssetManifest>($"/v1/presenters/{made.Id}/revisions/1/manifest")).Assets.ShouldHaveSingleItem();
        (entry.Role, entry.Type).ShouldBe(("logo", "image/svg+xml"));
        (await server.Http.GetStringAsync(entry.Url)).ShouldContain("<circle");
        (view.Live, view.Revisions, view.Draft.Persona.Name, view.Draft.Look.Outfit).ShouldBe((1, 2, "Gail", "jumper"));
    }

    [Fact]
    public async Task The_sample_takes_a_logo_and_a_key_of_ones_own_and_says_what_is_wrong_with_them()
    {
        await using var server = await TestServer.StartAsync();
        var desk = new PresenterDeskClient(server.Http);
        var folder = Directory.CreateTempSubdirectory("troupe-logo-");
        var logo = Path.Combine(folder.FullName, "logo.png");
        await File.WriteAllBytesAsync(logo, Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="));
        var (code, _, said) = await RunAsync(server.Address.ToString(), "", logo);
        code.ShouldBe(0, said);
        var made = (await desk.GetAsync<PresenterPage>("/v1/presenters")).Items.ShouldHaveSingleItem();
        (await desk.GetAsync<AssetManifest>($"/v1/presenters/{made.Id}/revisions/1/manifest")).Assets.ShouldHaveSingleItem().Type.ShouldBe("image/png");

        var refused = await RunAsync(server.Address.ToString(), "trp_sk0000000000_0");
        (refused.Code, refused.Errors.Split('\n').Length).ShouldBe((1, 2), refused.Errors);
        refused.Errors.ShouldContain("401 unauthorized");
        folder.Delete(recursive: true);
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var script = Path.Combine(Root(), "samples", "weather-presenter", "run.mjs");
        using var sample = Process.Start(new ProcessStartInfo("node", [script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var (output, errors) = (sample.StandardOutput.ReadToEndAsync(), sample.StandardError.ReadToEndAsync());
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await sample.WaitForExitAsync(late.Token);
        return (sample.ExitCode, await output, await errors);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Troupe.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The checkout was not found.");
        }

        return folder.FullName;
    }
}
