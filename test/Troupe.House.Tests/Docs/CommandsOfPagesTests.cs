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

/// <summary>Pages that ask a server show commands that work.</summary>
[Trait("Category", "process")]
public sealed partial class CommandsOfPagesTests
{
    [Theory]
    [InlineData("identity", "\"tenant\":\"acme\"", "/v1/sessions/", "\"family\":\"")]
    [InlineData("personal-data", "\"family.started\":1", "\"subject\":\"visitor-7\"", "\"families\":1")]
    [InlineData("control-clients", "/look/outfit", "revision 1 of 2", "\"live\": 1")]
    [InlineData("presenters", "\"outfit\":\"blazer\"", "\"live\":1")]
    public async Task The_commands_run_as_they_stand(string name, params string[] shown)
    {
        using var writer = new ScriptedWriter(TimeProvider.System, "Yes.");
        await using var server = Program.Create(["--Urls=http://127.0.0.1:0", "--Troupe:Page:Folder=/nowhere", "--Troupe:Events:Store=Memory"], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<EngineSource>(_ => Task.FromResult(new OpenedEngines(new ConversationEngines { Writer = writer })));
        });
        await server.StartAsync();
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var page = Repository.Files("*.md").Single(file => file.EndsWith($"-{name}.md", StringComparison.Ordinal) && Path.GetDirectoryName(file) == "docs");
        var commands = string.Join('\n', Shell().Matches(await File.ReadAllTextAsync(Repository.PathOf(page))).Select(block => block.Groups["commands"].Value));
        var (code, output) = await RunAsync("set -euo pipefail\n" + commands, address);
        code.ShouldBe(0, output);
        foreach (var words in shown)
        {
            output.ShouldContain(words);
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(string script, string address)
    {
        // The command line tool as it is built here, under the name that it has when it is installed.
        script = $"troupe() {{ dotnet '{Path.Combine(AppContext.BaseDirectory, "troupe.dll")}' \"$@\"; }}\n{script}";
        var start = new ProcessStartInfo("bash", ["-c", script]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["TROUPE"] = address } };
        using var shell = Process.Start(start)!;
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (shell.ExitCode, await output + await errors);
    }

    [GeneratedRegex("^```sh\n(?<commands>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Shell();
}
