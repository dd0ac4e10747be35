using Troupe.Contracts.Control;
using Troupe.Server.Policy;

namespace Troupe.Server.Tests.Policy;

[Trait("Category", "fast")]
public sealed class RulesetCompilerTests
{
    [Fact]
    public void Names_every_mistake_with_its_place_and_the_way_out()
    {
        var document = new PolicyDocument
        {
            Values = [new ValueRule("a", "outfit", []), new ValueRule("b", "/x", []) { Effect = PolicyEffect.Redact }],
            Terms = [new TermRule("a", PolicyEffect.Deny, ["fine", "!?"]), new TermRule("Bad id", PolicyEffect.Review, ["x"])],
            Topics = [new TopicRule("t", PolicyEffect.Redact, 0, new Dictionary<string, double>())],
            Review = new ReviewRules { SpeechSeconds = 60, EditSeconds = 1, EditAtDeadline = ReviewFallback.Fallback },
            Sentences = new PolicySentences { Denied = "" },
        };
        RulesetCompiler.Compile(document, out var mistakes).ShouldBeNull();
        mistakes.Select(mistake => (mistake.Code, mistake.Field)).ShouldBe(
        [
            ("field_unknown", "/values/0/field"), ("effect_unfit", "/values/1/effect"),
            ("id_repeated", "/terms/0/id"), ("term_empty", "/terms/0/terms/1"), ("id_unfit", "/terms/1/id"), ("review_of_input", "/terms/1/places"),
            ("effect_unfit", "/topics/0/effect"), ("threshold_unfit", "/topics/0/threshold"),
            ("deadline_unfit", "/review/speechSeconds"), ("deadline_unfit", "/review/editSeconds"), ("fallback_unfit", "/review/editAtDeadline"),
            ("sentence_missing", "/sentences/denied"),
        ]);
    }

    [Theory]
    [InlineData("(abc", "The expression cannot be read at character 5: InsufficientClosingParentheses.")]
    [InlineData("[z-a]", "The expression cannot be read at character 5: ReversedCharacterRange.")]
    [InlineData("x*", "The expression matches an empty text, and so every text: make what it looks for obligatory.")]
    [InlineData(@"(?=a)(a+)+\1$", "The expression takes more than 20 ms for a text of 400 characters: avoid repetitions inside repetitions, look-around and back references.")]
    public void Says_what_is_wrong_with_an_expression(string pattern, string detail)
    {
        RulesetCompiler.Compile(new PolicyDocument { Patterns = [new PatternRule("p", PolicyEffect.Deny, pattern)] }, out var mistakes).ShouldBeNull();
        var mistake = mistakes.ShouldHaveSingleItem();
        (mistake.Field, mistake.Detail).ShouldBe(("/patterns/0/pattern", detail));
    }

    [Fact]
    public void Takes_an_expression_that_runs_away_elsewhere_in_linear_time()
    {
        var rules = RulesetCompiler.Compile(new PolicyDocument { Patterns = [new PatternRule("p", PolicyEffect.Deny, "^(a+)+$")] }, out _)!;
        rules.Screen(new string('a', 10_000) + "!", "", PolicyPlace.Speech).ShouldBeSameAs(Decision.Allowed);
    }

    [Fact]
    public void Takes_look_around_with_a_time_limit()
    {
        var rules = RulesetCompiler.Compile(new PolicyDocument { Patterns = [new PatternRule("p", PolicyEffect.Deny, @"secret(?! santa)")] }, out _)!;
        rules.Screen("A secret santa.", "", PolicyPlace.Speech).ShouldBeSameAs(Decision.Allowed);
        rules.Screen("A secret plan.", "", PolicyPlace.Speech).ShouldBeOfType<Decision.Deny>();
    }
}
