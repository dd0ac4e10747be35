using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Presenters;

namespace Troupe.Server.Tests.Presenters;

[Trait("Category", "fast")]
public sealed class PreflightTests
{
    private static readonly PartCatalog Parts = new(Wardrobe.BuiltIn, [new VoicePart("hts-slt", "a voice", "en-US"), new VoicePart("hans", "another", "de-DE")]);
    private readonly Dictionary<string, AssetCard> _assets = new(StringComparer.Ordinal);

    [Fact]
    public void Every_preset_can_be_published()
    {
        Preset.All.Count.ShouldBeGreaterThanOrEqualTo(4);
        Preset.All.SelectMany(preset => Check(preset.ToProfile())).ShouldBeEmpty();
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_each_with_its_place()
    {
        _assets["big"] = new AssetCard("big", "image", 600_000, "/v1/assets/big");
        _assets["song"] = new AssetCard("song", "audio", 1_000, "/v1/assets/song");
        var profile = new PresenterProfile
        {
            Persona = new Persona { Name = "", Locale = "de-DE" },
            Preset = "pirate",
            Voice = "nobody",
            Look = new PresenterLook { Outfit = "armour", Props = ["glasses", "sword"], Camera = new CameraFraming(9, 0, 0), Captions = new CaptionColors("#888888", "#777777") },
            Brand = [new BrandAsset("background", "big"), new BrandAsset("logo", "song"), new BrandAsset("hat", "gone")],
            Speech = new SpeechStyle { Rate = 3, LipSync = new LipSyncStyle { Preset = "wobbly" } },
            Gestures = new GestureStyle { Amount = -1 },
        };
        Check(profile).ShouldBe(
        [
            "length /persona/name", "unknown_preset /preset", "unknown_outfit /look/outfit", "unknown_prop /look/props/1", "out_of_range /look/camera/zoom", "unknown_role /brand/2/role",
            "unknown_voice /voice", "out_of_range /speech/rate", "lip_sync /speech/lipSync", "out_of_range /gestures/amount", "low_contrast /look/captions",
            "file_too_large /brand/0/asset", "asset_not_for_role /brand/1/asset", "asset_not_found /brand/2/asset",
        ]);
    }

    [Fact]
    public void An_outfit_fits_the_character_it_was_drawn_for_only()
    {
        _assets["robot"] = new AssetCard("robot", "rig", 40_000, "/v1/assets/robot", Rig("robot", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "nn", "RR", "aa", "E", "ih", "oh", "ou"));
        var look = new PresenterLook { Rig = "robot", Outfit = "blazer", Hair = "own", Props = ["glasses"] };
        Check(new PresenterProfile { Look = look }).ShouldBe(["outfit_not_for_rig /look/outfit", "prop_not_for_rig /look/props/0"]);
        Check(new PresenterProfile { Look = look with { Outfit = "own", Props = [] } }).ShouldBeEmpty();
    }

    [Fact]
    public void A_character_on_which_speech_cannot_be_seen_is_refused_with_the_shapes_that_it_lacks()
    {
        _assets["mask"] = new AssetCard("mask", "rig", 400_000, "/v1/assets/mask", Rig("mask", "aa", "PP"));
        var reasons = new Preflight(Parts, new PresentersOptions()).Check(new PresenterProfile { Look = new PresenterLook { Rig = "mask", Outfit = "own", Hair = "own" } }, _assets);
        reasons.Select(reason => reason.Code).ShouldBe(["file_too_large", "missing_visemes"]);
        reasons[1].Detail.ShouldContain("FF, TH, DD, kk, CH, SS, nn, RR, E, ih, oh, ou");
    }

    [Theory]
    [InlineData("hans", "en-GB", false)]
    [InlineData("hans", "de-AT", true)]
    [InlineData(null, "de-DE", false)]
    [InlineData(null, "en", true)]
    public void A_voice_speaks_the_language_of_the_persona(string? voice, string locale, bool fits) =>
        Check(new PresenterProfile { Voice = voice, Persona = new Persona { Locale = locale } }).ShouldBe(fits ? [] : ["voice_not_for_locale /persona/locale"]);

    [Theory]
    [InlineData("#000000", "#ffffff", 21.0)]
    [InlineData("#777777", "#ffffff", 4.48)]
    [InlineData("#767676", "#ffffff", 4.54)]
    [InlineData("#ff0000", "#ffffff", 4.0)]
    [InlineData("#123456", "#123456", 1.0)]
    public void Contrast_is_that_of_WCAG(string one, string other, double ratio)
    {
        Math.Round(Contrast.Of(one, other), 2).ShouldBe(ratio, 0.005);
        Contrast.Of(other, one).ShouldBe(Contrast.Of(one, other));
    }

    private string[] Check(PresenterProfile profile) =>
        [.. new Preflight(Parts, new PresentersOptions()).Check(profile, _assets).Select(reason => $"{reason.Code} {reason.Field}")];

    private static Rig Rig(string name, params string[] visemes)
    {
        var drivers = visemes.ToDictionary(viseme => viseme, _ => new Dictionary<string, double>(StringComparer.Ordinal) { ["jaw"] = 1 });
        return Server.Presenters.Rig.Read(name, JsonSerializer.SerializeToElement(new { name, drivers, layers = new[] { new { bend = new { jaw = new[] { 1 } } } } }));
    }
}
