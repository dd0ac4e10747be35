using Microsoft.OpenApi;

namespace Troupe.Server.Api;

/// <summary>What the operations are about, in the order in which a reader wants them.</summary>
internal static class ApiTags
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<OpenApiTag> All { get; } =
    [
        .. new (string Name, string Description)[]
        {
            ("Presenters", "Who talks, how it looks and sounds: drafts, revisions, pins, and the work on them that is queued."),
            ("Sessions", "Conversations, and directing a presenter while it talks."),
            ("Assets", "Pictures, models, sound and characters, named by their hash."),
            ("Subscriptions", "Being told what happens, as it happens."),
            ("Policy", "What may be said, worn and changed."),
            ("Reviews", "What the policy holds until somebody decides."),
            ("Keys", "API keys of a tenant."),
            ("Tokens", "Short-lived credentials for pages and people, and the keys that verify them."),
            ("Tenants", "Tenants, and the issuers that they trust."),
            ("Subjects", "Persons of whom data is kept: what there is, and its erasure."),
            ("Recordings", "What was said in sessions, where the server records: encrypted for the person, and opened for whoever answers for their data."),
            ("Limits", "What is left of budgets."),
            ("Audit", "Who did what, in a log that proves itself."),
            ("Preview", "Scenes for the page that tries animations."),
            ("Health", "Whether the server lives and can talk."),
        }.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }),
    ];
}
