using System.CommandLine;
using Troupe.Cli.Control;
using Troupe.Client;
using Troupe.Contracts.Control;

namespace Troupe.Cli.Commands;

/// <summary><c>troupe presenter</c>: presenters as drafts and revisions.</summary>
internal sealed class PresenterCommand : ControlCommand
{
    private readonly Argument<string> _presenter = new("PRESENTER") { Description = "Its id." };

    private readonly Argument<string> _name = new("NAME") { Description = "Its name in lists." };

    private readonly Option<string?> _id = new("--id") { Description = "Its id: 1 to 64 of a-z, 0-9 and -. Default: one that the server makes.", HelpName = "ID" };

    private readonly Option<string> _preset = new("--preset") { Description = "What it begins as; troupe presenter parts lists presets.", HelpName = "PRESET", DefaultValueFactory = _ => "host" };

    private readonly Option<bool> _archived = new("--archived") { Description = "Those put away as well." };

    private readonly Option<string?> _rig = new("--rig") { Description = "The character.", HelpName = "ID" };

    private readonly Option<string?> _outfit = new("--outfit") { Description = "What it wears; troupe presenter parts lists all there is.", HelpName = "ID" };

    private readonly Option<string?> _hair = new("--hair") { Description = "Its hair.", HelpName = "ID" };

    private readonly Option<string?> _background = new("--background") { Description = "What is behind it.", HelpName = "ID" };

    private readonly Option<string[]?> _props = new("--prop") { Description = "A thing that it has on or beside it; once for each, instead of those before.", HelpName = "ID", DefaultValueFactory = _ => null };

    private readonly Option<bool> _noProps = new("--no-props") { Description = "Take all things away." };

    private readonly Option<string?> _note = new("--note") { Description = "What is different, for people.", HelpName = "TEXT" };

    private readonly Argument<string> _scene = new("SCENE") { Description = "Where it is shown, such as lobby." };

    private readonly Argument<int?> _revision = new("REVISION") { Description = "A revision; left out, none: the scene follows the live one.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Argument<int?> _back = new("REVISION") { Description = "A revision. Default: the one that is known to be safe.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<int?> _from = new("--from") { Description = "A revision. Default: the live one.", HelpName = "REVISION" };

    private readonly Option<int?> _to = new("--to") { Description = "Another revision. Default: the draft.", HelpName = "REVISION" };

    private readonly Option<long?> _ifVersion = new("--if-version") { Description = "Change it only if nobody did since this version. Default: change it whatever it is.", HelpName = "VERSION" };

    public PresenterCommand()
        : base("presenter", "Create, dress and publish presenters.", "troupe presenter create Weather --id weather --preset weather")
    {
        Add("create", "Create a presenter from a preset.", "troupe presenter create Weather --id weather", CreateAsync, _name, _id, _preset);
        Add("list", "List presenters.", "troupe presenter list", ListAsync, _archived);
        Add("show", "Show a presenter; with --json all of its draft.", "troupe presenter show weather --json", ShowAsync, _presenter);
        Add("parts", "List what presenters can be made of.", "troupe presenter parts", PartsAsync);
        var look = Add("set-look", "Change how the draft looks; what is left out stays.", "troupe presenter set-look weather --outfit raincoat --background storm", SetLookAsync, _presenter, _rig, _outfit, _hair, _background, _props, _noProps, _ifVersion);
        look.Validators.Add(result =>
        {
            if (new Option[] { _rig, _outfit, _hair, _background, _props, _noProps }.All(option => result.GetResult(option) is null or { Implicit: true }))
            {
                result.AddError("Say what changes: --rig, --outfit, --hair, --background, --prop or --no-props.");
            }
        });
        Add("publish", "Make a revision of the draft, which sessions then show.", "troupe presenter publish weather --note \"Dressed for rain.\"", PublishAsync, _presenter, _note, _ifVersion);
        Add("history", "List the revisions, the newest first.", "troupe presenter history weather", HistoryAsync, _presenter);
        Add("diff", "Compare two revisions, or the live one with the draft.", "troupe presenter diff weather --from 1 --to 2", DiffAsync, _presenter, _from, _to);
        Add("pin", "Have a scene show one revision, whatever is published.", "troupe presenter pin weather lobby 3", PinAsync, _presenter, _scene, _revision, _ifVersion);
        Add("rollback", "Have sessions show an earlier revision; the draft stays.", "troupe presenter rollback weather 1", RollBackAsync, _presenter, _back, _ifVersion);
    }

    private async Task CreateAsync(Asked asked)
    {
        var request = new CreatePresenter(asked.Arguments.GetRequiredValue(_name)) { Id = asked.Arguments.GetValue(_id), Preset = asked.Arguments.GetRequiredValue(_preset) };
        var made = await asked.Troupe.Presenters.CreateAsync(request, asked.Request, asked.Token);
        Show(asked, made);
        asked.Output.Say($"It is a draft: troupe presenter publish {made.Id} has sessions show it.");
    }

    private async Task ListAsync(Asked asked)
    {
        var presenters = await asked.Troupe.Presenters.ListAsync(archived: asked.Arguments.GetValue(_archived), options: asked.Request, cancellationToken: asked.Token).ToListAsync(asked.Token);
        asked.Output.List(
            presenters,
            ["presenter", "name", "live", "version", ""],
            presenter => [presenter.Id, presenter.Name, Texts.Of(presenter.Live), Texts.Of(presenter.Version), Texts.If(presenter.Archived, "archived")],
            "There are no presenters. Create one: troupe presenter create Weather");
    }

    private async Task ShowAsync(Asked asked) => Show(asked, await asked.Troupe.Presenters.GetAsync(Of(asked), asked.Request, asked.Token));

    private static async Task PartsAsync(Asked asked)
    {
        var parts = await asked.Troupe.Presenters.PartsAsync(asked.Request, asked.Token);
        asked.Output.Show(
            parts,
            ("presets", Ids(parts.Presets)),
            ("rigs", Ids(parts.Rigs)),
            ("outfits", Ids(parts.Outfits)),
            ("hair", Ids(parts.Hair)),
            ("props", Ids(parts.Props)),
            ("backgrounds", Ids(parts.Backgrounds)),
            ("voices", Ids(parts.Voices)),
            ("lip sync", Texts.Of(parts.LipSync)));
    }

    private async Task SetLookAsync(Asked asked)
    {
        var arguments = asked.Arguments;
        var look = new ChangeLook
        {
            Rig = arguments.GetValue(_rig),
            Outfit = arguments.GetValue(_outfit),
            Hair = arguments.GetValue(_hair),
            Background = arguments.GetValue(_background),
            Props = arguments.GetValue(_noProps) ? [] : arguments.GetValue(_props),
        };
        Show(asked, await asked.Troupe.Presenters.ChangeLookAsync(Of(asked), look, Guarded(asked), asked.Token));
    }

    private async Task PublishAsync(Asked asked) =>
        Show(asked, await asked.Troupe.Presenters.PublishAsync(Of(asked), new PublishPresenter { Note = asked.Arguments.GetValue(_note) }, Guarded(asked), asked.Token));

    private async Task HistoryAsync(Asked asked)
    {
        var history = await asked.Troupe.Presenters.RevisionsAsync(Of(asked), asked.Request, asked.Token);
        asked.Output.List(
            history.Items,
            ["revision", "published", "note", ""],
            revision => [Texts.Of(revision.Revision), Texts.Of(revision.At), revision.Note, Texts.Of([.. revision.Live ? ["live"] : Array.Empty<string>(), .. revision.Baseline ? ["safe"] : Array.Empty<string>()])],
            "Nothing is published yet.");
    }

    private async Task DiffAsync(Asked asked)
    {
        var from = asked.Arguments.GetValue(_from) ?? (await asked.Troupe.Presenters.GetAsync(Of(asked), asked.Request, asked.Token)).Live;
        var diff = await asked.Troupe.Presenters.DiffAsync(Of(asked), from, asked.Arguments.GetValue(_to), asked.Request, asked.Token);
        asked.Output.List(diff.Changes, ["place", "before", "after"], change => [change.Path, change.Before?.GetRawText(), change.After?.GetRawText()], "Nothing differs.");
    }

    private async Task PinAsync(Asked asked)
    {
        var scene = asked.Arguments.GetRequiredValue(_scene);
        Show(asked, asked.Arguments.GetValue(_revision) is { } revision
            ? await asked.Troupe.Presenters.PinAsync(Of(asked), scene, new PinRevision(revision), Guarded(asked), asked.Token)
            : await asked.Troupe.Presenters.UnpinAsync(Of(asked), scene, Guarded(asked), asked.Token));
    }

    private async Task RollBackAsync(Asked asked) =>
        Show(asked, await asked.Troupe.Presenters.RollBackAsync(Of(asked), new RollBackPresenter { Revision = asked.Arguments.GetValue(_back) }, Guarded(asked), asked.Token));

    private Target<PresenterView> Of(Asked asked) => asked.Arguments.GetRequiredValue(_presenter);

    private RequestOptions Guarded(Asked asked) => asked.Request with { Version = asked.Arguments.GetValue(_ifVersion) };

    private static string? Ids(IEnumerable<PartCard> parts) => Texts.Of(parts.Select(part => part.Id));

    private static void Show(Asked asked, PresenterView presenter)
    {
        var look = presenter.Draft.Look;
        asked.Output.Show(
            presenter,
            ("presenter", presenter.Id),
            ("name", presenter.Name),
            ("look", $"{look.Rig} in {look.Outfit}, hair {look.Hair}, before {look.Background}"),
            ("props", Texts.Of(look.Props)),
            ("live", presenter.Live is { } live ? $"revision {live} of {presenter.Revisions}{Texts.If(presenter.Changed, "; the draft differs")}" : "nothing is published yet"),
            ("pins", Texts.Of(presenter.Pins.Select(pin => FormattableString.Invariant($"{pin.Key}={pin.Value}")))),
            ("state", Texts.If(presenter.Archived, "archived")),
            ("version", Texts.Of(presenter.Version)));
    }
}
