using FsCheck;
using FsCheck.Fluent;
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
        Delay(partial).ShouldBeLessThan(new HearingOptions().MinSilence);

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
    [InlineData("where is")]
    [InlineData("my name is")]
    [InlineData("I want")]
    public void Waits_longer_when_the_last_word_needs_another(string partial) => ShouldBeSum(partial, ClauseTurnDetector.Unfinished, 996);

    [Theory]
    [InlineData("um")]
    [InlineData("I would say uh")]
    [InlineData("Erm...")]
    [InlineData("yes, hmm.")]
    [InlineData("okay let me think")]
    public void Waits_long_after_a_filler(string partial) => ShouldBeSum(partial, ClauseTurnDetector.Filler, 1468);

    [Theory]
    [InlineData("five five five")]
    [InlineData("it is five double three")]
    [InlineData("call oh one two three four five six seven")]
    [InlineData("my number is 555 123")]
    [InlineData("four one one one two two two two")]
    [InlineData("it's spelled m e y e")]
    [InlineData("write to anna underscore")]
    public void Waits_for_the_rest_of_what_is_dictated(string partial) => ShouldBeSum(partial, ClauseTurnDetector.SlotOpen, 1098);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("...")]
    public void Waits_for_the_recogniser_when_nothing_was_understood(string partial) => Delay(partial).TotalMilliseconds.ShouldBe(548, 0.5);

    [Fact]
    public void Waits_for_a_main_clause()
    {
        ShouldBeSum("if I come on monday", ClauseTurnDetector.Dependent, 798);
        ShouldBeSum("when I was in london", ClauseTurnDetector.Dependent, 798);
        ShouldBeSum("when is it open", ClauseTurnDetector.Question, 162);
    }

    [Fact]
    public void Adds_up_what_it_finds()
    {
        ShouldBeSum("can I get the the", ClauseTurnDetector.Unfinished + ClauseTurnDetector.Hesitant, 1385);
        ShouldBeSum("what time is it", ClauseTurnDetector.Question, 162);
        ShouldBeSum("um I would like a ticket please", 0, 169);
        ShouldBeSum("a ticket um please", ClauseTurnDetector.Hesitant, 194);
    }

    [Fact]
    public void Expects_more_digits_when_the_presenter_asked_for_a_number()
    {
        const string Phone = "What is your phone number?";
        IsOpen("zero seven", Phone).ShouldBeTrue();
        IsOpen("zero seven", "How many would you like?").ShouldBeFalse();

        // No telephone number has four digits, but many codes do.
        IsOpen("one two three four", Phone).ShouldBeTrue();
        IsOpen("one two three four", "What is your PIN?").ShouldBeFalse();

        // Of a number of unknown length it may be the first group.
        IsOpen("one two three four", "What is your number?").ShouldBeTrue();
    }

    [Fact]
    public void Takes_a_phrase_for_whole_only_when_something_was_asked()
    {
        IsOpen("the old clock", "Welcome to the castle.").ShouldBeTrue();
        IsOpen("the old clock", "What would you like to hear about?").ShouldBeFalse();
        IsOpen("after lunch", "Welcome to the castle.").ShouldBeTrue();
        IsOpen("after lunch", "When would you like to go?").ShouldBeFalse();
    }

    [Fact]
    public void Knows_numbers_and_addresses_that_the_person_announces()
    {
        IsOpen("the code is three nine", "").ShouldBeTrue();
        IsOpen("the code is three nine two two", "").ShouldBeFalse();
        IsOpen("my phone number is three nine two two", "").ShouldBeTrue();
        IsOpen("my room number is three nine two", "").ShouldBeFalse();
        IsOpen("my email is anna", "").ShouldBeTrue();
        IsOpen("my email is anna and example that com", "").ShouldBeFalse();
        IsOpen("my email is wrong", "").ShouldBeFalse();
    }

    [Fact]
    public void Knows_an_object_that_was_moved_to_the_front()
    {
        IsOpen("do you have", "").ShouldBeTrue();
        IsOpen("what do you have", "").ShouldBeFalse();
        IsOpen("can you show me", "").ShouldBeTrue();
        IsOpen("what can you show me", "").ShouldBeFalse();
        IsOpen("do you know where the exit is", "").ShouldBeFalse();
        IsOpen("do you know where is", "").ShouldBeTrue();
    }

    [Fact]
    public void Knows_a_yes_that_was_asked_for()
    {
        var context = new TurnContext("yes");
        _detector.EndProbability(context with { Said = "Shall I book it?" }).ShouldBe(Probability(ClauseTurnDetector.SlotWhole), 1e-12);
        _detector.EndProbability(context with { Said = "The museum is closed." }).ShouldBe(Probability(0), 1e-12);
    }

    [Theory]
    [InlineData("Hello. Could you spell your name?", AnswerKind.Spelling)]
    [InlineData("Please tell me your e-mail address.", AnswerKind.Email)]
    [InlineData("Can I have your phone number?", AnswerKind.Phone)]
    [InlineData("Is that your phone number?", AnswerKind.YesNo)]
    [InlineData("So, is Monday fine?", AnswerKind.YesNo)]
    [InlineData("It is Monday, right?", AnswerKind.YesNo)]
    [InlineData("When were you born?", AnswerKind.BirthDate)]
    [InlineData("When would you like to come?", AnswerKind.Date)]
    [InlineData("And how many tickets?", AnswerKind.Amount)]
    [InlineData("What is your name? I am Ada.", AnswerKind.Any)]
    [InlineData("Your phone number is saved.", AnswerKind.Any)]
    [InlineData("What do you think?", AnswerKind.Any)]
    [InlineData("?", AnswerKind.Any)]
    [InlineData("", AnswerKind.Any)]
    [InlineData(null, AnswerKind.Any)]
    public void Knows_what_was_asked_for(string? said, object kind) => ExpectedAnswer.Of(said).Kind.ShouldBe((AnswerKind)kind);

    [Fact]
    public void Gives_a_probability_for_any_words() =>
        Prop.ForAll(Texts(), Texts(), (partial, said) =>
        {
            var probability = _detector.EndProbability(new TurnContext(partial) { Said = said });
            probability.ShouldBeInRange(0, 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    private static Arbitrary<string> Texts() => Arb.From(Gen.ListOf(Gen.Elements(
        "um", "I", "a", "double", "dot", "at", "@", ".", "?", "...", "five", "555", "march", "twenty", "third", "of", "is", "what", "you", "if", "my", "s", "spell", "born", "mail", "phone", "é", "日本", "-", "'", "5a", "the"))
        .Select(static words => string.Join(' ', words)));

    private bool IsOpen(string partial, string said) => _detector.EndProbability(new TurnContext(partial) { Said = said }) < 0.5;

    private void ShouldBeSum(string partial, double evidence, int milliseconds)
    {
        _detector.EndProbability(new TurnContext(partial)).ShouldBe(Probability(evidence), 1e-12, partial);
        Delay(partial).TotalMilliseconds.ShouldBe(milliseconds, 1);
    }

    private TimeSpan Delay(string partial) => EndOfTurnDelay.Of(EndOfTurnProfile.Balanced).At(_detector.EndProbability(new TurnContext(partial)), TimeSpan.Zero);

    private static double Probability(double evidence) => 1 / (1 + Math.Exp(-(ClauseTurnDetector.Plain + evidence)));
}
