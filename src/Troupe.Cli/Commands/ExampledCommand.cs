using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Troupe.Cli.Commands;

/// <summary>A command whose help ends with an example; all of the tool are.</summary>
internal class ExampledCommand(string name, string description, string example) : Command(name, description)
{
    /// <summary>Has the help of a root show examples.</summary>
    public static void ShowExamples(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new Help((SynchronousCommandLineAction)help.Action!);
    }

    private sealed class Help(SynchronousCommandLineAction plain) : SynchronousCommandLineAction
    {
        public override bool Terminating => plain.Terminating;

        public override int Invoke(ParseResult parseResult)
        {
            var code = plain.Invoke(parseResult);
            if (parseResult.CommandResult.Command is ExampledCommand command)
            {
                parseResult.InvocationConfiguration.Output.WriteLine($"Example:\n  {command.Example}\n");
            }

            return code;
        }
    }

    /// <summary>A command line that works.</summary>
    public string Example => example;
}
