using System.Text;
using Troupe.Conversation.Performances;

namespace Troupe.Conversation.Tests.Performances;

[Trait("Category", "fast")]
public sealed class TimedPhonesTests
{
    [Fact]
    public void Phones_follow_one_another_unless_they_say_otherwise()
    {
        var phones = Read("""[{"ipa":"","duration":20},{"ipa":"m","duration":70},{"ipa":"aɪ","start":100,"end":280,"stressed":true,"loudness":-2.5}]""");
        phones.Phones.Select(phone => phone.Loudness).ShouldBe([null, null, -2.5]);
        phones.Phones.Select(phone => (phone.Ipa, phone.Start.TotalMilliseconds, phone.End.TotalMilliseconds, phone.Stressed))
            .ShouldBe([("", 0, 20, false), ("m", 20, 90, false), ("aɪ", 100, 280, true)]);
        phones.End.ShouldBe(TimeSpan.FromMilliseconds(280));
        phones.MeanPhone.ShouldBe(TimeSpan.FromMilliseconds(125));
        phones.Words.ShouldBeEmpty();
    }

    [Fact]
    public void Seconds_are_read_when_the_file_says_so()
    {
        var phones = Read("""{"unit":"s","phones":[{"ipa":"h","duration":0.0625},{"ipa":"i","end":0.2}],"words":[{"text":"He.","start":0,"end":0.2}]}""");
        phones.Phones.Select(phone => phone.Duration.TotalMilliseconds).ShouldBe([62.5, 137.5]);
        phones.Words.Single().Duration.ShouldBe(TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public void Phones_that_overlap_by_an_aligners_step_meet() =>
        Read("""[{"ipa":"m","start":0,"end":70},{"ipa":"i","start":60,"end":200}]""").Phones[1].ShouldSatisfyAllConditions(
            phone => phone.Start.TotalMilliseconds.ShouldBe(70),
            phone => phone.End.TotalMilliseconds.ShouldBe(200));

    [Theory]
    [InlineData("""{"phonemes":[]}""", "'phones' is missing: a list such as [{\"ipa\":\"h\",\"duration\":62}].")]
    [InlineData("[]", "no phone sounds.")]
    [InlineData("""[{"ipa":"","duration":90}]""", "no phone sounds.")]
    [InlineData("""[{"phone":"h","duration":90}]""", "[0]: 'ipa' is missing: a phone in IPA, empty for a pause.")]
    [InlineData("""{"phones":[{"ipa":"h","duration":90},{"ipa":"HH","duration":9}]}""", "phones[1].ipa: 'HH' is no phone in IPA")]
    [InlineData("""[{"ipa":"h"}]""", "[0]: neither 'duration' nor 'end' is there")]
    [InlineData("""[{"ipa":"h","duration":1,"end":1}]""", "[0]: both 'duration' and 'end' are there")]
    [InlineData("""[{"ipa":"h","start":50,"end":20}]""", "[0]: it starts at 50 ms and lasts -30 ms; both are 0 to a day.")]
    [InlineData("""[{"ipa":"h","duration":90},{"ipa":"i","start":50,"duration":90}]""", "[1]: it starts at 50 ms, while the phone before it lasts until 90 ms.")]
    [InlineData("""[{"ipa":"h","duration":0.062},{"ipa":"i","duration":0.1}]""", "the phones last 0.081 ms each on average: times are milliseconds, or seconds with \"unit\":\"s\"")]
    [InlineData("""{"unit":"min","phones":[]}""", "unit: 'min' is not ms or s.")]
    [InlineData("""{"phones":[{"ipa":"h","duration":90}],"words":[{"text":"a","duration":5}]}""", "words[0]: 'start' is missing: when the word begins.")]
    [InlineData("""[{"ipa":"i","duration":90,"loudness":101}]""", "[0].loudness: it is not -100 to 100 dB against the ordinary vowel of the phrase.")]
    [InlineData("""[{"ipa":"i","duration":90,"loudness":"loud"}]""", "[0].loudness: \"loud\" stands where a number belongs.")]
    [InlineData("""[{"ipa":"h","duration":90,"stressed":1}]""", "[0].stressed: 1 stands where true or false belongs.")]
    public void Refuses_what_is_no_list_of_phones_and_says_where(string text, string problem) =>
        Should.Throw<PerformanceException>(() => Read(text)).Message.ShouldStartWith(problem);

    private static TimedPhones Read(string text) => TimedPhones.Read(Encoding.UTF8.GetBytes(text));
}
