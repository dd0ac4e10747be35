using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Api.Examples;

/// <summary>Policy: what a presenter of the weather may wear and say, and an edit that somebody looks at first.</summary>
internal static class PolicyExamples
{
    /// <summary>Id of the review.</summary>
    public const string Review = "review-3kP0";

    private static readonly PolicyDocument Document = new()
    {
        Values = [new ValueRule("house-clothes", "/look/outfit", ["blazer", "raincoat", "jumper"]) { Effect = PolicyEffect.Review, Advice = "Ask the newsroom for other clothes." }],
        Terms = [new TermRule("no-promises", PolicyEffect.Deny, ["guarantee", "never fails"]) { Inflected = true, Places = [PolicyPlace.Speech], Advice = "A forecast promises nothing." }],
        Redactions = [new RedactionRule("no-phones", PersonalKind.Phone)],
        Topics = [new TopicRule("betting", PolicyEffect.Deny, 1.5, new Dictionary<string, double>(StringComparer.Ordinal) { ["bet"] = 1, ["odds"] = 0.8 })],
    };

    private static readonly DisclosureRules Disclosure = new() { Sentence = "I am an AI presenter." };

    private static readonly PolicyFinding Clothes = new("house-clothes", PolicyEffect.Review, "/look/outfit", 0, 0, "Ask the newsroom for other clothes.");

    private static readonly ReviewView Held = new(Review, 1, PolicyPlace.Edit, ReviewState.Open, Example.Noon.AddDays(1), ReviewFallback.Deny, [Clothes])
    {
        Edit = new HeldEdit("presenter.changeLook", $"presenter/{PresenterExamples.Id}", 4, "key_7Qm2", JsonSerializer.SerializeToElement(new ChangeLook { Outfit = "turtleneck" }, Wire.Json)),
    };

    /// <summary>By the operations' names.</summary>
    public static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>(StringComparer.Ordinal)
    {
        ["policy.read"] = new(Answer: View(3)),
        ["policy.change"] = new(Document, View(3)),
        ["policy.changeDisclosure"] = new(Disclosure, View(4)),
        ["policy.versions"] = new(Answer: new PolicyVersions([new PolicyVersion(1, Example.Noon.AddDays(-1), "rules"), new PolicyVersion(2, Example.Noon, "rules", Restores: 0)])),
        ["policy.readVersion"] = new(Answer: View(1)),
        ["policy.rollBack"] = new(new RollBackPolicy(1), View(5)),
        ["policy.explain"] = new(
            new ExplainPolicy { Text = "We guarantee sunshine." },
            new PolicyExplanation(
                PolicyEffect.Deny,
                [],
                [new RuleExplanation("no-promises", PolicyEffect.Deny, Holds: true, [new PolicyFinding("no-promises", PolicyEffect.Deny, "", 3, 9, "A forecast promises nothing.")])])),
        ["reviews.list"] = new(Answer: new ReviewList([Held])),
        ["reviews.read"] = new(Answer: Held),
        ["reviews.decide"] = new(new DecideReview(ReviewVerdict.Approve), Held with { Version = 2, State = ReviewState.Approved }),
    };

    private static PolicyView View(long version) => new(version, Document, Disclosure);
}
