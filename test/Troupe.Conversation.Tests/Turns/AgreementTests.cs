using Troupe.Conversation.Turns;

namespace Troupe.Conversation.Tests.Turns;

[Trait("Category", "fast")]
public sealed class AgreementTests
{
    [Theory]
    [InlineData("when do you open", "When do you open?")]
    [InlineData("when do you open", "um when do you open")]
    [InlineData("what's the price", "what is the price")]
    [InlineData("I'd like a ticket please", "i would like ticket")]
    [InlineData("can't you", "cannot you")]
    [InlineData("", "um")]
    public void Agrees_when_only_sounds_and_small_words_differ(string first, string second)
    {
        Agreement.Holds(first, second).ShouldBeTrue();
        Agreement.Holds(second, first).ShouldBeTrue();
    }

    [Theory]
    [InlineData("open at five", "open at nine")]
    [InlineData("I want it", "I do not want it")]
    [InlineData("when do you open", "when do you open on Sunday")]
    [InlineData("bus to the museum", "boat to the museum")]
    [InlineData("two tickets", "tickets two")]
    [InlineData("", "yes")]
    public void Disagrees_when_any_other_word_differs(string first, string second)
    {
        Agreement.Holds(first, second).ShouldBeFalse();
        Agreement.Holds(second, first).ShouldBeFalse();
    }
}
