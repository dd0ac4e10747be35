using Troupe.Contracts.Control;
using Troupe.Server.Commands;

namespace Troupe.Server.Policy;

/// <summary>Changes how a tenant's presenters are shown to be machines.</summary>
internal static class ChangeDisclosure
{
    /// <summary>Decides; pure.</summary>
    public static Decided Decide(PolicyState state, DisclosureRules disclosure)
    {
        return disclosure.Sentence.Length > RulesetCompiler.MaxText
            ? new Decided.Refused("invalid_command", new Reason("text_too_long", $"This has {disclosure.Sentence.Length} characters; the limit is {RulesetCompiler.MaxText}.", "/sentence"))
            : disclosure == state.Disclosure ? new Decided.Accepted()
            : new Decided.Accepted(new DisclosureChanged(disclosure));
    }

    /// <summary><c>PUT /v1/policy/disclosure</c>. The audit names what was turned off.</summary>
    public static async Task<IResult> HandleAsync(HttpContext context, DisclosureRules disclosure, CommandDesk desk, ITextScreen texts, TenantRulesets rulesets, CancellationToken cancellationToken)
    {
        var command = Command.Of(context, disclosure.Marked ? "policy.changeDisclosure" : "policy.turnOffMarks", disclosure);
        var (sentence, denied) = texts.Screen(command.Home, "/sentence", disclosure.Sentence);
        return command.SeenVersion is null
            ? Problem.Of("precondition_required", "Send the ETag of the policy that you read as If-Match; \"0\" when there is none yet.")
            : (await desk.ExecuteAsync<PolicyState>(command, PolicyState.Id, state => denied ?? Decide(state, disclosure with { Sentence = sentence }), cancellationToken)).Show(command, rulesets);
    }
}
