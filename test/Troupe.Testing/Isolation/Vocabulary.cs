namespace Troupe.Testing.Isolation;

/// <summary>
/// What the names in the description mean. A name that is not here fails the run: whoever adds an operation says once whether a name is that of a thing which
/// belongs to a tenant.
/// </summary>
internal static class Vocabulary
{
    /// <summary>Names of parameters and fields whose value is the id of a thing of a tenant.</summary>
    public static IReadOnlySet<string> Things { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "presenter", "key", "tenant", "session", "scene", "asset", "review", "family", "subject", "job",
    };

    /// <summary>Names of parameters of an operation that are ids there and something else elsewhere, as <c>operation:name</c>, with the kind of thing.</summary>
    public static IReadOnlyDictionary<string, string> ThingsOf { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["presenters.create:id"] = "presenter",
        ["presenters.duplicate:id"] = "presenter",
        ["presenters.list:after"] = "presenter",
        ["keys.list:after"] = "key",
        ["tokens.revoke:token"] = "token",
    };

    /// <summary>Parameters that say where a list goes on: their answers depend on the order of ids, whether things exist or not.</summary>
    public static IReadOnlySet<string> Cursors { get; } = new HashSet<string>(StringComparer.Ordinal) { "after" };

    /// <summary>Fields that name a thing which is to be made, as <c>operation:name</c>: a tenant chooses a free id.</summary>
    public static IReadOnlySet<string> Chosen { get; } = new HashSet<string>(StringComparer.Ordinal) { "presenters.create:id", "presenters.duplicate:id", "tenants.create:tenant" };

    /// <summary>Fields that take back what an answer had under the same name: the newest is sent.</summary>
    public static IReadOnlySet<string> Returned { get; } = new HashSet<string>(StringComparer.Ordinal) { "refreshToken" };

    /// <summary>Fields of an operation of which a body has one.</summary>
    public static IReadOnlyDictionary<string, string[]> Alternatives { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["tokens.revoke"] = ["token", "family"] };

    /// <summary>Names of parameters that name no thing of a tenant.</summary>
    public static IReadOnlySet<string> Plain { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "limit", "archived", "from", "to", "revision", "preview", "version", "index", "size", "after", "action", "target", "outcome", "until", "since", "state", "visibility", "signature", "expires",
    };

    /// <summary>Parameters that name what the server has for everybody, as <c>operation:name</c>, with a value.</summary>
    public static IReadOnlyDictionary<string, string> Shared { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["preview.sound:id"] = "greeting",
        ["preview.performance:id"] = "greeting",
    };

    /// <summary>Values of fields for which a canary does not do, by <c>operation:field</c> or field. <c>null</c> leaves the field out.</summary>
    public static IReadOnlyDictionary<string, string?> Values { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["preset"] = "\"host\"",
        ["lipSync"] = null,
        ["locale"] = "\"en-US\"",
        ["tier"] = "\"standard\"",
        ["kind"] = "\"secret\"",
        ["scopes"] = "[\"session:talk\",\"presenter:view\"]",
        ["origins"] = "[]",
        ["origin"] = null,
        ["expiresAt"] = null,
        ["rig"] = "\"ada\"",
        ["outfit"] = "\"own\"",
        ["hair"] = "\"own\"",
        ["background"] = "\"#102030\"",
        ["color"] = "\"#ffffff\"",
        ["props"] = "[]",
        ["voice"] = "null",
        ["brand"] = "[]",
        ["revision"] = "1",
        ["zoom"] = "1",
        ["rate"] = "1",
        ["amount"] = "1",
        ["x"] = "0",
        ["y"] = "0",
        ["role"] = "\"viewer\"",
        ["presenters.attachBrand:role"] = "\"logo\"",
        ["overlapSeconds"] = "86400",
        ["lifetimeSeconds"] = null,
        ["refreshable"] = "true",
        ["tokens.revoke:token"] = null,
        ["sessions.create:preview"] = "false",
        ["sessions.create:revision"] = null,
        ["presenters.rollBack:revision"] = "1",

        // Whoever names nobody lists all.
        ["recordings.list:subject"] = null,

        // A subscription names one thing, or none.
        ["subscriptions.open:presenter"] = null,
        ["subscriptions.open:session"] = null,
        ["subscriptions.open:job"] = null,
    };

    /// <summary>What every tenant's policy holds for review.</summary>
    public const string HeldWord = "holdthis";

    /// <summary>Whole bodies for which fields one by one do not do; each <c>~</c> becomes a canary. What is no JSON is sent as it is.</summary>
    public static IReadOnlyDictionary<string, string> Bodies { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // The term has flows held for review, so that there are reviews.
        ["policy.change"] = """
            {"terms":[{"id":"~","effect":"review","terms":["holdthis"],"places":["edit","speech"],"advice":"~"},{"id":"~","effect":"deny","terms":["~"],"places":["edit"],"advice":"~"}],
             "patterns":[{"id":"~","effect":"deny","pattern":"~","advice":"~"}],"topics":[{"id":"~","effect":"deny","threshold":1000,"terms":{"~":1},"advice":"~"}],
             "values":[{"id":"~","field":"/look/outfit","allowed":["own","jumper","~"],"effect":"deny","advice":"~"}],"sentences":{"fallback":"~","holding":"~","denied":"~"}}
            """,
        ["policy.rollBack"] = """{"version":1}""",
        ["policy.explain"] = """{"place":"edit","text":"~ ~"}""",
        ["presenters.setFlows"] = """{"flows":[{"name":"~","when":"holdthis","then":"~"}]}""",
        ["federation.set"] = """{"issuer":"https://~.example","audience":"~","keysUrl":"https://~.example/keys","scopes":["session:talk"]}""",
        ["assets.upload"] = """<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><title>~</title><rect width="8" height="8" fill="#102030"/></svg>""",
        ["sessions.direct"] = """{"type":"presenter.interrupt","id":"~"}""",
        ["reviews.decide"] = """{"verdict":"approve"}""",
    };

    /// <summary>Operations that want to know which version was seen, with the operation whose answer tells it.</summary>
    public static IReadOnlyDictionary<string, string> VersionFrom { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["policy.change"] = "policy.read",
        ["policy.changeDisclosure"] = "policy.read",
        ["policy.rollBack"] = "policy.read",
    };

    /// <summary>Operations that the description leaves out, and whose addresses are attacked all the same.</summary>
    public static IReadOnlyList<ApiOperation> Undescribed { get; } =
    [
        new("sessions.open", "GET", "/v1/sessions/{session}", IsGuarded: false, Scope: null, [new("session", "path", "string")], Body: null, MediaType: null, Example: null),
    ];

    /// <summary>Operations that change nothing though they are no reads, so that what they answer is the same each time.</summary>
    public static IReadOnlySet<string> Harmless { get; } = new HashSet<string>(StringComparer.Ordinal) { "policy.explain", "presenters.preflight", "assets.sweep" };

    /// <summary>Operations whose answer has no end; those who listen open them.</summary>
    public static IReadOnlySet<string> Sockets { get; } = new HashSet<string>(StringComparer.Ordinal) { "subscriptions.open", "sessions.control", "sessions.open" };

    /// <summary>Operations that answer with everything that was ever asked, so that they take longer with every request: one thing of each kind of each tenant is tried with them.</summary>
    public static IReadOnlySet<string> Histories { get; } = new HashSet<string>(StringComparer.Ordinal) { "audit.export" };

    /// <summary>Operations that a tenant's own call need not bring to success, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> NeverDone { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["health.ready"] = "a server without voices is not ready",
        ["preview.sound"] = "a server without voices plays no scenes",
        ["preview.performance"] = "a server without voices plays no scenes",
    };

    /// <summary>The kind of thing that a parameter or a field names; null when it names none.</summary>
    public static string? ThingOf(string operation, string name) =>
        ThingsOf.GetValueOrDefault($"{operation}:{name}") ?? (Things.Contains(name) || Returned.Contains(name) ? name : null);

    /// <summary>Whether a body that has a field cannot have another.</summary>
    public static bool IsInstead(string operation, string field, string other) => field != other && Alternatives.TryGetValue(operation, out var fields) && fields.Contains(field) && fields.Contains(other);

    /// <summary>Names of the description that are not here, each with the way out.</summary>
    public static IEnumerable<string> Unknown(IEnumerable<ApiOperation> operations) =>
        from operation in operations
        from parameter in operation.Parameters
        where parameter.Type == "string" && ThingOf(operation.Name, parameter.Name) is null
            && !Plain.Contains(parameter.Name) && !Shared.ContainsKey($"{operation.Name}:{parameter.Name}")
        select $"{operation.Name}: the parameter '{parameter.Name}' is not known to the isolation matrix; add it to Things (an id of a tenant's thing), Plain or Shared in {nameof(Vocabulary)}.cs.";
}
