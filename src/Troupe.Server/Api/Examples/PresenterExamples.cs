using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Api.Examples;

/// <summary>Presenters: one of the weather, from its creation on.</summary>
internal static class PresenterExamples
{
    /// <summary>Its id.</summary>
    public const string Id = "skye";

    private static readonly Persona Persona = new() { Name = "Skye", Instructions = "You are {name}. You tell the weather in two sentences.", Greeting = "Good morning, I am {name}." };

    private static readonly Flow Umbrella = new("Umbrella", "it is going to rain", "say that an umbrella is a good idea");

    private static readonly SpeechStyle Speech = new() { Rate = 1.05, Pitch = 1, LipSync = new LipSyncStyle { Preset = "crisp" } };

    private static readonly PresenterLook Look = new() { Outfit = "raincoat", Hair = "blond", Background = "sky", Captions = new CaptionColors("#0b2a3c", "#eaf6fc") };

    private static readonly PresenterProfile Profile = new()
    {
        Persona = Persona, Flows = [Umbrella], Preset = "weather", Look = Look, Brand = [new BrandAsset("logo", AssetExamples.Logo)], Speech = Speech, Gestures = new GestureStyle { Amount = 1.2 },
    };

    private static readonly PresenterView Draft = View(2);

    private static readonly PresenterView Live = View(7) with { Live = 2, Baseline = 1, Revisions = 2, Changed = false };

    private static readonly JobView Queued = new("job-5f0c81d2a94e7b3c6d10", "rehearse", Id, JobState.Queued);

    /// <summary>By the operations' names.</summary>
    public static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>(StringComparer.Ordinal)
    {
        ["presenters.list"] = new(Answer: new PresenterPage([new PresenterSummary(Id, "Weather", 7, 2, Archived: false)], Next: null)),
        ["presenters.parts"] = new(Answer: new PresenterParts(
            [new PartCard("weather", "Tells the weather")],
            [new PartCard("ada", "Ada")],
            [new PartCard("raincoat", "Raincoat")],
            [new PartCard("blond", "Blond")],
            [new PartCard("glasses", "Glasses")],
            [new PartCard("sky", "Sky")],
            [new PartCard("flite-rms", "English (US), male, 16 kHz, lowest cost")],
            ["natural", "crisp", "calm", "sibilant-strong"])),
        ["presenters.create"] = new(new CreatePresenter("Weather") { Id = Id, Preset = "weather" }, View(1)),
        ["presenters.duplicate"] = new(new DuplicatePresenter("Weather at night") { Id = "luna" }, View(1) with { Id = "luna", Name = "Weather at night" }),
        ["presenters.get"] = new(Answer: Live),
        ["presenters.card"] = new(Answer: new PresenterCard(Persona.Name, Persona.Disclosure, Persona.Locale) { Id = Id, Revision = 2, Look = Look }),
        ["presenters.rename"] = new(new RenamePresenter("Weather"), Draft),
        ["presenters.setPersona"] = new(Persona, Draft),
        ["presenters.setFlows"] = new(new SetFlows([Umbrella]), Draft),
        ["presenters.choosePreset"] = new(new ChoosePreset("weather"), Draft),
        ["presenters.changeLook"] = new(new ChangeLook { Outfit = "raincoat", Background = "sky", Props = ["glasses"] }, Draft),
        ["presenters.attachBrand"] = new(new AttachBrand(Profile.Brand), Draft),
        ["presenters.setVoice"] = new(new SetVoice("flite-rms"), Draft with { Draft = Profile with { Voice = "flite-rms" } }),
        ["presenters.setSpeech"] = new(Speech, Draft),
        ["presenters.setGestures"] = new(Profile.Gestures, Draft),
        ["presenters.preflight"] = new(Profile, new PreflightResult(Fits: false, [new PreflightReason("asset_not_found", $"There is no asset {AssetExamples.Logo}; upload it first.", "/brand/0/asset")])),
        ["presenters.rehearse"] = new(Answer: Queued),
        ["jobs.get"] = new(Answer: Queued with { State = JobState.Done }),
        ["presenters.publish"] = new(new PublishPresenter { Note = "Spring looks" }, Live) { Later = Queued with { Work = "publish" } },
        ["presenters.pin"] = new(new PinRevision(1), Live with { Version = 8, Pins = new Dictionary<string, int>(StringComparer.Ordinal) { ["lobby"] = 1 } }),
        ["presenters.unpin"] = new(Answer: Live with { Version = 9 }),
        ["presenters.rollBack"] = new(new RollBackPresenter { Revision = 1 }, Live with { Version = 10, Live = 1 }),
        ["presenters.markBaseline"] = new(new PinRevision(1), Live with { Version = 11 }),
        ["presenters.archive"] = new(Answer: Live with { Version = 12, Archived = true }),
        ["presenters.restore"] = new(Answer: Live with { Version = 13 }),
        ["presenters.revisions"] = new(Answer: new RevisionList(
        [
            new RevisionSummary(2, Example.Noon, "Spring looks", Live: true, Baseline: false), new RevisionSummary(1, Example.Noon.AddDays(-1), Note: null, Live: false, Baseline: true),
        ])),
        ["presenters.revision"] = new(Answer: new RevisionView(2, Example.Noon, "Spring looks", Profile)),
        ["presenters.diff"] = new(Answer: new RevisionDiff(1, 2, [new RevisionChange("/look/outfit", JsonSerializer.SerializeToElement("jumper"), JsonSerializer.SerializeToElement("raincoat"))])),
        ["subscriptions.open"] = new(Answer: new Pushed(4_711, "presenter", Id, 7, "presenter.published", Example.Noon, JsonSerializer.SerializeToElement(new { presenter = Live }, Wire.Json))),
    };

    private static PresenterView View(long version) =>
        new(Id, "Weather", version, Profile, Live: null, Baseline: null, 0, new Dictionary<string, int>(StringComparer.Ordinal), Changed: true, Archived: false);
}
