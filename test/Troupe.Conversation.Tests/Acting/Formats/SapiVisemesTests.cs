using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Formats;

namespace Troupe.Conversation.Tests.Acting.Formats;

[Trait("Category", "fast")]
public sealed class SapiVisemesTests
{
    // The table of Azure Speech, "Get facial position with viseme", in its IPA.
    private static readonly string[] Azure =
    [
        "", "æ ə ʌ", "ɑ", "ɔ", "ɛ ʊ", "ɝ", "j i ɪ", "w u", "o", "aʊ", "ɔɪ", "aɪ", "h", "ɹ", "l", "s z", "ʃ tʃ dʒ ʒ", "ð", "f v", "d t n θ", "k ɡ ŋ", "p b m",
    ];

    [Fact]
    public void Phones_have_the_ids_of_the_published_table()
    {
        for (var id = 0; id < SapiVisemes.Count; id++)
        {
            foreach (var phone in Azure[id].Split(' '))
            {
                SapiVisemes.OfPhone(phone, VisemeNumbering.Azure).ShouldBe(id, phone);
            }
        }
    }

    [Fact]
    public void Sapi_differs_in_one_phone()
    {
        SapiVisemes.OfPhone("θ", VisemeNumbering.Sapi).ShouldBe(17);
        foreach (var phone in Azure.SelectMany(phones => phones.Split(' ')).Where(phone => phone != "θ"))
        {
            SapiVisemes.OfPhone(phone, VisemeNumbering.Sapi).ShouldBe(SapiVisemes.OfPhone(phone, VisemeNumbering.Azure), phone);
        }
    }

    [Theory]
    [InlineData("t͡ʃ", 16)]
    [InlineData("oʊ", 8)]
    [InlineData("eɪ", 4)]
    [InlineData("ɚ", 5)]
    [InlineData("y", 7)]
    [InlineData("ʁ", 20)]
    [InlineData("pʰ", 21)]
    [InlineData("ʔ", 12)]
    [InlineData("pf", 21)]
    [InlineData("☃", 6)]
    public void Other_phones_take_the_id_of_their_nearest_shape(string phone, int id) => SapiVisemes.OfPhone(phone, VisemeNumbering.Azure).ShouldBe(id);

    [Fact]
    public void A_viseme_survives_the_way_there_and_back()
    {
        for (var viseme = 0; viseme < VisemeSet.Count; viseme++)
        {
            SapiVisemes.Shapes(SapiVisemes.OfViseme(viseme)).ShouldHaveSingleItem().Viseme.ShouldBe(viseme, VisemeSet.Names[viseme]);
        }
    }

    [Fact]
    public void An_id_survives_the_way_there_and_back_except_where_it_is_finer()
    {
        // æ and ɑ, ɔ and o share a shape here; the three diphthongs begin with one, and h waits for its vowel.
        var expected = new Dictionary<int, int> { [1] = 2, [3] = 8, [5] = 13, [9] = 2, [10] = 8, [11] = 2 };
        for (var id = 0; id < SapiVisemes.Count; id++)
        {
            var shape = SapiVisemes.Shapes(id)[0].Viseme;
            if (id == 12)
            {
                shape.ShouldBe(PhoneShapes.NextVowel);
                continue;
            }

            SapiVisemes.OfViseme(shape).ShouldBe(expected.GetValueOrDefault(id, id));
        }
    }

    [Theory]
    [InlineData(9, VisemeSet.AA, VisemeSet.OU)]
    [InlineData(10, VisemeSet.OH, VisemeSet.IH)]
    [InlineData(11, VisemeSet.AA, VisemeSet.IH)]
    public void The_ids_of_diphthongs_glide(int id, int first, int second) =>
        SapiVisemes.Shapes(id).Select(shape => shape.Viseme).ShouldBe([first, second]);

    [Theory]
    [InlineData(-1)]
    [InlineData(22)]
    public void There_is_no_other_id(int id) => Should.Throw<ArgumentOutOfRangeException>(() => SapiVisemes.Shapes(id));

    [Fact]
    public void Events_are_points_where_the_mouth_changes() =>
        SapiVisemes.Events(Spoken.Phones("_:50 p:60 aɪ':100 t:40 n:60 ɑɹ:80"), VisemeNumbering.Azure).Select(change => (change.Id, change.Offset.TotalMilliseconds))
            .ShouldBe([(0, 0), (21, 50), (11, 110), (19, 210), (2, 310), (13, 350), (0, 390)]);

    [Fact]
    public void Nothing_said_is_no_event() => SapiVisemes.Events([], VisemeNumbering.Azure).ShouldBeEmpty();

    [Fact]
    public void Events_hold_until_the_next_and_the_lips_still_close()
    {
        var phones = Spoken.Phones("ɑ':120 p:70 i':120");
        VisemeCue[] cues = [.. SapiVisemes.Cues(SapiVisemes.Events(phones, VisemeNumbering.Azure), phones[^1].End)];
        cues.Select(cue => (cue.Viseme, cue.Start, cue.Duration)).ShouldBe(Coarticulation.Plan(phones).Select(cue => (cue.Viseme, cue.Start, cue.Duration)));
    }
}
