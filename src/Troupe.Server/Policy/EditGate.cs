using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Troupe.Contracts.Control;
using Troupe.Server.Commands;
using Troupe.Server.Events;

namespace Troupe.Server.Policy;

/// <summary>Takes edits through the policy to the desk: allowed as they are, redacted, denied, or held. Thread-safe.</summary>
internal sealed class EditGate(TenantRulesets rulesets, CommandDesk desk, TimeProvider time)
{
    /// <summary>Does a command if the policy allows it.</summary>
    /// <param name="command">The command; every string of its payload is a value.</param>
    /// <param name="id">Which one it is about.</param>
    /// <param name="decide">The decision of the feature about the payload, redacted where that is needed; pure.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public ValueTask<CommandOutcome<TState>> ExecuteAsync<TState, TRequest>(Command command, string id, Func<TState, TRequest, Decided> decide, CancellationToken cancellationToken)
        where TState : IFolded<TState>
        where TRequest : notnull
    {
        var request = (TRequest)command.Payload;
        var values = EditValues.Of(request);
        var decision = rulesets.EvaluateEdit(command.Caller.Tenant, values);
        var changed = decision is Decision.Changing ? EditValues.With(request, decision.ValuesOr(values)) : request;
        return decision switch
        {
            Decision.Review => HoldAsync<TState, TRequest>(command, id, changed, decide, decision, cancellationToken),
            { Refusal: { } refusal } => desk.ExecuteAsync<TState>(command, id, _ => refusal, cancellationToken),
            _ => desk.ExecuteAsync<TState>(command with { Payload = changed }, id, state => decide(state, changed), cancellationToken),
        };
    }

    // Only what could be done is held.
    private async ValueTask<CommandOutcome<TState>> HoldAsync<TState, TRequest>(
        Command command, string id, TRequest changed, Func<TState, TRequest, Decided> decide, Decision decision, CancellationToken cancellationToken)
        where TState : IFolded<TState>
        where TRequest : notnull
    {
        var review = command.IdempotencyKey is { } key
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{command.Caller.Subject}\n{key}")).AsSpan(0, 16))
            : Guid.CreateVersion7().ToString("n");
        var refused = await desk.ExecuteAsync<TState>(
            command with { IdempotencyKey = null },
            id,
            state => decide(state, changed) is Decided.Refused impossible ? impossible
                : new Decided.Refused("under_review", [.. decision.Refusal!.Reasons, new Reason("review", $"GET /v1/reviews/{review} says what comes of it.")]),
            cancellationToken);
        if (refused is CommandOutcome<TState>.Refused { Code: "under_review" })
        {
            var rules = rulesets.Of(command.Caller.Tenant).Rules.Document.Review;
            var opened = new ReviewOpened(PolicyPlace.Edit, time.GetUtcNow() + TimeSpan.FromSeconds(rules.EditSeconds), rules.EditAtDeadline, decision.Findings)
            {
                Edit = new HeldEdit(command.Action, id, command.SeenVersion, command.Caller.Subject, JsonSerializer.SerializeToElement(changed, EventCodec.Json)),
                Scopes = command.Caller.Scopes.ToString(),
            };
            await desk.ExecuteAsync<Review>(command with { Action = "review.open", SeenVersion = null, IdempotencyKey = null }, review, state => state.Opened is null ? new Decided.Accepted(opened) : new Decided.Accepted(), cancellationToken);
        }

        return refused;
    }
}
