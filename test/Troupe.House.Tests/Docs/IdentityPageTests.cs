using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Troupe.Conversation;
using Troupe.Server.Sessions;
using Troupe.Testing;

namespace Troupe.House.Tests.Docs;

/// <summary>The page about identity shows commands that work.</summary>
[Trait("Category", "process")]
public sealed partial class IdentityPageTests
{
    [Fact]
    public async Task The_commands_run_as_they_stand()
    {
        using var writer = new ScriptedWriter(TimeProvider.System, "Yes.");
        await using var server = Program.Create(["--Urls=http://127.0.0.1:0", "--Troupe:Page:Folder=/nowhere", "--Troupe:Events:Store=Memory"], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<EngineSource>(_ => Task.FromResult(new OpenedEngines(new ConversationEngines { Writer = writer })));
        });
        await server.StartAsync();
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var page = Repository.Files("*.md").Single(file => file.EndsWith("-identity.md", StringComparison.Ordinal) && Path.GetDirectoryName(file) == "docs");
        var commands = string.Join('\n', Shell().Matches(await File.ReadAllTextAsync(Repository.PathOf(page))).Select(block => block.Groups["commands"].Value));
        var (code, output) = await RunAsync("set -euo pipefail\n" + commands, address);
        code.ShouldBe(0, output);
        output.ShouldContain("\"tenant\":\"acme\"");
        output.ShouldContain("/v1/sessions/");
        output.ShouldContain("\"family\":\"");
    }

    private static async Task<(int Code, string Output)> RunAsync(string script, string address)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["TROUPE"] = address } };
        using var shell = Process.Start(start)!;
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (shell.ExitCode, await output + await errors);
    }

    [GeneratedRegex("^```sh\n(?<commands>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Shell();
}
