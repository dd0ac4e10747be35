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
    /// <summary>Where a reason stands that came with a command.</summary>
    private const string Why = "/Troupe-Why";

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
            values.Add(new PolicyValue(Why, ValueKinds.Text, reason));
        }

        var decision = rulesets.EvaluateEdit(command.Caller.Tenant, values);
        var after = decision.ValuesOr(values);
        var changed = decision is Decision.Changing && !namesOnly ? EditValues.With(request, after) : request;
        var isWithheld = decision.Refusal is not null && decision.Findings.Any(finding => finding.Pointer == Why);
        return new AskedEdit<TRequest>(decision, changed, command with { Payload = changed, Why = command.Why is null || isWithheld ? null : after[^1].Value });
    }

    /// <summary>Does a command if the policy allows it.</summary>
    /// <param name="command">The command; every string of its payload is a value.</param>
    /// <param name="id">Which one it is about.</param>
    /// <param name="decide">The decision of the feature about the payload, redacted where that is needed; pure.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <param name="namesOnly">Whether the payload only names what is there already.</param>
    public ValueTask<CommandOutcome<TState>> ExecuteAsync<TState, TRequest>(Command command, string id, Func<TState, TRequest, Decided> decide, CancellationToken cancellationToken, bool namesOnly = false)
        where TState : IFolded<TState>
        where TRequest : notnull
    {
        var asked = Ask<TRequest>(command, namesOnly);
        return asked.Decision switch
        {
            Decision.Review => HoldAsync(asked, id, decide, cancellationToken),
            { Refusal: { } refusal } => desk.ExecuteAsync<TState>(asked.Command, id, _ => refusal, cancellationToken),
            _ => desk.ExecuteAsync<TState>(asked.Command, id, state => decide(state, asked.Request), cancellationToken),
        };
    }

    // Only what could be done is held.
    private async ValueTask<CommandOutcome<TState>> HoldAsync<TState, TRequest>(AskedEdit<TRequest> asked, string id, Func<TState, TRequest, Decided> decide, CancellationToken cancellationToken)
        where TState : IFolded<TState>
        where TRequest : notnull
    {
        var (decision, request, command) = asked;
        var review = command.IdempotencyKey is { } key
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{command.Caller.Subject}\n{key}")).AsSpan(0, 16))
            : Guid.CreateVersion7().ToString("n");
        var refused = await desk.ExecuteAsync<TState>(
            command with { IdempotencyKey = null },
            id,
            state => decide(state, request) is Decided.Refused impossible ? impossible
                : new Decided.Refused("under_review", [.. decision.Refusal!.Reasons, new Reason("review", $"GET /v1/reviews/{review} says what comes of it.")]),
            cancellationToken);
        if (refused is CommandOutcome<TState>.Refused { Code: "under_review" })
        {
            var rules = rulesets.Of(command.Caller.Tenant).Rules.Document.Review;
            var opened = new ReviewOpened(PolicyPlace.Edit, time.GetUtcNow() + TimeSpan.FromSeconds(rules.EditSeconds), rules.EditAtDeadline, decision.Findings)
            {
                Edit = Protected<HeldEdit>.Of(
                    command.Caller.Subject, new HeldEdit(command.Action, id, command.SeenVersion, command.Caller.Subject, JsonSerializer.SerializeToElement(request, EventCodec.Json))),
                By = streams.PseudonymOf(command.Caller.Tenant, command.Caller.Subject),
                ByPerson = command.Caller.IsPerson,
                Scopes = command.Caller.Scopes.ToString(),
            };
            await desk.ExecuteAsync<Review>(command with { Action = "review.open", SeenVersion = null, IdempotencyKey = null }, review, state => state.Opened is null ? new Decided.Accepted(opened) : new Decided.Accepted(), cancellationToken);
        }

        return refused;
    }
}

/// <summary>A command after the policy was asked.</summary>
/// <param name="Decision">What it said.</param>
/// <param name="Request">The payload, redacted where that is needed.</param>
/// <param name="Command">The command with that payload. Its reason is redacted too, and left out when it is what was denied or held.</param>
internal sealed record AskedEdit<TRequest>(Decision Decision, TRequest Request, Command Command);
