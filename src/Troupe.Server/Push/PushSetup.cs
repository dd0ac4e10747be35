namespace Troupe.Server.Push;

/// <summary>Adds the room.</summary>
internal static class PushSetup
{
    /// <summary>Registers the hub and its options.</summary>
    public static void AddPush(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PushOptions>().BindConfiguration("Troupe:Push").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<PushGate>();
        builder.Services.AddSingleton<PushHub>();
        builder.Services.AddHostedService(services => services.GetRequiredService<PushHub>());
    }
}
