using System.CommandLine;
using System.CommandLine.Help;
using System.Text.RegularExpressions;
using CliProgram = Troupe.Cli.Program;

namespace Troupe.House.Tests.Commands;

/// <summary>What every command of the tool says of itself.</summary>
[Trait("Category", "fast")]
public sealed partial class HelpTests
{
    public static TheoryData<string> Commands { get; } = [.. PathsOf(CliProgram.Root(), [])];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_help_of_every_command_ends_with_an_example_that_can_be_typed(string path)
    {
        var help = await HelpOfAsync(path);
        var example = Example().Match(help).Groups["line"].Value;
        example.ShouldStartWith($"troupe {path}");
        // Its files are the reader's.
        CliProgram.Root().Parse(example["troupe ".Length..]).Errors.Select(error => error.Message).Where(message => !message.StartsWith("File does not exist", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_option_and_argument_is_described_in_a_sentence(string path)
    {
        var command = Of(path);
        Symbol[] symbols = [command, .. command.Options.Where(option => option is not HelpOption), .. command.Arguments];
        symbols.Where(symbol => symbol.Description?.EndsWith('.') is not true).Select(symbol => symbol.Name).ShouldBeEmpty();
    }

    private static async Task<string> HelpOfAsync(string path)
    {
        var output = new StringWriter();
        await CliProgram.Root().Parse($"{path} --help").InvokeAsync(new InvocationConfiguration { Output = output }, TestContext.Current.CancellationToken);
        return output.ToString();
    }

    private static Command Of(string path) => path.Split(' ').Aggregate((Command)CliProgram.Root(), (command, name) => command.Subcommands.Single(child => child.Name == name));

    private static IEnumerable<string> PathsOf(Command command, string[] names) =>
        command.Subcommands.SelectMany(child => PathsOf(child, [.. names, child.Name])).Concat(names.Length == 0 ? [] : [string.Join(' ', names)]);

    [GeneratedRegex(@"Example:\n  (?<line>.+)\n\n\z", RegexOptions.None, 1000)]
    private static partial Regex Example();
}
