using System.Diagnostics;
using System.Net;

namespace Troupe.EndToEnd.Tests.Start;

/// <summary>The start that the README promises; alone, since it builds.</summary>
[Collection(Name)]
[CollectionDefinition(Name, DisableParallelization = true)]
[Trait("Category", "process")]
public sealed class StartTests : IDisposable
{
    private const string Name = "start";
    private const string Command = "./dev run";
    private const string Announcement = "Troupe is at ";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly string Checkout = FindCheckout();

    private readonly DirectoryInfo _elsewhere = Directory.CreateTempSubdirectory("troupe-start-");

    public void Dispose() => _elsewhere.Delete(recursive: true);

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/01-start.md")]
    public async Task Is_one_command(string page) =>
        (await File.ReadAllLinesAsync(Path.Combine(Checkout, page), TestContext.Current.CancellationToken)).ShouldContain(line => line.StartsWith(Command, StringComparison.Ordinal));

    [Fact]
    public async Task Builds_serves_the_page_gets_ready_and_stops_in_order_from_any_folder()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var run = Process.Start(new ProcessStartInfo(Path.Combine(Checkout, "dev"), ["run", "--port", "0"])
        {
            WorkingDirectory = _elsewhere.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        try
        {
            var errors = run.StandardError.ReadToEndAsync(patience.Token);
            var address = await AddressAsync(run, errors, patience.Token);
            var output = run.StandardOutput.ReadToEndAsync(patience.Token);

            using var http = new HttpClient { BaseAddress = address };
            (await http.GetStringAsync("/", patience.Token)).ShouldContain("<troupe-presenter");
            while ((await http.GetAsync("/readyz", patience.Token)).StatusCode != HttpStatusCode.OK)
            {
                // The engines are warming up; each question waits for the server's answer.
            }

            using var stop = Process.Start("kill", ["-TERM", $"{run.Id}"]);
            await run.WaitForExitAsync(patience.Token);
            run.ExitCode.ShouldBe(0, await errors);
            (await output).ShouldNotContain("   at ");
        }
        finally
        {
            if (!run.HasExited)
            {
                run.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task<Uri> AddressAsync(Process run, Task<string> errors, CancellationToken cancellationToken)
    {
        while (await run.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(Announcement, StringComparison.Ordinal))
            {
                return new Uri(line[Announcement.Length..].Split(' ')[0]);
            }
        }

        throw new InvalidOperationException($"{Command} ended without an address: {await errors}");
    }

    private static string FindCheckout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "dev")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"These tests run inside a checkout: no dev above {AppContext.BaseDirectory}");
        }

        return folder.FullName;
    }
}
