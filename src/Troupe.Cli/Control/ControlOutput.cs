using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Troupe.Contracts;

namespace Troupe.Cli.Control;

/// <summary>Prints what a server answered: as tables for people, or as JSON for programs. What is said beside the answer goes to standard error.</summary>
internal sealed class ControlOutput(TextWriter output, TextWriter errors, bool json)
{
    // A pipe has no width; its reader wants whole lines.
    private const int WidthOfPipes = 200;

    private static readonly JsonSerializerOptions Indented = new(Wire.Json) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints one thing, a line for each of its sides that is not null.</summary>
    public void Show(object answer, params ReadOnlySpan<(string Side, string? Value)> sides)
    {
        if (json)
        {
            Print(answer);
            return;
        }

        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        foreach (var (side, value) in sides)
        {
            if (value is not null)
            {
                grid.AddRow(Markup.Escape(side), Markup.Escape(value));
            }
        }

        Screen().Write(grid);
    }

    /// <summary>Prints things below each other.</summary>
    /// <param name="answers">The things.</param>
    /// <param name="columns">Titles.</param>
    /// <param name="cells">The cells of a row.</param>
    /// <param name="none">What is said when there are none.</param>
    public void List<T>(IReadOnlyList<T> answers, string[] columns, Func<T, string?[]> cells, string none)
    {
        if (json)
        {
            Print(answers);
            return;
        }

        if (answers.Count == 0)
        {
            Say(none);
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns(columns);
        foreach (var answer in answers)
        {
            table.AddRow([.. cells(answer).Select(cell => Markup.Escape(cell ?? ""))]);
        }

        Screen().Write(table);
    }

    /// <summary>Says something to a person.</summary>
    public void Say(string text)
    {
        if (!json)
        {
            errors.WriteLine(text);
        }
    }

    /// <summary>Prints a secret alone on its line, so that it can be piped, and says that it is shown this once.</summary>
    public void ShowSecret(string? secret, string after)
    {
        if (json)
        {
            return;
        }

        if (secret is null)
        {
            errors.WriteLine("The secret was shown when this was first asked, and is kept nowhere. Rotate the key to get another.");
            return;
        }

        errors.WriteLine("Keep this now: it is shown this once, and only its hash is kept.");
        output.WriteLine(secret);
        errors.WriteLine(after);
    }

    private void Print(object answer) => output.WriteLine(JsonSerializer.Serialize(answer, answer.GetType(), Indented));

    private IAnsiConsole Screen()
    {
        if (output == Console.Out)
        {
            return AnsiConsole.Console;
        }

        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        screen.Profile.Width = WidthOfPipes;
        return screen;
    }
}
