using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Troupe.Server.Admission;

namespace Troupe.Server.Limits;

/// <summary>Adds the room.</summary>
internal static class LimitsSetup
{
    /// <summary>Registers limits; tiers come from an <see cref="ITierDirectory"/>.</summary>
    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LimitsOptions>().BindConfiguration("Troupe:Limits").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<LimitsOptions>>(new OwnMistakes<LimitsOptions>(options => options.Mistakes()));
        builder.Services.TryAddSingleton<ITierDirectory, TiersByName>();
        builder.Services.AddSingleton<ServerLoad>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ServerLoad>());
        builder.Services.AddSingleton<LimitsMetrics>();
        builder.Services.AddSingleton<Limiter>();
        builder.Services.AddSingleton<TalkBudget>();
        builder.Services.AddSingleton<StrangerLimit>();
        builder.Services.AddSingleton<IStrangerLimit>(services => services.GetRequiredService<StrangerLimit>());
    }
}
