using System.CommandLine;
using System.Globalization;
using Troupe.Cli.Control;

namespace Troupe.Cli.Commands;

/// <summary><c>troupe subject</c>: persons, what is kept about them, and their erasure.</summary>
internal sealed class SubjectCommand : ControlCommand
{
    private readonly Argument<string> _subject = new("SUBJECT") { Description = "The person: the subject of their tokens." };

    public SubjectCommand()
        : base("subject", "See what is kept about a person, and erase them.", "troupe subject show visitor-17")
    {
        Add("show", "Count what is kept about a person.", "troupe subject show visitor-17", ShowAsync, _subject);
        Add("erase", "Erase a person for good: their data, tokens, sessions and recordings.", "troupe subject erase visitor-17 --why \"They asked for it.\"", EraseAsync, _subject);
    }

    private async Task ShowAsync(Asked asked)
    {
        var view = await asked.Troupe.Subjects.GetAsync(asked.Arguments.GetRequiredValue(_subject), asked.Request, asked.Token);
        asked.Output.Show(
            view,
            [("pseudonym", view.Pseudonym), ("erased", view.ErasedAt is { } at ? Texts.Of(at) : null), .. view.Facts.Select(fact => (fact.Key, (string?)fact.Value.ToString(CultureInfo.InvariantCulture))), .. Kept(view.OnServer)]);
    }

    private async Task EraseAsync(Asked asked)
    {
        var erased = await asked.Troupe.Subjects.EraseAsync(asked.Arguments.GetRequiredValue(_subject), asked.Request, asked.Token);
        asked.Output.Show(
            erased,
            [("pseudonym", erased.Pseudonym), ("erased", Texts.Of(erased.ErasedAt)), ("families", erased.Families.ToString(CultureInfo.InvariantCulture)), .. Kept(erased.OnServer)]);
    }

    private static IEnumerable<(string Side, string? Value)> Kept(IReadOnlyDictionary<string, int> here) => here.Select(kept => (kept.Key, (string?)kept.Value.ToString(CultureInfo.InvariantCulture)));
}
