using Troupe.Contracts.Control;
using Troupe.Server.Policy;

namespace Troupe.Server.Tests.Policy;

[Trait("Category", "fast")]
public sealed class DecisionTests
{
    private static readonly PolicyValue[] Given = [new("/persona", ValueKinds.Text, "Call 555 0100."), new("/look/outfit", ValueKinds.Choice, "suit")];

    [Fact]
    public void Without_a_policy_everything_is_allowed()
    {
        IPolicy policy = new TenantRulesets();
        policy.EvaluateEdit(TenantId.Local, Given).ShouldBeSameAs(Decision.Allowed);
        policy.ScreenSpeech(TenantId.Local, "Anything.").ShouldBeSameAs(Decision.Allowed);
        policy.ScreenInput(TenantId.Local, "Anything.").ShouldBeSameAs(Decision.Allowed);
    }

    [Fact]
    public void What_is_allowed_goes_on_as_it_was_given()
    {
        Decision.Allowed.Refusal.ShouldBeNull();
        Decision.Allowed.ValuesOr(Given).ShouldBeSameAs(Given);
        Decision.Allowed.TextOr("as it is").ShouldBe("as it is");
    }

    [Fact]
    public void What_is_redacted_goes_on_changed()
    {
        PolicyValue[] changed = [Given[0] with { Value = "Call [phone]." }, Given[1]];
        var decision = new Decision.Redact(changed, [new("redact.phone", PolicyEffect.Redact, "/persona", 5, 8, "A phone number is replaced.")]);
        decision.Refusal.ShouldBeNull();
        decision.ValuesOr(Given).ShouldBe(changed);
        decision.TextOr("Call 555 0100.").ShouldBe("Call [phone].");
    }

    [Fact]
    public void A_denied_edit_is_refused_with_the_rules_that_deny_it()
    {
        var refusal = new Decision.Deny(
        [
            new("redact.phone", PolicyEffect.Redact, "/persona", 5, 8, "A phone number is replaced."),
            new("value.outfit", PolicyEffect.Deny, "/look/outfit", 0, 0, "Choose one of: coat."),
        ]).Refusal!;
        refusal.Code.ShouldBe("policy_denied");
        var reason = refusal.Reasons.ShouldHaveSingleItem();
        (reason.Code, reason.Field, reason.Detail).ShouldBe(("value.outfit", "/look/outfit", "Choose one of: coat."));
    }

    [Fact]
    public void A_held_edit_is_refused_as_under_review() =>
        new Decision.Review(Given, [new("term.prices", PolicyEffect.Review, "/persona", 0, 4, "Somebody looks at it.")]).Refusal!.Code.ShouldBe("under_review");
}
