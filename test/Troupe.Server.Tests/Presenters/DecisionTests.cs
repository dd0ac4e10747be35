using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Presenters;

namespace Troupe.Server.Tests.Presenters;

[Trait("Category", "fast")]
public sealed class DecisionTests
{
    private static readonly PartCatalog Parts = new(Wardrobe.BuiltIn, [new VoicePart("hts-slt", "a voice", "en-US")]);
    private static readonly Presenter Fresh = Presenter.Initial.Apply(new PresenterCreated("Ruth", new PresenterProfile()));

    [Fact]
    public void The_disclosure_goes_only_by_the_word_of_an_administrator()
    {
        var hidden = new Persona { Disclosure = "" };
        SettingPersona.Decide(Fresh, hidden, mayHideDisclosure: false).ShouldBeOfType<Decided.Refused>().Code.ShouldBe("missing_scope");
        SettingPersona.Decide(Fresh, hidden, mayHideDisclosure: true).ShouldBeOfType<Decided.Accepted>().Facts.ShouldBe([new PersonaSet(hidden)]);
    }

    [Fact]
    public void A_change_that_changes_nothing_leaves_no_fact()
    {
        ChangingLook.Decide(Fresh, new ChangeLook { Outfit = "jumper" }, Parts).ShouldBeOfType<Decided.Accepted>().Facts.ShouldBeEmpty();
        SettingVoice.Decide(Fresh, new SetVoice(null), Parts).ShouldBeOfType<Decided.Accepted>().Facts.ShouldBeEmpty();
        SettingSpeech.Decide(Fresh, new SpeechStyle()).ShouldBeOfType<Decided.Accepted>().Facts.ShouldBeEmpty();
    }

    [Fact]
    public void An_edit_names_every_part_that_is_not_known()
    {
        var refused = ChangingLook.Decide(Fresh, new ChangeLook { Outfit = "armour", Hair = "none", Background = "moon", Camera = new CameraFraming(1, double.NaN, 0) }, Parts).ShouldBeOfType<Decided.Refused>();
        refused.Reasons.Select(reason => reason.Field).ShouldBe(["/outfit", "/hair", "/background", "/camera/x"]);
    }

    [Fact]
    public void A_fact_of_a_look_carries_all_of_it()
    {
        var fact = ChangingLook.Decide(Fresh, new ChangeLook { Hair = "black" }, Parts).ShouldBeOfType<Decided.Accepted>().Facts.Single();
        fact.ShouldBe(new LookChanged(new PresenterLook { Hair = "black" }));
    }

    [Fact]
    public void A_scene_shows_its_pin_a_session_its_revision_and_a_preview_the_draft()
    {
        var state = new IDomainEvent[]
        {
            new PresenterPublished(1, default, null, new PresenterProfile()),
            new LookChanged(new PresenterLook { Hair = "black" }),
            new PresenterPublished(2, default, null, new PresenterProfile { Look = new PresenterLook { Hair = "black" } }),
            new ScenePinned("lobby", 1),
            new LookChanged(new PresenterLook { Hair = "blond" }),
        }.Aggregate(Fresh, (folded, fact) => folded.Apply(fact));
        Shown(new ShowRequest("ruth", null, false, null)).ShouldBe((2, "black"));
        Shown(new ShowRequest("ruth", null, false, "lobby")).ShouldBe((1, "auburn"));
        Shown(new ShowRequest("ruth", 2, false, "lobby")).ShouldBe((2, "black"));
        Shown(new ShowRequest("ruth", null, true, "lobby")).ShouldBe((null, "blond"));
        ShownPresenter.Of(Fresh, new ShowRequest("ruth", null, false, null)).Refused!.Code.ShouldBe("revision_not_found");

        (int?, string) Shown(ShowRequest request) => ShownPresenter.Of(state, request).Shown is { } shown ? (shown.Revision, shown.Profile.Look.Hair) : throw new InvalidOperationException();
    }

    [Fact]
    public void Facts_of_presenters_are_read_as_they_were_written()
    {
        var codec = new EventCodec();
        var stream = new StreamId(TenantId.Local, Presenter.Kind, "ruth");
        IDomainEvent[] facts =
        [
            new PresenterCreated("Ruth", Preset.All[1].ToProfile(), "eve"),
            new PresetChosen("kiosk", Preset.All[4].Look, "hts-slt", Preset.All[4].Speech, Preset.All[4].Gestures),
            new PresenterPublished(3, DateTimeOffset.UnixEpoch, "note", new PresenterProfile { Flows = [new Flow("a", "b", "c")] }),
        ];
        foreach (var fact in facts)
        {
            var written = codec.Write(stream, Guid.NewGuid(), fact);
            var read = codec.Read(new EventEnvelope(1, stream, 1, written.Id, written.Type, default, written.Data));
            codec.Write(stream, written.Id, read!).Data.Span.SequenceEqual(written.Data.Span).ShouldBeTrue(written.Type);
        }
    }
}
