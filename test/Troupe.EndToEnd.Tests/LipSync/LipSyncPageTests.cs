using System.Text.RegularExpressions;
using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Performances;
using Troupe.EndToEnd.Tests.Talk;

namespace Troupe.EndToEnd.Tests.LipSync;

/// <summary>The page about lip sync says what works: its commands are run on its file.</summary>
[Trait("Category", "process")]
public sealed partial class LipSyncPageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("troupe-lipsync-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Every_command_of_the_page_works_on_the_phones_of_the_page()
    {
        var page = await File.ReadAllTextAsync(Page(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(In("phones.json"), Block().Matches(page).Single(block => block.Groups["kind"].Value == "json").Groups["text"].Value, TestContext.Current.CancellationToken);
        var commands = Block().Matches(page).Where(block => block.Groups["kind"].Value == "sh").Select(block => block.Groups["text"].Value.Trim()).ToArray();
        commands.Length.ShouldBe(6);
        foreach (var command in commands)
        {
            command.ShouldStartWith("./dev lipsync ");
            string[] arguments = [.. Word().Matches(command["./dev ".Length..]).Select(word => word.Value.Trim('"'))];
            var (code, _, errors) = await TroupeProcess.RunAsync(_folder.FullName, arguments);
            code.ShouldBe(0, errors);
        }

        (await ReadAsync("name")).Utterances.Single().ShouldSatisfyAllConditions(
            utterance => utterance.Duration.ShouldBe(750),
            utterance => utterance.Visemes.Count(viseme => viseme.Viseme == VisemeSet.PP).ShouldBe(2),
            utterance => utterance.Captions.Single().Text.ShouldBe("My name."));
        (await ReadAsync("ada")).Utterances.Single().Captions.Count.ShouldBe(2);
        var header = (await File.ReadAllLinesAsync(In("name.csv"), TestContext.Current.CancellationToken))[0];
        header.Split(',').ShouldBe(Column().Matches(page[page.IndexOf("## The table", StringComparison.Ordinal)..page.IndexOf("## In the numbers", StringComparison.Ordinal)]).SelectMany(row => Quoted().Matches(row.Value)).Select(name => name.Groups["name"].Value));
    }

    private static string Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Troupe.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        }

        return Path.Combine(folder.FullName, "docs", "09-lip-sync-offline.md");
    }

    private async Task<PerformanceFile> ReadAsync(string name) => PerformanceJson.Read(await File.ReadAllBytesAsync(In(name + PerformanceFile.Extension), TestContext.Current.CancellationToken));

    private string In(string name) => Path.Combine(_folder.FullName, name);

    [GeneratedRegex("```(?<kind>json|sh)\n(?<text>.*?)```", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();

    [GeneratedRegex("\"[^\"]*\"|\\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    // The first cell of each row of the table, which names columns of the file.
    [GeneratedRegex("^\\| `[^|]*\\|", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Column();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();
}
