using Troupe.Conversation.Hearing;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Tests.Hearing;

[Trait("Category", "fast")]
public sealed class EndOfTurnTests
{
    private static readonly TurnContext Sentence = new("we went to the museum");
    private readonly EndOfTurnOptions _options = new();
    private EndOfTurn? _subject;

    private EndOfTurn Subject => _subject ??= new EndOfTurn(new Certain(), _options);

    [Fact]
    public void Waits_longer_once_the_person_went_on()
    {
        Subject.Delay(Sentence).ShouldBe(Milliseconds(150));
        Subject.WentOn(At(1000), At(1400));
        Subject.Delay(Sentence).ShouldBe(Milliseconds(350));
    }

    [Fact]
    public void Takes_a_voice_before_the_answer_for_a_false_ending()
    {
        Subject.Delay(Sentence);
        Subject.Answered(At(1000));
        Subject.Interrupted(At(1400), firstHeard: null);
        Subject.Delay(Sentence).ShouldBe(Milliseconds(350));
    }

    [Theory]
    [InlineData(1201, 350)]
    [InlineData(1200, 150)]
    public void Takes_a_voice_for_a_reply_when_the_person_had_time_to_react(int firstHeard, int expected)
    {
        Subject.Delay(Sentence);
        Subject.Answered(At(1000));
        Subject.Interrupted(At(1400), At(firstHeard));
        Subject.Delay(Sentence).ShouldBe(Milliseconds(expected));
    }

    [Fact]
    public void Does_not_lower_what_it_learnt_for_a_turn_that_was_not_over()
    {
        Subject.Delay(Sentence);
        Subject.WentOn(At(1000), At(1400));
        Subject.Answered(At(2000));
        Subject.Delay(Sentence).ShouldBe(Milliseconds(350));
        Subject.Answered(At(3000));
        Subject.Delay(Sentence).ShouldBe(Milliseconds(297.5));
        Subject.Interrupted(At(3400), firstHeard: null);

        // 350 and seven tenths of the way to 500.
        Subject.Delay(Sentence).ShouldBe(Milliseconds(455));
    }

    [Fact]
    public void Learns_nothing_from_a_voice_after_the_greeting_or_a_written_question()
    {
        Subject.Delay(Sentence);
        Subject.Answered(lastVoice: null);
        Subject.Interrupted(At(1400), firstHeard: null);
        Subject.Delay(Sentence).ShouldBe(Milliseconds(150));
    }

    [Fact]
    public void Learns_nothing_when_it_shall_not()
    {
        _options.LearnPauses = false;
        Subject.Delay(Sentence);
        Subject.WentOn(At(1000), At(1400));
        Subject.Delay(Sentence).ShouldBe(Milliseconds(150));
    }

    [Fact]
    public void Is_patient_when_something_is_dictated()
    {
        Subject.Delay(Sentence with { Said = "What is your phone number?" }).ShouldBe(Milliseconds(300));
        Subject.Delay(Sentence with { Said = "What is your name?" }).ShouldBe(Milliseconds(150));
    }

    [Fact]
    public void Takes_the_profiles_that_were_chosen()
    {
        _options.Profile = EndOfTurnProfile.Patient;
        _options.Dictation = EndOfTurnProfile.Quick;
        Subject.Delay(Sentence).ShouldBe(Milliseconds(300));
        Subject.Delay(Sentence with { Said = "What is your phone number?" }).ShouldBe(Milliseconds(150));
    }

    [Fact]
    public void Adds_what_the_sound_says_until_the_pause_is_over()
    {
        _subject = new EndOfTurn(new Even(), _options);
        Subject.Delay(Sentence).TotalMilliseconds.ShouldBe(547.7, 0.1);
        Subject.Judged(0.9);
        Subject.Delay(Sentence).TotalMilliseconds.ShouldBe(194.3, 0.1);
        Subject.Judged(0.1);
        Subject.Delay(Sentence).TotalMilliseconds.ShouldBe(1543.6, 0.1);
        Subject.Unjudged();
        Subject.Delay(Sentence).TotalMilliseconds.ShouldBe(547.7, 0.1);
    }

    [Theory]
    [InlineData(EndOfTurnProfile.Quick, 500, 1700)]
    [InlineData(EndOfTurnProfile.Balanced, 900, 2900)]
    [InlineData(EndOfTurnProfile.Patient, 1200, 3000)]
    public void Stays_within_its_bounds_whatever_was_learnt_and_judged(EndOfTurnProfile profile, int shortest, int longest)
    {
        _options.Profile = profile;
        _subject = new EndOfTurn(new Even(), _options);
        for (var i = 0; i < 20; i++)
        {
            Subject.Delay(Sentence);
            Subject.WentOn(At(1000), At(3900));
        }

        foreach (var judged in (double[])[double.NegativeInfinity, 0, 0.5, 1, double.PositiveInfinity, double.NaN])
        {
            Subject.Judged(judged);
            Subject.Delay(Sentence).ShouldBeInRange(Milliseconds(shortest), Milliseconds(longest));
        }
    }

    private static MediaTime At(int milliseconds) => MediaTime.Zero + Milliseconds(milliseconds);

    private static TimeSpan Milliseconds(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private sealed class Even : ITurnDetector
    {
        public double EndProbability(TurnContext context) => 0.5;
    }

    private sealed class Certain : ITurnDetector
    {
        public double EndProbability(TurnContext context) => 1;
    }
}
