using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using Troupe.Cli.Doctor;

namespace Troupe.Cli.Commands;

/// <summary><c>troupe doctor</c>: says what works on this machine, what does not, and what to do about it. Exit code 1 when something needed is missing.</summary>
internal sealed class DoctorCommand : ExampledCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print the findings as JSON." };

    private readonly Option<int> _port = new("--port")
    {
        Description = "The port that the server would listen on.",
        DefaultValueFactory = _ => 5280,
    };

    private readonly Argument<string[]> _settings = new("settings")
    {
        Description = "Settings that the server would get, after --.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public DoctorCommand()
        : base("doctor", "Say what works on this machine, what does not, and the cure.", "troupe doctor -- --Troupe:Engines:Voice=flite-rms")
    {
        Add(_json);
        Add(_port);
        Add(_settings);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        Finding[] findings =
        [
            .. await MachineFindings.LookAsync(arguments.GetValue(_port), cancellationToken),
            .. await EngineFindings.LookAsync(arguments.GetValue(_settings)!, cancellationToken),
        ];
        if (arguments.GetValue(_json))
        {
            Console.WriteLine(JsonSerializer.Serialize(findings, Json));
        }
        else
        {
            Print(findings);
        }

        return findings.Any(finding => finding.State == FindingState.Broken) ? 1 : 0;
    }

    private static void Print(IReadOnlyList<Finding> findings)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("state", "part", "found");
        foreach (var finding in findings)
        {
            var (mark, colour) = finding.State switch
            {
                FindingState.Ready => ("ok", "green"),
                FindingState.Lacking => ("lacks", "yellow"),
                _ => ("broken", "red"),
            };
            table.AddRow($"[{colour}]{mark}[/]", finding.Part, Markup.Escape(finding.Found));
            if (finding.Cure is { } cure)
            {
                table.AddRow("", "", $"[dim]{Markup.Escape(cure)}[/]");
            }
        }

        AnsiConsole.Write(table);
    }
}
