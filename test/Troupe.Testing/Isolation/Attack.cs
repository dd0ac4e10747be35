namespace Troupe.Testing.Isolation;

/// <summary>A request with an id of another tenant, and the same with one that never existed: their answers must tell the same.</summary>
/// <param name="Credential">What both show.</param>
/// <param name="Place">Where the id stands, such as <c>path presenter</c>.</param>
/// <param name="Thing">The other tenant's thing.</param>
/// <param name="Request">The request with an id.</param>
internal sealed record Attack(ShownCredential Credential, string Place, ForeignThing Thing, Func<string, ApiRequest> Request)
{
    /// <summary>The operation.</summary>
    public required ApiOperation Operation { get; init; }

    /// <summary>What the id is dressed as.</summary>
    public Dressing Dressing { get; init; } = Dressing.Plain;

    /// <summary>Whether the answer must be that for an id which never existed.</summary>
    public bool Compares { get; init; } = true;

    /// <summary>Whether the server should look whose the thing is: it is one of the kind, as it is, in a request that is admitted. Sockets are knocked at elsewhere.</summary>
    public bool Reaches => !Vocabulary.Sockets.Contains(Operation.Name) && Credential is { Admits: true, Name: "key" } && Dressing == Dressing.Plain && Operation.Scope != "platform:admin" && Place.Split(' ') is ["path" or "query" or "body", var name] && Vocabulary.ThingOf(Operation.Name, name) == Thing.Kind;

    /// <summary>Whether it makes a thing of the attacker's own with the id; from then on there is one.</summary>
    public bool Takes { get; init; }

    /// <summary>For reports.</summary>
    public override string ToString() => $"{Operation.Name} with a {Credential.Name} credential, {Place} ({Dressing.Name})";
}

/// <summary>A way to write an id so that careless code takes it for something else.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Write">Writes it.</param>
internal sealed record Dressing(string Name, Func<string, string> Write)
{
    /// <summary>As it is.</summary>
    public static Dressing Plain { get; } = new("plain", id => id);

    /// <summary>All ways for a value in an address.</summary>
    /// <param name="tenant">The tenant of the thing.</param>
    /// <param name="kind">What kind of thing it is.</param>
    public static IReadOnlyList<Dressing> InAddress(string tenant, string kind) =>
    [
        Plain,
        new("qualified", id => $"{tenant}%2F{kind}%2F{id}"),
        new("climbing", id => $"..%2F..%2F{tenant}%2F{kind}%2F{id}"),
        new("of a tenant", id => $"{tenant}:{id}"),
        new("upper case", id => id.ToUpperInvariant()),
        new("with a null", id => $"{id}%00"),
        new("like", id => $"{id[..^1]}%25"),
    ];
}
