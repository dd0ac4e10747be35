using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Commands;
using Troupe.Server.Policy;

namespace Troupe.Server.Presenters;

/// <summary>Makes a presenter of a preset.</summary>
internal static class Creating
{
    /// <summary>Maps <c>POST /v1/presenters</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.CanBeHeld<CreatePresenter>("create", (_, state, request, _) => Decide(state, request));
        routes.MapPost("", HandleAsync)
            .WithPresenter("create", "presenter:edit").RequireIdempotencyKey().Produces<PresenterView>(201).Refuses("already_exists")
            .WithSummary("Create a presenter").WithDescription("The draft begins as a preset; publish it so that sessions can show it.");
    }

    /// <summary>Decides.</summary>
    public static Decided Decide(Presenter state, CreatePresenter command) =>
        New(state, command.Name, command.Id, ProfileRules.Preset(command.Preset, "/preset"), () => new PresenterCreated(command.Name, Preset.Find(command.Preset)!.ToProfile()));

    /// <summary>Decides about a presenter that is to come to be.</summary>
    /// <param name="state">What is under its id.</param>
    /// <param name="name">Its name.</param>
    /// <param name="id">The id that was chosen; null when none was.</param>
    /// <param name="against">What stands against it besides.</param>
    /// <param name="created">The fact, when nothing does.</param>
    public static Decided New(Presenter state, string name, string? id, IEnumerable<Reason> against, Func<PresenterCreated> created) =>
        state.Exists ? new Decided.Refused("already_exists", new Reason("already_exists", "There is a presenter of this id; choose another.", "/id"))
        : Reasons(name, id).Concat(against).ToArray() is { Length: > 0 } reasons ? new Decided.Refused("invalid_command", reasons)
        : new Decided.Accepted(created());

    private static IEnumerable<Reason> Reasons(string name, string? id) =>
        ProfileRules.Name(name, "/name").Concat(id is null || IsPresenterId(id) ? [] : [new Reason("no_id", "An id is 1 to 64 of a-z, 0-9 and -, and begins with a letter or digit.", "/id")]);

    /// <summary>The id of a presenter that a command creates.</summary>
    public static string IdFor(string? chosen, Command command) => chosen is not null && IsPresenterId(chosen) ? chosen : KeyedId.For("presenter", command);

    private static async Task<IResult> HandleAsync(CreatePresenter request, HttpContext context, EditGate gate, CancellationToken cancellationToken)
    {
        var command = Command.Of(context, "presenter.create", request);
        var id = IdFor(request.Id, command);
        var outcome = await gate.ExecuteAsync<Presenter, CreatePresenter>(command, id, Decide, cancellationToken, late: PresenterPolicy.Ask);
        return outcome.ToResult((state, version) => state.ToView(id, version), $"/v1/presenters/{id}");
    }

    // "parts" is an address of its own.
    private static bool IsPresenterId(string id) =>
        id.Length is >= 1 and <= 64 && id != "parts" && id[0] != '-' && id.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
