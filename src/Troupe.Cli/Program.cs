using System.CommandLine;
using System.CommandLine.Invocation;
using Spectre.Console;
using Troupe.Cli.Commands;

namespace Troupe.Cli;

/// <summary>The command line tool. Every class of the folder <c>Commands</c> is a command; it declares its own options and action.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args)
    {
        // A file or a pipe gets whole lines without colours.
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Capabilities.Ansi = false;
            AnsiConsole.Profile.Width = 200;
        }

        var parsed = Root().Parse(args);
        return parsed.Action is ParseErrorAction ? Task.FromResult(InputErrors.Tell(parsed)) : parsed.InvokeAsync();
    }

    /// <summary>The tool with all its commands.</summary>
    internal static RootCommand Root()
    {
        var root = new RootCommand("Troupe: presenters that hear, think, speak and move.");
        foreach (var command in typeof(Program).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Command)) && type.GetConstructor([]) is not null)
            .Select(type => (Command)Activator.CreateInstance(type)!)
            .OrderBy(command => command.Name, StringComparer.Ordinal))
        {
            root.Add(command);
        }

        ExampledCommand.ShowExamples(root);
        return root;
    }
}
