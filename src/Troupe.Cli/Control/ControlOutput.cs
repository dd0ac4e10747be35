using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Troupe.Contracts;

namespace Troupe.Cli.Control;

/// <summary>Prints what a server answered: as tables for people, or as JSON for programs. What is said beside the answer goes to standard error.</summary>
internal sealed class ControlOutput(TextWriter output, TextWriter errors, bool json)
{
    // A pipe has no width; its reader wants whole lines, of signed addresses too.
    private const int WidthOfPipes = 2000;

    private static readonly JsonSerializerOptions Indented = new(Wire.Json) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints one thing, a line for each of its sides that is not null.</summary>
    public void Show(object answer, params ReadOnlySpan<(string Side, string? Value)> sides)
    {
        if (json)
        {
            Print(answer);
            return;
        }

        Screen(output).Write(GridOf(sides));
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

        Screen(output).Write(table);
    }

    /// <summary>Says something to a person.</summary>
    public void Say(string text)
    {
        if (!json)
        {
            errors.WriteLine(text);
        }
    }

    /// <summary>Prints a secret alone on standard output, so that it can be piped or kept in a variable; what belongs to it is said beside.</summary>
    /// <param name="answer">All of it, for JSON.</param>
    /// <param name="sides">What belongs to it.</param>
    /// <param name="secret">The secret; null when it was shown before.</param>
    /// <param name="before">What a person must know of it.</param>
    /// <param name="after">What can be done with it.</param>
    public void ShowSecret(object answer, (string Side, string? Value)[] sides, string? secret, string before, string after)
    {
        if (json)
        {
            Print(answer);
            return;
        }

        Screen(errors).Write(GridOf(sides));
        if (secret is null)
        {
            errors.WriteLine("The secret was shown when this was first asked, and is kept nowhere. Rotate the key to get another.");
            return;
        }

        errors.WriteLine(before);
        output.WriteLine(secret);
        errors.WriteLine(after);
    }

    private static Grid GridOf(ReadOnlySpan<(string Side, string? Value)> sides)
    {
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        foreach (var (side, value) in sides)
        {
            if (value is not null)
            {
                grid.AddRow(Markup.Escape(side), Markup.Escape(value));
            }
        }

        return grid;
    }

    private void Print(object answer) => output.WriteLine(JsonSerializer.Serialize(answer, answer.GetType(), Indented));

    private static IAnsiConsole Screen(TextWriter writer)
    {
        if (writer == Console.Out && !Console.IsOutputRedirected)
        {
            return AnsiConsole.Console;
        }

        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        screen.Profile.Width = WidthOfPipes;
        return screen;
    }
}
