using Microsoft.Extensions.Options;
using Troupe.Server.Events;

namespace Troupe.Server.Audit;

/// <summary>Adds the room.</summary>
internal static class AuditSetup
{
    /// <summary>Registers the audit and its options.</summary>
    public static void AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AuditOptions>().BindConfiguration("Troupe:Audit").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<AuditOptions>().PostConfigure<IOptions<EventsOptions>>(static (audit, events) =>
            audit.Folder ??= events.Value.Store == EventStoreKind.Memory ? null : Path.Combine(events.Value.Folder, "audit"));
        builder.Services.AddSingleton<AuditTrees>();
        builder.Services.AddSingleton<CheckpointSigner>();
        builder.Services.AddSingleton<AuditSpool>();
        builder.Services.AddSingleton<AuditWriter>();
        builder.Services.AddSingleton<AuditReader>();
        builder.Services.AddHostedService<AuditKeeper>();
    }
}
