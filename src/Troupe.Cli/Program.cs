using System.CommandLine;
using Spectre.Console;

// A file or a pipe gets whole lines without colours.
if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Capabilities.Ansi = false;
    AnsiConsole.Profile.Width = 200;
}

// Every class of the folder Commands is a command; it declares its own options and action.
var root = new RootCommand("Troupe: presenters that hear, think, speak and move.");
foreach (var command in typeof(Program).Assembly.GetTypes()
    .Where(type => type.IsSubclassOf(typeof(Command)) && type.GetConstructor([]) is not null)
    .Select(type => (Command)Activator.CreateInstance(type)!)
    .OrderBy(command => command.Name, StringComparer.Ordinal))
{
    root.Add(command);
}

return await root.Parse(args).InvokeAsync();
