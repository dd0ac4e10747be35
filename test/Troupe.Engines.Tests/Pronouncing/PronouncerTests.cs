using System.Text;
using Troupe.Engines.Flite;
using Troupe.Engines.PocketSphinx;
using Troupe.Engines.Pronouncing;

namespace Troupe.Engines.Tests.Pronouncing;

[Trait("Category", "fast")]
public sealed class PronouncerTests
{
    private static readonly CmuDictionary Dictionary = CmuDictionary.Read(Path.Combine(new PocketSphinxOptions().ModelFolder, "cmudict-en-us.dict"));
    private static readonly Pronouncer Full = new(Dictionary, FliteVoice.Register("slt"));

    [Theory]
    [InlineData("mother", "ˈm ˈʌ ð ɚ")]
    [InlineData("banana", "b ə ˈn ˈæ n ə")]
    [InlineData("B", "ˈb ˈi")]
    [InlineData("A's", "ˈeɪ ˈz")]
    [InlineData("don't", "ˈd ˈoʊ ˈn ˈt")]
    public void Says_words_with_stressed_vowels(string word, string ipa) => Said(Full, word)[0].Replace("ˈ", "", StringComparison.Ordinal).ShouldBe(ipa.Replace("ˈ", "", StringComparison.Ordinal));

    [Fact]
    public void Marks_the_vowels_that_bear_stress() =>
        Full.Pronounce("banana")[0].Select(phone => (phone.Ipa, phone.Stressed)).Where(phone => phone.Ipa is "ə" or "æ").ShouldBe([("ə", false), ("æ", true), ("ə", false)]);

    [Fact]
    public void Knows_several_ways_to_say_a_word()
    {
        Said(Full, "either").ShouldBe(["i ð ɚ", "aɪ ð ɚ"]);
        Said(Full, "read").ShouldBe(["ɹ ɛ d", "ɹ i d"]);
        Said(Full, "the").Count.ShouldBe(2);
    }

    [Fact]
    public void Asks_flite_for_what_the_dictionary_lacks()
    {
        Dictionary.Find("troupelike").ShouldBeEmpty();
        Said(Full, "blorptastic")[0].ShouldStartWith("b l ɔ ɹ p");
    }

    [Theory]
    [InlineData("make", "m eɪ k")]
    [InlineData("night", "n aɪ t")]
    [InlineData("phone", "f oʊ n")]
    [InlineData("shopping", "ʃ ɑ p ɪ ŋ")]
    [InlineData("station", "s t æ ʃ ə n")]
    [InlineData("W", "d ʌ b ə l j u")]
    [InlineData("go", "ɡ oʊ")]
    [InlineData("'", "ʌ")]
    public void Reads_letters_where_there_is_neither(string word, string ipa) => Said(new Pronouncer(null, null), word).ShouldBe([ipa]);

    [Fact]
    public void Says_any_word()
    {
        var random = new Random(11);
        for (var i = 0; i < 300; i++)
        {
            var word = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => "abcdefghijklmnopqrstuvwxyz'"[random.Next(27)])).Trim('\'');
            foreach (var pronouncer in new[] { Full, new Pronouncer(Dictionary, null), new Pronouncer(null, null) })
            {
                pronouncer.Pronounce(word).ShouldAllBe(way => way.Count > 0 && way.All(phone => phone.Ipa.Length > 0));
                pronouncer.Pronounce(word).ShouldNotBeEmpty();
            }
        }
    }

    [Fact]
    public void The_dictionary_finds_each_of_its_words()
    {
        Dictionary.Words.ShouldBeGreaterThan(120_000);
        foreach (var word in (string[])["'bout", "a", "it's", "tomatoes", "zurich"])
        {
            Dictionary.Find(word).ShouldNotBeEmpty(word);
        }

        Dictionary.Find("").ShouldBeEmpty();
    }

    [Fact]
    public void Refuses_a_file_that_is_no_dictionary() =>
        Should.Throw<InvalidDataException>(() => CmuDictionary.Parse(Encoding.UTF8.GetBytes("\n\n"), "x.dict")).Message.ShouldStartWith("x.dict is no pronouncing dictionary");

    private static List<string> Said(Pronouncer pronouncer, string word) => [.. pronouncer.Pronounce(word).Select(way => string.Join(' ', way.Select(phone => phone.Ipa)))];
}
