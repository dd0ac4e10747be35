using System.Text.Json.Nodes;

namespace Troupe.Testing.Isolation;

/// <summary>A thing of another tenant.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id.</param>
internal sealed record ForeignThing(string Tenant, string Kind, string Id);

/// <summary>Every operation with every id of another tenant at every place where a request can have one.</summary>
/// <param name="attacker">Whoever attacks.</param>
/// <param name="operations">The operations.</param>
/// <param name="bodies">Makes bodies.</param>
internal sealed class AttackPlan(TenantClient attacker, IReadOnlyList<ApiOperation> operations, BodyMaker bodies)
{
    // Headers that name something, whether the server knows them or not: none may choose a tenant.
    private static readonly string[] Headers = ["Idempotency-Key", "Last-Event-ID", "X-Tenant-Id", "X-Forwarded-User", "Troupe-Tenant"];

    // Parameters that no operation has; one that trusts its query more than its credential would take them.
    private static readonly string[] Query = ["tenant", "tenantId"];

    /// <summary>The attacks with a thing. How an id is dressed is seen where a good key is shown, and where operations do not ask for one is seen with a key and a token.</summary>
    /// <param name="thing">The thing that is named.</param>
    /// <param name="credential">What is shown.</param>
    /// <param name="thorough">Whether ids are dressed, and put where operations do not ask for them.</param>
    /// <param name="isExample">Whether it stands for its kind: the others of the kind are only asked for as they are, with what admits.</param>
    public IEnumerable<Attack> With(ForeignThing thing, ShownCredential credential, bool thorough, bool isExample) =>
        from operation in operations
        where isExample || (credential.Admits && !Vocabulary.Histories.Contains(operation.Name))
        from attack in InAddress(operation, thing, credential, thorough && isExample && credential.Name == "key")
            .Concat(InBody(operation, thing, credential))
            .Concat(thorough && isExample && (credential.Name is "key" or "token") ? InHeaders(operation, thing, credential).Concat(InQuery(operation, thing, credential)) : [])
        select attack;

    private IEnumerable<Attack> InAddress(ApiOperation operation, ForeignThing thing, ShownCredential credential, bool dressed) =>
        from parameter in operation.Parameters
        where parameter.In is "path" or "query" && parameter.Type == "string"
        from dressing in dressed ? Dressing.InAddress(thing.Tenant, thing.Kind) : [Dressing.Plain]
        select new Attack(
            credential,
            $"{parameter.In} {parameter.Name}",
            thing,
            id => attacker.RequestFor(operation, Own(operation)) with { Path = ApiRequest.PathOf(operation, other => other == parameter ? dressing.Write(id) : attacker.ValueOf(operation, other, Own(operation))) })
        {
            Operation = operation,
            Dressing = dressing,
            Compares = !Vocabulary.Cursors.Contains(parameter.Name),
        };

    private IEnumerable<Attack> InBody(ApiOperation operation, ForeignThing thing, ShownCredential credential) =>
        from field in bodies.ThingFields(operation)
        where !Vocabulary.Returned.Contains(field)
        select new Attack(credential, $"body {field}", thing, id => attacker.RequestFor(operation, (name, kind) => name == field ? id : Vocabulary.IsInstead(operation.Name, field, name) ? null : Own(operation)(name, kind)))
        {
            Operation = operation,
            Takes = Vocabulary.Chosen.Contains($"{operation.Name}:{field}"),
        };

    private IEnumerable<Attack> InHeaders(ApiOperation operation, ForeignThing thing, ShownCredential credential) =>
        from header in Headers
        select new Attack(credential, $"header {header}", thing, id => attacker.RequestFor(operation, Own(operation)) with { Headers = [(header, id)] }) { Operation = operation };

    private IEnumerable<Attack> InQuery(ApiOperation operation, ForeignThing thing, ShownCredential credential) =>
        from name in Query
        select new Attack(credential, $"added query {name}", thing, id => Ask(attacker.RequestFor(operation, Own(operation)), name, id)) { Operation = operation };

    private static ApiRequest Ask(ApiRequest request, string name, string value) => request with { Path = $"{request.Path}{(request.Path.Contains('?') ? '&' : '?')}{name}={value}" };

    // What a change would take away from the attacker is the spare thing, so that the other attacks still find theirs.
    private ThingSource Own(ApiOperation operation) => (field, kind) => attacker.IdFor(operation, field, kind, spare: operation.IsDestructive);
}
