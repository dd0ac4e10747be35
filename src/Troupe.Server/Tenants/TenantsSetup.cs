using Troupe.Server.Admission;
using Troupe.Server.Limits;

namespace Troupe.Server.Tenants;

/// <summary>Adds the room.</summary>
internal static class TenantsSetup
{
    /// <summary>Registers the directory.</summary>
    public static void AddTenants(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TenantDirectory>();
        builder.Services.AddSingleton<TokenMint>();
        builder.Services.AddSingleton<ITenantDirectory>(services => services.GetRequiredService<TenantDirectory>());
        builder.Services.AddSingleton<ITierDirectory>(services => services.GetRequiredService<TenantDirectory>());
        builder.Services.AddHostedService(services => services.GetRequiredService<TenantDirectory>());
    }
}
