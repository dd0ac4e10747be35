using System.Collections.Concurrent;
using System.Text.Json;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;

namespace Troupe.Server.Policy;

/// <summary>Does a held edit.</summary>
/// <param name="services">The services of the server.</param>
/// <param name="command">The command, as its caller gave it; its payload is a <see cref="JsonElement"/>.</param>
/// <param name="target">What it is about.</param>
/// <param name="cancellationToken">Gives up.</param>
/// <returns>The refusal; null when it was done.</returns>
internal delegate ValueTask<Decided.Refused?> ApplyEdit(IServiceProvider services, Command command, string target, CancellationToken cancellationToken);

/// <summary>The edits that can be held: each slice that asks the policy says how its edits are done later. Thread-safe.</summary>
internal sealed class HeldEdits(IServiceProvider services)
{
    private readonly ConcurrentDictionary<string, ApplyEdit> _known = new(StringComparer.Ordinal);

    /// <summary>The actions, such as <c>presenter.rename</c>.</summary>
    public IEnumerable<string> Actions => _known.Keys;

    /// <summary>Says how the edits of an action are done.</summary>
    public void Add(string action, ApplyEdit apply) => _known[action] = apply;

    /// <summary>Does an edit that was held, on behalf of who asked for it, to the version that they saw.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="review">The review that held it; the same review does it once.</param>
    /// <param name="opened">What was held.</param>
    /// <param name="payload">What to set instead; null for what was held.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The refusal; null when it was done.</returns>
    public async ValueTask<Decided.Refused?> ApplyAsync(TenantId tenant, string review, ReviewOpened opened, JsonElement? payload, CancellationToken cancellationToken)
    {
        if (opened.Edit?.ValueOr(null) is not { } edit)
        {
            return new Decided.Refused("invalid_command", new Reason("subject_erased", "Who asked for it was erased, and the edit with them."));
        }

        if (!_known.TryGetValue(edit.Action, out var apply))
        {
            return new Decided.Refused("invalid_command", new Reason("action_unknown", $"This release does not know the action {edit.Action} any more: reject the review and ask for the change anew."));
        }

        var caller = new Caller(tenant, edit.Subject, $"review/{review}", ScopeSet.Parse(opened.Scopes ?? "")) { Kind = opened.ByPerson ? CredentialKind.Federated : CredentialKind.Development };
        var command = new Command(caller, edit.Action, payload ?? edit.Payload) { SeenVersion = edit.SeenVersion, IdempotencyKey = $"review.{review}", Why = $"review {review}", WhyIsAllowed = true };
        return await apply(services, command, edit.Target, cancellationToken);
    }
}
