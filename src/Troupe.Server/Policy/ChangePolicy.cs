using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Commands;
using Troupe.Server.Events;

namespace Troupe.Server.Policy;

/// <summary>Puts other rules in place of a tenant's: its own, or those of an earlier version.</summary>
internal static class ChangePolicy
{
    /// <summary>Longest policy: a fact of the log has at most <see cref="AppendRules.MaxEventSize"/>.</summary>
    public const int MaxBytes = AppendRules.MaxEventSize - 16_384;

    /// <summary>Decides; pure.</summary>
    public static Decided Decide(PolicyState state, PolicyDocument document, long? restores)
    {
        if (RulesetCompiler.Compile(document, out var mistakes) is null)
        {
            return new Decided.Refused("invalid_command", mistakes);
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(document, EventCodec.Json);
        return json.Length > MaxBytes
            ? new Decided.Refused("invalid_command", new Reason("policy_too_large", $"The policy has {json.Length} bytes; the limit is {MaxBytes}."))
            : json.AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(state.Document, EventCodec.Json)) ? new Decided.Accepted()
            : new Decided.Accepted(new PolicyChanged(document) { Restores = restores });
    }

    /// <summary><c>PUT /v1/policy</c>.</summary>
    public static Task<IResult> HandleAsync(HttpContext context, PolicyDocument document, CommandDesk desk, TenantRulesets rulesets, CancellationToken cancellationToken) =>
        DoAsync(Command.Of(context, "policy.change", document), document, restores: null, desk, rulesets, cancellationToken);

    /// <summary><c>POST /v1/policy/rollback</c>.</summary>
    public static async Task<IResult> RollBackAsync(HttpContext context, RollBackPolicy wanted, EventStreams streams, CommandDesk desk, TenantRulesets rulesets, CancellationToken cancellationToken)
    {
        var command = Command.Of(context, "policy.rollBack", wanted);
        return await PolicyHistory.FindAsync(streams, command.Caller.Tenant, wanted.Version, cancellationToken) is { } state
            ? await DoAsync(command, state.Document, wanted.Version, desk, rulesets, cancellationToken)
            : PolicyHistory.NoSuchVersion(wanted.Version);
    }

    private static async Task<IResult> DoAsync(Command command, PolicyDocument document, long? restores, CommandDesk desk, TenantRulesets rulesets, CancellationToken cancellationToken) =>
        command.SeenVersion is null
            ? Problem.Of("precondition_required", "Send the ETag of the policy that you read as If-Match; \"0\" when there is none yet.")
            : (await desk.ExecuteAsync<PolicyState>(command, PolicyState.Id, state => Decide(state, document, restores), cancellationToken)).Show(command, rulesets);
}
