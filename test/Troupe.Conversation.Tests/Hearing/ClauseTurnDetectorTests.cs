using Troupe.Conversation.Hearing;

namespace Troupe.Conversation.Tests.Hearing;

[Trait("Category", "fast")]
public sealed class ClauseTurnDetectorTests
{
    private readonly ClauseTurnDetector _detector = new();

    [Theory]
    [InlineData("what time is it")]
    [InlineData("yes")]
    [InlineData("yes it is")]
    [InlineData("turn it on")]
    [InlineData("can you log me in")]
    [InlineData("where are you from")]
    [InlineData("what is that for")]
    [InlineData("who are you talking to")]
    [InlineData("what is this made of")]
    [InlineData("I think so")]
    [InlineData("not really")]
    [InlineData("I'd love to")]
    [InlineData("that's a good point")]
    [InlineData("add two tickets to my cart")]
    [InlineData("I want the red one")]
    [InlineData("number 250")]
    [InlineData("twenty five")]
    [InlineData("my number is five five five one two three four")]
    [InlineData("the year is 2026")]
    [InlineData("What should I wait for?")]
    [InlineData("I like the one with the.")]
    [InlineData("guten Tag")]
    public void Ends_the_turn_with_the_voice_after_a_complete_clause(string partial) =>
        _detector.Delay(new TurnContext(partial)).ShouldBe(TimeSpan.FromMilliseconds(224));

    [Theory]
    [InlineData("I would like to")]
    [InlineData("what is the price of")]
    [InlineData("put it in the")]
    [InlineData("I'd like a coffee and")]
    [InlineData("I can't because")]
    [InlineData("she said that they")]
    [InlineData("I want to go to")]
    [InlineData("it's")]
    [InlineData("My AND")]
    [InlineData("I think we’re")]
    [InlineData("First of all,")]
    [InlineData("Well...")]
    [InlineData("so I was –")]
    [InlineData("three point")]
    public void Waits_longer_when_the_last_word_needs_another(string partial) =>
        _detector.Delay(new TurnContext(partial)).ShouldBe(TimeSpan.FromMilliseconds(800));

    [Theory]
    [InlineData("um")]
    [InlineData("I would say uh")]
    [InlineData("Erm...")]
    [InlineData("yes, hmm.")]
    public void Waits_long_after_a_filler(string partial) =>
        _detector.Delay(new TurnContext(partial)).ShouldBe(TimeSpan.FromMilliseconds(1200));

    [Theory]
    [InlineData("five five five")]
    [InlineData("it is five double three")]
    [InlineData("call oh one two three four five six seven")]
    [InlineData("my number is 555 123")]
    [InlineData("four one one one two two two two")]
    public void Waits_for_the_rest_of_a_number_that_is_read_out(string partial) =>
        _detector.Delay(new TurnContext(partial)).ShouldBe(TimeSpan.FromMilliseconds(1000));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("...")]
    public void Waits_for_the_recogniser_when_nothing_was_understood(string partial) =>
        _detector.Delay(new TurnContext(partial)).ShouldBe(TimeSpan.FromMilliseconds(600));

    [Fact]
    public void Expects_more_digits_when_the_presenter_asked_for_a_number()
    {
        var asked = new TurnContext("zero seven") { Said = "What is your phone number?" };

        _detector.Delay(asked).ShouldBe(TimeSpan.FromMilliseconds(1000));
        _detector.Delay(asked with { Said = "How many would you like?" }).ShouldBe(TimeSpan.FromMilliseconds(224));
        _detector.Delay(asked with { Partial = "one two three four" }).ShouldBe(TimeSpan.FromMilliseconds(224));
    }

    [Fact]
    public void Never_waits_longer_than_the_cap()
    {
        foreach (var delay in (TimeSpan[])[ClauseTurnDetector.Complete, ClauseTurnDetector.Unknown, ClauseTurnDetector.Open, ClauseTurnDetector.OpenNumber, ClauseTurnDetector.Filler])
        {
            delay.ShouldBeLessThan(ClauseTurnDetector.Cap);
        }

        ClauseTurnDetector.Cap.ShouldBe(TimeSpan.FromMilliseconds(1500));
    }

    [Fact]
    public void Waits_no_shorter_than_the_voice_takes_to_end()
    {
        ClauseTurnDetector.Complete.ShouldBe(new HearingOptions().MinSilence);
    }
}
