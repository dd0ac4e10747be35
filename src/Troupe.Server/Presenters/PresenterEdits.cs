using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Limits;
using Troupe.Server.Policy;

namespace Troupe.Server.Presenters;

/// <summary>What all changes of a presenter have in common.</summary>
internal static class PresenterEdits
{
    private static readonly string[] Reading = ["bad_request", "presenter_not_found"];

    private static readonly string[] Changing =
    [
        "bad_request", "presenter_not_found", "policy_denied", "under_review", "invalid_command", "precondition_failed", "version_conflict", "idempotency_in_progress", "idempotency_key_reused", "storage_read_only", "storage_unavailable",
    ];

    /// <summary>Maps a change of one presenter: <c>If-Match</c> is asked for, and the answer is the presenter as it is then.</summary>
    /// <param name="routes">The presenters.</param>
    /// <param name="method">The method of the request.</param>
    /// <param name="path">The address under <c>/v1/presenters</c>.</param>
    /// <param name="name">What is asked, such as <c>rename</c>.</param>
    /// <param name="scope">What the caller must be allowed to do.</param>
    /// <param name="decide">The decision about a presenter that exists and is not archived. Pure.</param>
    /// <param name="budget">What pays for it.</param>
    public static RouteHandlerBuilder MapEdit<TRequest>(
        this IEndpointRouteBuilder routes, string method, string path, string name, string scope, Func<Presenter, TRequest, EditContext, Decided> decide, Budget budget = Budget.Command)
        where TRequest : notnull
    {
        routes.CanBeHeld<TRequest>(name, (presenter, state, request, edit) => OfActive(presenter, state) ?? decide(state, request, edit));
        return routes.MapMethods(
            path,
            [method],
            (string presenter, TRequest request, HttpContext context, EditGate gate, PartSource parts, CancellationToken cancellationToken) =>
            {
                var edit = new EditContext(Caller.Of(context), parts.Current);
                return context.DoAsync(gate, presenter, name, request, (state, allowed) => OfActive(presenter, state) ?? decide(state, allowed, edit), cancellationToken);
            })
            .WithPresenter(name, scope, budget).RequireIfMatch();
    }

    /// <summary>Says how a change that the policy held is done later.</summary>
    /// <param name="routes">The presenters.</param>
    /// <param name="name">What is asked, such as <c>rename</c>.</param>
    /// <param name="decide">The decision about the presenter of an id. Pure.</param>
    public static void CanBeHeld<TRequest>(this IEndpointRouteBuilder routes, string name, Func<string, Presenter, TRequest, EditContext, Decided> decide)
        where TRequest : notnull => routes.CanBeHeld<TRequest>(name, (services, command, presenter, request, cancellationToken) =>
    {
        var edit = new EditContext(command.Caller, services.GetRequiredService<PartSource>().Current);
        return services.GetRequiredService<CommandDesk>().ExecuteAsync<Presenter>(
            command with { Payload = request },
            presenter,
            state => PresenterPolicy.Approve(services.GetRequiredService<TenantRulesets>().Of(command.Caller.Tenant).Rules, state, decide(presenter, state, request, edit)),
            cancellationToken);
    });

    /// <summary>Says how a change that the policy held is done later, when more is needed than a decision.</summary>
    /// <param name="routes">The presenters.</param>
    /// <param name="name">What is asked, such as <c>publish</c>.</param>
    /// <param name="apply">Does it to the presenter of an id.</param>
    public static void CanBeHeld<TRequest>(this IEndpointRouteBuilder routes, string name, Func<IServiceProvider, Command, string, TRequest, CancellationToken, ValueTask<CommandOutcome<Presenter>>> apply)
        where TRequest : notnull => routes.ServiceProvider.GetRequiredService<HeldEdits>().Add($"presenter.{name}", async (services, command, presenter, cancellationToken) =>
    {
        var request = ((JsonElement)command.Payload).Deserialize<TRequest>(Wire.Json)!;
        return await apply(services, command, presenter, request, cancellationToken) is CommandOutcome<Presenter>.Refused refused ? new Decided.Refused(refused.Code, refused.Reasons) : null;
    });

    /// <summary>Does a command to a presenter if the policy allows it, and answers with its view. The change must be one that can be held.</summary>
    /// <param name="context">The request.</param>
    /// <param name="gate">The policy.</param>
    /// <param name="presenter">Id of the presenter.</param>
    /// <param name="name">What is asked, such as <c>rename</c>.</param>
    /// <param name="request">What is asked in detail.</param>
    /// <param name="decide">The decision about whatever is under the id. Pure.</param>
    /// <param name="cancellationToken">Nobody waits for it any longer.</param>
    /// <param name="namesOnly">Whether the details only name what is there already.</param>
    public static async Task<IResult> DoAsync<TRequest>(
        this HttpContext context, EditGate gate, string presenter, string name, TRequest request, Func<Presenter, TRequest, Decided> decide, CancellationToken cancellationToken, bool namesOnly = false)
        where TRequest : notnull
    {
        if (!StreamId.IsId(presenter))
        {
            return NotFound(presenter);
        }

        var outcome = await gate.ExecuteAsync(Command.Of(context, $"presenter.{name}", request), presenter, decide, cancellationToken, namesOnly, PresenterPolicy.Ask);
        return outcome.ToResult((state, version) => state.ToView(presenter, version));
    }

    /// <summary>Refuses what is about a presenter that does not exist, or is archived; null otherwise.</summary>
    public static Decided? OfActive(string presenter, Presenter state) => state switch
    {
        { Exists: false } => new Decided.Refused("presenter_not_found", new Reason("presenter_not_found", Missing(presenter))),
        { IsArchived: true } => new Decided.Refused("invalid_command", new Reason("archived", "The presenter is archived: restore it first.")),
        _ => null,
    };

    /// <summary>The facts, or all reasons against them.</summary>
    public static Decided Unless(IEnumerable<Reason> reasons, params IReadOnlyList<IDomainEvent> facts) =>
        reasons.ToArray() is { Length: > 0 } against ? new Decided.Refused("invalid_command", against) : new Decided.Accepted(facts);

    /// <summary>The answer about a presenter that the tenant does not have.</summary>
    public static IResult NotFound(string presenter) => Problem.Of(
        "presenter_not_found",
        Missing(presenter),
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["reasons"] = new[] { new Reason("presenter_not_found", Missing(presenter)) } });

    /// <summary>Metadata that all endpoints of presenters have.</summary>
    public static RouteHandlerBuilder WithPresenter(this RouteHandlerBuilder endpoint, string name, string scope, Budget budget = Budget.Command) => endpoint
        .WithName($"presenters.{name}").WithTags("Presenters").RequireScopeOf(scope).Costs(budget)
        .Produces<PresenterView>().Refuses(budget is Budget.Read ? Reading : Changing);

    private static string Missing(string presenter) => $"There is no presenter '{(presenter.Length > 100 ? presenter[..100] : presenter)}'.";
}

/// <summary>What a decision about a draft goes by beside the draft.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Parts">What presenters can be made of.</param>
internal sealed record EditContext(Caller Caller, PartCatalog Parts);
