using System.CommandLine;
using Troupe.Cli.Control;
using Troupe.Client;

namespace Troupe.Cli.Commands;

/// <summary>
/// A command that asks a server's control plane. Exit code 1 when the server refuses, 2 when what was given cannot be used or the server cannot be reached.
/// </summary>
internal abstract class ControlCommand : ExampledCommand
{
    private const int Refused = 1;
    private const int BadInput = 2;

    private readonly ControlOptions _options = new();

    protected ControlCommand(string name, string description, string example)
        : base(name, description, example)
    {
        foreach (var option in _options.All)
        {
            Add(option);
        }
    }

    /// <summary>Adds something that can be asked.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">A sentence.</param>
    /// <param name="example">A command line for the help.</param>
    /// <param name="ask">Asks it.</param>
    /// <param name="symbols">Arguments and options.</param>
    /// <returns>The command, for what else is to be said of it.</returns>
    protected Command Add(string name, string description, string example, Func<Asked, Task> ask, params ReadOnlySpan<Symbol> symbols)
    {
        var command = new ExampledCommand(name, description, example);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        command.SetAction((arguments, cancellationToken) => RunAsync(arguments, ask, cancellationToken));
        Add(command);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, Func<Asked, Task> ask, CancellationToken cancellationToken)
    {
        var (output, errors) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        if (_options.Server(arguments, out var given) is not { } server)
        {
            await errors.WriteLineAsync(ControlOptions.NoServer(given));
            return BadInput;
        }

        try
        {
            using var troupe = new TroupeClient(server, _options.Key(arguments));
            await ask(new Asked(arguments, troupe, _options.Request(arguments), new ControlOutput(output, errors, _options.IsJson(arguments)), cancellationToken));
            return 0;
        }
        catch (TroupeException refusal)
        {
            foreach (var line in RefusalText.Lines(refusal))
            {
                await errors.WriteLineAsync(line);
            }

            return refusal.Code == TroupeException.Unreachable ? BadInput : Refused;
        }
    }

    /// <summary>What a person asked.</summary>
    /// <param name="Arguments">With which arguments.</param>
    /// <param name="Troupe">The server.</param>
    /// <param name="Request">What is the same for all requests.</param>
    /// <param name="Output">Where the answer goes.</param>
    /// <param name="Token">Gives up.</param>
    protected sealed record Asked(ParseResult Arguments, TroupeClient Troupe, RequestOptions Request, ControlOutput Output, CancellationToken Token);
}
