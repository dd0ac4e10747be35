using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Troupe.Contracts.Control;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Policy;

/// <summary>Takes edits through the policy to the desk: allowed as they are, redacted, denied, or held. Thread-safe.</summary>
internal sealed class EditGate(TenantRulesets rulesets, CommandDesk desk, EventStreams streams, TimeProvider time)
{
    /// <summary>Asks the policy about a command: about every string of its payload, and about its reason, which the audit keeps.</summary>
    /// <param name="command">The command.</param>
    /// <param name="namesOnly">Whether the payload only names what is there already, so that it is not asked about.</param>
    public AskedEdit<TRequest> Ask<TRequest>(Command command, bool namesOnly = false)
        where TRequest : notnull
    {
        var request = (TRequest)command.Payload;
        List<PolicyValue> values = namesOnly ? [] : [.. EditValues.Of(request)];
        if (command.Why is { } reason)
        {
            values.Add(new PolicyValue(CommandDesk.WhyPointer, ValueKinds.Text, reason));
        }

        var decision = rulesets.EvaluateEdit(command.Caller.Tenant, values);
        var after = decision.ValuesOr(values);
        var changed = decision is Decision.Changing && !namesOnly ? EditValues.With(request, after) : request;
        var isWithheld = decision.Refusal is not null && decision.Findings.Any(finding => finding.Pointer is CommandDesk.WhyPointer or "");
        return new AskedEdit<TRequest>(decision, changed, command with { Payload = changed, Why = command.Why is null || isWithheld ? null : after[^1].Value, WhyIsAllowed = true });
    }

    /// <summary>Does a command if the policy allows it.</summary>
    /// <param name="command">The command; every string of its payload is a value.</param>
    /// <param name="id">Which one it is about.</param>
    /// <param name="decide">The decision of the feature about the payload, redacted where that is needed; pure.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <param name="namesOnly">Whether the payload only names what is there already.</param>
    /// <param name="late">What the rules say of what the command makes of its target, before and after; null when the payload has all of it.</param>
    /// <param name="seen">The version that is approved, of a command that is held, when its caller named none; null for whichever there is then.</param>
    public async ValueTask<CommandOutcome<TState>> ExecuteAsync<TState, TRequest>(
        Command command, string id, Func<TState, TRequest, Decided> decide, CancellationToken cancellationToken, bool namesOnly = false, Func<Ruleset, TState, TState, Decision>? late = null, long? seen = null)
        where TState : IFolded<TState>
        where TRequest : notnull
    {
        var asked = Ask<TRequest>(command, namesOnly);
        command = asked.Command;
        var review = ReviewOf(command);
        if (command.IdempotencyKey is not null && await FindApprovedAsync<TState>(command.Caller.Tenant, id, review, asked.Request, cancellationToken) is { } approved)
        {
            return approved;
        }

        Decision? held = null;
        var outcome = await desk.ExecuteAsync<TState>(asked.Decision is Decision.Review ? command with { IdempotencyKey = null } : command, id, Look, cancellationToken);
        if (held is not null && outcome is CommandOutcome<TState>.Refused { Code: "under_review" })
        {
            await OpenAsync(command with { SeenVersion = command.SeenVersion ?? seen }, id, review, asked.Request, held, cancellationToken);
        }

        return outcome;

        // Only what could be done is held.
        Decided Look(TState state)
        {
            var decided = decide(state, asked.Request);
            var decision = decided is Decided.Accepted accepted && late is not null
                ? asked.Decision.And(late(rulesets.Of(command.Caller.Tenant).Rules, state, accepted.Facts.Aggregate(state, (folded, fact) => folded.Apply(fact))))
                : asked.Decision;
            held = decision as Decision.Review;
            return decision switch
            {
                Decision.Deny { Refusal: { } refusal } => refusal,
                Decision.Review { Refusal: { } waiting } when decided is Decided.Accepted => waiting with { Reasons = [.. waiting.Reasons, new Reason("review", $"GET /v1/reviews/{review} says what comes of it.")], Review = review },
                _ => decided,
            };
        }
    }

    // What was held, approved and is asked again under the same key was done already.
    private async ValueTask<CommandOutcome<TState>?> FindApprovedAsync<TState>(TenantId tenant, string id, string review, object request, CancellationToken cancellationToken)
        where TState : IFolded<TState>
    {
        var (known, _) = await streams.LoadAsync<Review>(tenant, review, cancellationToken);
        if (known is not { Opened.Edit: { } edit, State: ReviewState.Approved or ReviewState.Edited })
        {
            return null;
        }

        if (edit.ValueOr(null) is { } held && !JsonElement.DeepEquals(held.Payload, JsonSerializer.SerializeToElement(request, request.GetType(), EventCodec.Json)))
        {
            return new CommandOutcome<TState>.Refused("idempotency_key_reused", [new Reason("idempotency_key_reused", "This Idempotency-Key was used for another request; choose a new one for each request.")]);
        }

        var (state, version) = await streams.LoadAsync<TState>(tenant, id, cancellationToken);
        return new CommandOutcome<TState>.Done(state, version, Repeated: true);
    }

    private async ValueTask OpenAsync(Command command, string id, string review, object request, Decision held, CancellationToken cancellationToken)
    {
        var rules = rulesets.Of(command.Caller.Tenant).Rules.Document.Review;
        var opened = new ReviewOpened(PolicyPlace.Edit, time.GetUtcNow() + TimeSpan.FromSeconds(rules.EditSeconds), rules.EditAtDeadline, held.Findings)
        {
            Edit = Protected<HeldEdit>.Of(
                command.Caller.Subject, new HeldEdit(command.Action, id, command.SeenVersion, command.Caller.Subject, JsonSerializer.SerializeToElement(request, request.GetType(), EventCodec.Json))),
            By = streams.PseudonymOf(command.Caller.Tenant, command.Caller.Subject),
            ByPerson = command.Caller.IsPerson,
            Scopes = command.Caller.Scopes.ToString(),
        };
        await desk.ExecuteAsync<Review>(command with { Action = "review.open", SeenVersion = null, IdempotencyKey = null }, review, state => state.Opened is null ? new Decided.Accepted(opened) : new Decided.Accepted(), cancellationToken);
    }

    private static string ReviewOf(Command command) => command.IdempotencyKey is { } key
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{command.Caller.Subject}\n{key}")).AsSpan(0, 16))
        : Guid.CreateVersion7().ToString("n");
}

/// <summary>A command after the policy was asked.</summary>
/// <param name="Decision">What it said.</param>
/// <param name="Request">The payload, redacted where that is needed.</param>
/// <param name="Command">The command with that payload. Its reason is redacted too, and left out when it is what was denied or held.</param>
internal sealed record AskedEdit<TRequest>(Decision Decision, TRequest Request, Command Command);
