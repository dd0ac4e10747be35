using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Commands;

namespace Troupe.Server.Tenants;

/// <summary>Creates an API key.</summary>
internal static class CreateKeyCommand
{
    private const int MaxLabel = 100;
    private const int MaxOrigins = 20;

    private static readonly ScopeSet Publishable = ScopeSet.Of("session:talk", "session:observe");

    /// <summary>Maps <c>POST /v1/keys</c>.</summary>
    public static void Map(RouteGroupBuilder keys) =>
        Describe(keys.MapPost("/", (CreateKey body, HttpContext context, CommandDesk desk, ITextScreen texts, TenantDirectory directory, TimeProvider time, CancellationToken cancellationToken) =>
            HandleAsync(body, Command.Of(context, "key.create", body), desk, texts, directory, time, cancellationToken)), "keys.create", "Creates a key");

    /// <summary>Maps <c>POST /v1/tenants/{tenant}/keys</c>: a new tenant has no key with which it could ask for one.</summary>
    public static void MapForOperator(RouteGroupBuilder tenants) =>
        Describe(tenants.MapPost("/{tenant}/keys", async (string tenant, CreateKey body, HttpContext context, CommandDesk desk, ITextScreen texts, TenantDirectory directory, TimeProvider time, CancellationToken cancellationToken) =>
        {
            var asked = Command.Of(context, "key.create", body);
            return TenantId.TryParse(tenant, out var id) && directory.Find(id) is not null
                ? await HandleAsync(body, asked with { Caller = asked.Caller with { Tenant = id, Scopes = ScopeSet.Tenant } }, desk, texts, directory, time, cancellationToken)
                : TenantEndpoints.NotFound(tenant);
        }), "tenants.createKey", "Creates a key of a tenant").Refuses("tenant_not_found");

    /// <summary>Decides.</summary>
    /// <param name="key">The key.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="caller">Who asks: nobody gives away what they do not have.</param>
    /// <param name="hash">Hash of the secret.</param>
    /// <param name="now">The time.</param>
    public static Decided Decide(ApiKey key, CreateKey command, Caller caller, string hash, DateTimeOffset now)
    {
        var reasons = Check(command, caller, now).ToArray();
        if (reasons.Length > 0)
        {
            return new Decided.Refused("invalid_command", reasons);
        }

        return key.Created is null
            ? new Decided.Accepted(new KeyCreated(
                command.Label, command.Kind, hash, ScopeSet.Of(command.Scopes).ToString(), [.. command.Origins.Select(origin => WebOrigin.Read(origin)!).Distinct()], command.Scene, now, command.ExpiresAt))
            : new Decided.Refused("already_exists", new Reason("already_exists", "There is a key of this id already."));
    }

    private static IEnumerable<Reason> Check(CreateKey command, Caller caller, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(command.Label) || command.Label.Length > MaxLabel)
        {
            yield return new Reason("bad_label", $"The label has 1 to {MaxLabel} characters.", "/label");
        }

        var unknown = command.Scopes.Where(scope => !Scopes.Exists(scope)).ToArray();
        var scopes = ScopeSet.Of(command.Scopes.Except(unknown));
        if (unknown.Length > 0)
        {
            yield return new Reason("unknown_scope", $"There is no scope {string.Join(", ", unknown)}.", "/scopes");
        }
        else if (scopes == default)
        {
            yield return new Reason("no_scope", "A key has at least one scope.", "/scopes");
        }

        if (!caller.Scopes.Covers(scopes))
        {
            yield return new Reason("scope_not_held", "A key has no scope beyond those of whoever creates it.", "/scopes");
        }

        if (command.Kind is KeyKind.Publishable && !Publishable.Covers(scopes))
        {
            yield return new Reason("scope_not_publishable", $"A publishable key has {Publishable.ToString().Replace(" ", " and ", StringComparison.Ordinal)} at most: everybody can read it in the page.", "/scopes");
        }

        if (command.Kind is KeyKind.Publishable ? command.Origins.Count is 0 or > MaxOrigins : command.Origins.Count > 0)
        {
            yield return new Reason("bad_origins", $"A publishable key names 1 to {MaxOrigins} origins, a secret key none.", "/origins");
        }

        foreach (var origin in command.Origins.Where(origin => WebOrigin.Read(origin) is null))
        {
            yield return new Reason("bad_origin", $"'{origin}' is no origin such as https://shop.example (http for this machine only).", "/origins");
        }

        if (command.Scene is { } scene && !Events.StreamId.IsId(scene))
        {
            yield return new Reason("bad_scene", "The id of a scene has 1 to 100 of A-Z, a-z, 0-9, -, _ and the dot.", "/scene");
        }

        if (command.ExpiresAt <= now)
        {
            yield return new Reason("expired", "The key would have expired already.", "/expiresAt");
        }
    }

    private static async Task<IResult> HandleAsync(CreateKey body, Command asked, CommandDesk desk, ITextScreen texts, TenantDirectory directory, TimeProvider time, CancellationToken cancellationToken)
    {
        var name = asked.IdempotencyKey is { } repeatable ? $"{asked.Caller.Tenant}\n{asked.Caller.Subject}\n{repeatable}" : null;
        var key = KeyText.Create(KeyText.CreateId(body.Kind is KeyKind.Publishable, name));
        var (label, denied) = texts.Screen(asked.Home, "/label", body.Label);
        var outcome = await desk.ExecuteAsync<ApiKey>(asked, key.Id, state => denied ?? Decide(state, body with { Label = label }, asked.Caller, key.Hash, time.GetUtcNow()), cancellationToken);
        await directory.SeenAsync(ApiKey.StreamOf(asked.Caller.Tenant, key.Id), outcome);
        var shown = outcome is CommandOutcome<ApiKey>.Done { Repeated: false };
        return outcome.ToResult((state, version) => new KeySecret(KeyEndpoints.View(key.Id, state, version), shown ? key.Reveal() : null), created: $"/v1/keys/{key.Id}");
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint, string name, string summary) =>
        endpoint.WithName(name).WithSummary(summary).WithDescription("The secret is in this answer and nowhere else: only its hash is kept.").Produces<KeySecret>(201).Refuses("invalid_command", "policy_denied");
}
