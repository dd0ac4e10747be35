using Troupe.Contracts.Control;
using Troupe.Server.Policy;

namespace Troupe.Server.Tests.Policy;

[Trait("Category", "fast")]
public sealed class RulesetTests
{
    [Fact]
    public void A_denied_term_says_where_it_stands_and_never_what()
    {
        var rules = Compile(new PolicyDocument { Terms = [new TermRule("competitors", PolicyEffect.Deny, ["Acme Corp"]) { Advice = "Speak of our own products." }] });
        var finding = Screen(rules, "Buy from ÁCME corp!").ShouldBeOfType<Decision.Deny>().Findings.ShouldHaveSingleItem();
        finding.ShouldBe(new PolicyFinding("competitors", PolicyEffect.Deny, "", 9, 9, "A term of the list stands here. Speak of our own products."));
    }

    [Fact]
    public void Redacts_all_that_is_personal_at_once()
    {
        var rules = Compile(Personal);
        var decision = Screen(rules, "I'm ada@example.com, +49 170 1234567, card 4111 1111 1111 1111, case TR-12345.", place: PolicyPlace.Input);
        decision.TextOr("").ShouldBe("I'm [e-mail address], [phone number], card [card number], case [case].");
        decision.Findings.Select(finding => finding.Rule).ShouldBe(["email", "phone", "card", "case"]);
        Screen(rules, "Nothing here.", place: PolicyPlace.Input).ShouldBeSameAs(Decision.Allowed);
    }

    [Fact]
    public void Masks_what_is_personal_and_keeps_its_form()
    {
        Compile(Personal).Mask("I'm ada@example.com, five five five oh one two three, 415-555-2671.", PolicyPlace.Input)
            .ShouldBe("I'm xxx@xxxxxxx.xxx, xxxx xxxx xxxx xx xxx xxx xxxxx, 000-000-0000.");
    }

    [Fact]
    public void A_term_that_spans_two_phrases_is_found_in_the_second()
    {
        var rules = Compile(new PolicyDocument { Terms = [new TermRule("harm", PolicyEffect.Deny, ["burn the house"])] });
        Screen(rules, "the house down.", before: "You could burn").ShouldBeOfType<Decision.Deny>().Findings[0].ShouldSatisfyAllConditions(
            finding => finding.Start.ShouldBe(0), finding => finding.Length.ShouldBe(9));
        Screen(rules, "It is warm.", before: "You could burn the house").ShouldBeSameAs(Decision.Allowed);
    }

    [Fact]
    public void An_allowed_term_excepts_its_place()
    {
        var rules = Compile(Personal with { Terms = [new TermRule("hotline", PolicyEffect.Allow, ["+1 800 555 0199", "flu shot"]), new TermRule("weapons", PolicyEffect.Deny, ["shot"])] });
        Screen(rules, "Call +1 800 555 0199 for your flu shot.").ShouldBeSameAs(Decision.Allowed);
        Screen(rules, "The flu shot, and a shot.").ShouldBeOfType<Decision.Deny>().Findings.ShouldHaveSingleItem().Start.ShouldBe(20);
    }

    [Fact]
    public void A_topic_is_found_by_the_sum_of_its_different_terms()
    {
        var topic = new TopicRule("medicine", PolicyEffect.Deny, 2, new Dictionary<string, double> { ["dose"] = 1.5, ["pill"] = 1, ["doctor"] = 0.5 });
        var rules = Compile(new PolicyDocument { Topics = [topic] });
        Screen(rules, "A dose, a dose, another dose.").ShouldBeSameAs(Decision.Allowed);
        Screen(rules, "Which doses do doctors give?").ShouldBeOfType<Decision.Deny>().Findings.ShouldHaveSingleItem().Length.ShouldBe(0);
        Screen(rules, "Take two pills.", before: "The right dose?").ShouldBeOfType<Decision.Deny>();
    }

    [Fact]
    public void The_strongest_effect_wins_and_all_are_told()
    {
        var rules = Compile(new PolicyDocument
        {
            Terms = [new TermRule("prices", PolicyEffect.Review, ["discount"]) { Places = [PolicyPlace.Speech] }, new TermRule("names", PolicyEffect.Redact, ["Bob"]) { Replacement = "a colleague" }],
        });
        var held = Screen(rules, "Bob gives a discount.").ShouldBeOfType<Decision.Review>();
        held.TextOr("").ShouldBe("a colleague gives a discount.");
        held.Findings.Select(finding => finding.Rule).ShouldBe(["names", "prices"]);
        Screen(rules, "A discount?", place: PolicyPlace.Input).ShouldBeSameAs(Decision.Allowed);
    }

    [Fact]
    public void Edits_are_decided_value_by_value()
    {
        var rules = Compile(new PolicyDocument
        {
            Values = [new ValueRule("outfits", "/look/outfit", ["suit", "coat"]), new ValueRule("brand", "asset", ["a1"]) { Effect = PolicyEffect.Review }, new ValueRule("props", "/look/props/*", [])],
            Redactions = [new RedactionRule("phone", PersonalKind.Phone)],
        });
        PolicyValue[] good = [new("/look/outfit", ValueKinds.Choice, "coat"), new("/persona", ValueKinds.Text, "Friendly."), new("/look/logo", ValueKinds.Asset, "a1")];
        rules.Evaluate(good).ShouldBeSameAs(Decision.Allowed);
        var bad = rules.Evaluate([good[0] with { Value = "swimsuit" }, good[1] with { Value = "Call +49 170 1234567." }, good[2] with { Value = "a2" }, new("/look/props/0", ValueKinds.Choice, "gun")]);
        bad.Findings.Select(finding => (finding.Rule, finding.Pointer)).ShouldBe([("outfits", "/look/outfit"), ("phone", "/persona"), ("brand", "/look/logo"), ("props", "/look/props/0")]);
        bad.Refusal!.Reasons.Select(reason => reason.Detail).ShouldBe(["Choose one of: suit, coat.", "Nothing may be set here; leave it as it is."]);
        var redacted = rules.Evaluate([good[0], good[1] with { Value = "Call +49 170 1234567." }]);
        redacted.Refusal.ShouldBeNull();
        redacted.ValuesOr(good)[1].Value.ShouldBe("Call [phone number].");
    }

    [Fact]
    public void Allowing_a_phrase_allocates_nothing()
    {
        var rules = Compile(new PolicyDocument
        {
            Terms = [new TermRule("many", PolicyEffect.Deny, [.. Enumerable.Range(0, 2000).Select(index => $"forbidden{index} thing")]) { Inflected = true }],
            Redactions = Personal.Redactions,
        });
        const string Phrase = "Tomorrow it is going to be sunny in Zürich, with twenty one degrees at noon and a light breeze from the west at 12 km/h.";
        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var round = 0; round < 100; round++)
            {
                Screen(rules, Phrase, before: "Good morning, and welcome back.");
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated();
        Allocated().ShouldBe(0);
    }

    private static PolicyDocument Personal => new()
    {
        Redactions = [new RedactionRule("email", PersonalKind.Email), new RedactionRule("phone", PersonalKind.Phone), new RedactionRule("card", PersonalKind.Card)],
        Patterns = [new PatternRule("case", PolicyEffect.Redact, @"\bTR-\d{5}\b") { Replacement = "[case]" }],
    };

    private static Ruleset Compile(PolicyDocument document)
    {
        var rules = RulesetCompiler.Compile(document, out var mistakes);
        mistakes.ShouldBeEmpty();
        return rules!;
    }

    private static Decision Screen(Ruleset rules, string text, string before = "", PolicyPlace place = PolicyPlace.Speech) => rules.Screen(text, before, place);
}
