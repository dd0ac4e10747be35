namespace Troupe.Contracts;

/// <summary>What a credential may do. A scope is <c>subject:right</c>; the source of <c>protocol/scopes.json</c>.</summary>
public static class Scopes
{
    /// <summary>All scopes with their meaning. At most 64: servers keep a set of them in one word.</summary>
    public static IReadOnlyList<Scope> All { get; } =
    [
        new("session:talk", "Open sessions and talk to presenters."),
        new("session:observe", "Follow sessions and their events without taking part."),
        new("session:control", "Send live commands to a session: say, interrupt, gesture, camera, outfit."),
        new("presenter:view", "Read presenters, their revisions and their drafts."),
        new("presenter:edit", "Create presenters and change their drafts."),
        new("presenter:publish", "Publish revisions, pin them and roll back."),
        new("presenter:admin", "Archive presenters and change what others may not, such as the AI disclosure."),
        new("asset:read", "Read assets and their manifests."),
        new("asset:write", "Upload assets."),
        new("policy:view", "Read the policy and explain its decisions."),
        new("policy:edit", "Change the policy."),
        new("review:decide", "Approve, edit or reject what the policy holds for review."),
        new("audit:read", "Read, prove and export the audit log."),
        new("key:manage", "Create, rotate and revoke API keys and revoke tokens."),
        new("tenant:view", "Read the tenant, its tier and what it used."),
        new("tenant:admin", "Change the tenant's settings, its federation and its data subjects, erasure included."),
        new("platform:admin", "Create tenants and set their tiers: the operator of the server."),
    ];

    /// <summary>Whether a scope of this name exists.</summary>
    public static bool Exists(string name) => All.Any(scope => scope.Name == name);
}

/// <summary>A scope and what it allows.</summary>
/// <param name="Name"><c>subject:right</c>.</param>
/// <param name="Title">A sentence for a person.</param>
public sealed record Scope(string Name, string Title);
