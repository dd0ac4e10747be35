using System.CommandLine;
using System.CommandLine.Parsing;

namespace Troupe.Cli.Commands;

/// <summary>What is wrong with a command line, and the way out; in few lines, since a whole help would hide it.</summary>
internal static class InputErrors
{
    private const int BadInput = 2;

    /// <summary>Prints every mistake on standard error, and how to go on.</summary>
    /// <returns>The exit code.</returns>
    public static int Tell(ParseResult parsed)
    {
        var errors = parsed.InvocationConfiguration.Error;
        var command = parsed.CommandResult.Command;
        var path = PathOf(parsed.CommandResult);
        if (command is { Subcommands.Count: > 0, Action: null })
        {
            // Whatever else is said of a group is that one of its commands is missing.
            errors.WriteLine(parsed.UnmatchedTokens is [var unknown, ..] ? $"{path} knows no '{unknown}'." : $"{path} does nothing by itself.");
            errors.WriteLine($"There are: {string.Join(", ", command.Subcommands.Select(child => child.Name))}.");
        }
        else
        {
            foreach (var error in parsed.Errors)
            {
                errors.WriteLine(MessageOf(error));
            }
        }

        if (command is ExampledCommand exampled)
        {
            errors.WriteLine($"Such as: {exampled.Example}");
        }

        errors.WriteLine($"More: {path} --help");
        return BadInput;
    }

    private static string MessageOf(ParseError error) => error.SymbolResult switch
    {
        // The parser speaks of .NET's types here.
        ArgumentResult { Tokens: [var token, ..], Parent: OptionResult { Option: { } option } } when SpeaksOfTypes(error) => $"'{token.Value}' is nothing for {option.Name}. {option.Description}",
        OptionResult { Tokens: [var token, ..], Option: { } option } when SpeaksOfTypes(error) => $"'{token.Value}' is nothing for {option.Name}. {option.Description}",
        ArgumentResult { Tokens: [var token, ..], Argument: { } argument } when SpeaksOfTypes(error) => $"'{token.Value}' is nothing for {argument.Name}. {argument.Description}",
        _ => error.Message,
    };

    private static bool SpeaksOfTypes(ParseError error) => error.Message.Contains("'System.", StringComparison.Ordinal);

    // As people type it, whatever the program's file is called.
    private static string PathOf(CommandResult result)
    {
        var names = new Stack<string>();
        for (SymbolResult? each = result; each is CommandResult { Command: not RootCommand } named; each = each.Parent)
        {
            names.Push(named.Command.Name);
        }

        return string.Join(' ', ["troupe", .. names]);
    }
}
