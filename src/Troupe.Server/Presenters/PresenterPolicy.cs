using System.Security.Cryptography;
using System.Text;
using Troupe.Contracts.Control;
using Troupe.Server.Commands;
using Troupe.Server.Policy;

namespace Troupe.Server.Presenters;

/// <summary>
/// What the policy of now says of what a command makes of a presenter: of what changes in its draft, or of all words of what comes to be shown. What somebody approved under a rule is
/// not asked about again under that rule. Pure.
/// </summary>
internal static class PresenterPolicy
{
    private const string SetAgain = "It would be changed, and what is published is shown as it was looked at: set it again in the draft, which keeps it as it may be, and publish that.";

    /// <summary>Asks about a change.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="before">The presenter before it.</param>
    /// <param name="after">The presenter after it.</param>
    public static Decision Ask(Ruleset rules, Presenter before, Presenter after) =>
        rules == Ruleset.Empty ? Decision.Allowed
        : ComesToBeShown(before, after) is { } shown ? OfShown(rules, shown, after)
        : rules.Evaluate(DraftChanges.Of(before, after));

    /// <summary>Asks about a profile that is to be shown: nothing is changed on its way, so that what would be redacted is denied.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="presenter">Whose it is.</param>
    public static Decision OfShown(Ruleset rules, PresenterProfile profile, Presenter presenter)
    {
        var values = EditValues.Of(profile);
        var found = rules.Evaluate(values);
        var words = values.ToDictionary(value => value.Pointer, value => value.Value, StringComparer.Ordinal);
        PolicyFinding[] against =
        [
            .. found.Findings
                .Where(finding => finding.Effect is not PolicyEffect.Review || !presenter.Approved.Contains(ApprovalOf(finding, words)))
                .Select(finding => finding.Effect is PolicyEffect.Redact ? finding with { Effect = PolicyEffect.Deny, Detail = $"{finding.Detail} {SetAgain}" } : finding),
        ];
        return against.Length == 0 ? Decision.Allowed
            : against.Any(finding => finding.Effect is PolicyEffect.Deny) ? new Decision.Deny(against)
            : new Decision.Review(values, against);
    }

    /// <summary>The decision about a change that somebody approved: refused where the policy denies it by now; otherwise the presenter knows what was approved.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="before">The presenter before it.</param>
    /// <param name="decided">The decision about the change itself.</param>
    public static Decided Approve(Ruleset rules, Presenter before, Decided decided)
    {
        if (decided is not Decided.Accepted accepted)
        {
            return decided;
        }

        var after = accepted.Facts.Aggregate(before, (folded, fact) => folded.Apply(fact));
        var asked = Ask(rules, before, after);
        if (asked is Decision.Deny { Refusal: { } refusal })
        {
            return refusal;
        }

        var words = EditValues.Of(ComesToBeShown(before, after) ?? after.Draft!).ToDictionary(value => value.Pointer, value => value.Value, StringComparer.Ordinal);
        string[] approved = [.. asked.Findings.Where(finding => finding.Effect is PolicyEffect.Review).Select(finding => ApprovalOf(finding, words)).Distinct().Except(before.Approved)];
        return approved.Length == 0 ? accepted : accepted with { Facts = [.. accepted.Facts, new WordsApproved(approved)] };
    }

    private static PresenterProfile? ComesToBeShown(Presenter before, Presenter after)
    {
        if (after.Revisions.Count > before.Revisions.Count)
        {
            return after.Revisions[^1].Profile;
        }

        // To the baseline leads a way whatever the policy is; that it is one is asked about when it is marked.
        var revision = after.Baseline != before.Baseline ? after.Baseline
            : after.Live != before.Live && after.Live != before.Baseline ? after.Live
            : after.Pins.Where(pin => pin.Value != before.Baseline && before.Pins.GetValueOrDefault(pin.Key) != pin.Value).Select(pin => (int?)pin.Value).FirstOrDefault();
        return revision is { } number ? after.Find(number)!.Profile : null;
    }

    private static string ApprovalOf(PolicyFinding finding, Dictionary<string, string> words) =>
        $"{finding.Rule} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words.GetValueOrDefault(finding.Pointer, ""))))}";
}
