using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;

namespace Troupe.Server.Policy;

/// <summary>Says of a text or an edit what every rule says.</summary>
internal static class PolicyExplainer
{
    /// <summary>Longest text that is explained: as long as the longest that can be set.</summary>
    public const int MaxText = 20_000;

    /// <summary><c>POST /v1/policy/explain</c>.</summary>
    public static IResult Handle(HttpContext context, ExplainPolicy asked, TenantRulesets rulesets)
    {
        IReadOnlyList<Reason> mistakes = [];
        var rules = asked.Document is { } tried ? RulesetCompiler.Compile(tried, out mistakes) : rulesets.Of(Caller.Of(context).Tenant).Rules;
        mistakes = [.. mistakes.Select(mistake => mistake with { Field = "/document" + mistake.Field }), .. MistakesOf(asked)];
        return mistakes.Count > 0
            ? new CommandOutcome<PolicyState>.Refused("invalid_command", mistakes).ToResult((_, _) => new object())
            : Results.Json(Explain(rules!, asked), Wire.Json);
    }

    /// <summary>Explains.</summary>
    public static PolicyExplanation Explain(Ruleset rules, ExplainPolicy asked)
    {
        PolicyValue[] values = [.. asked.Values?.Select(value => new PolicyValue(value.Pointer, value.Kind, value.Value)) ?? []];
        var decision = asked.Text is { } text ? rules.Screen(text, asked.Before, asked.Place) : rules.Evaluate(values);
        PolicyValue[] given = asked.Text is null ? values : [new PolicyValue("", ValueKinds.Text, asked.Text)];
        var place = asked.Text is null ? PolicyPlace.Edit : asked.Place;
        var found = decision.Findings.ToLookup(finding => finding.Rule);
        return new PolicyExplanation(
            decision.Outcome,
            decision is Decision.Deny ? [] : [.. decision.ValuesOr(given).Select(value => new ExplainedValue(value.Pointer, value.Kind, value.Value))],
            [
                .. rules.Values.Select(check => new RuleExplanation(check.Rule.Id, check.Rule.Effect, asked.Text is null && values.Any(check.IsAbout), [.. found[check.Rule.Id]])),
                .. rules.Rules.Select(rule => new RuleExplanation(rule.Id, rule.Effect, rule.HoldsIn(place), [.. found[rule.Id]])),
            ]);
    }

    private static IEnumerable<Reason> MistakesOf(ExplainPolicy asked)
    {
        if (asked.Text is null == asked.Values is null)
        {
            yield return new Reason("text_or_values", "Ask about a text or about the values of an edit: send one of the two.", "/text");
        }

        if ((asked.Text?.Length ?? 0) + asked.Before.Length + (asked.Values?.Sum(value => value.Value.Length) ?? 0) > MaxText)
        {
            yield return new Reason("text_too_long", $"All texts together have more than {MaxText} characters.", "/text");
        }

        foreach (var (index, value) in asked.Values?.Index() ?? [])
        {
            if (!ValueKinds.All.Contains(value.Kind))
            {
                yield return new Reason("kind_unknown", $"A kind is one of {string.Join(", ", ValueKinds.All)}.", $"/values/{index}/kind");
            }
        }
    }
}
