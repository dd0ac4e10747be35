using Troupe.Server.Commands;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Policy;

/// <summary>Adds the room.</summary>
internal static class PolicySetup
{
    /// <summary>Registers the policy of all tenants.</summary>
    public static void AddPolicy(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TenantRulesets>();
        builder.Services.AddSingleton<IPolicy>(services => services.GetRequiredService<TenantRulesets>());
        builder.Services.AddSingleton<ITextScreen, TextScreen>();
        builder.Services.AddHostedService<PolicyFeed>();
        builder.Services.AddSingleton<HeldPhrases>();
        builder.Services.AddSingleton<HeldEdits>();
        builder.Services.AddSingleton<EditGate>();
        builder.Services.AddSingleton<ReviewFeed>();
        builder.Services.AddSingleton<IKeepsPersons>(services => services.GetRequiredService<ReviewFeed>());
        builder.Services.AddHostedService(services => services.GetRequiredService<ReviewFeed>());
    }
}
