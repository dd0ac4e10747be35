namespace Troupe.Server.Presenters;

/// <summary>Adds the room and its addresses.</summary>
internal static class PresentersSetup
{
    /// <summary>Registers presenters. Voices and assets come from elsewhere: <see cref="IVoiceCatalog"/>, <see cref="IAssetCatalog"/>.</summary>
    public static void AddPresenters(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PresentersOptions>().BindConfiguration("Troupe:Presenters").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<PartSource>();
        builder.Services.AddSingleton<PreflightDesk>();
        builder.Services.AddSingleton<PresenterDirectory>();
        builder.Services.AddSingleton<Publisher>();
        builder.Services.AddSingleton<IWorker>(services => services.GetRequiredService<Publisher>());
        builder.Services.AddSingleton<IWorker, Rehearser>();
        builder.Services.AddSingleton<JobQueue>();
        builder.Services.AddHostedService(services => services.GetRequiredService<JobQueue>());
    }

    /// <summary>Maps <c>/v1/presenters</c>.</summary>
    public static void MapPresenters(this IEndpointRouteBuilder routes)
    {
        var presenters = routes.MapGroup("/v1/presenters");
        Reading.Map(presenters);
        ShowingManifest.Map(presenters);
        Creating.Map(presenters);
        Renaming.Map(presenters);
        SettingPersona.Map(presenters);
        SettingFlows.Map(presenters);
        ChoosingPreset.Map(presenters);
        ChangingLook.Map(presenters);
        AttachingBrand.Map(presenters);
        SettingVoice.Map(presenters);
        SettingSpeech.Map(presenters);
        SettingGestures.Map(presenters);
        Checking.Map(presenters);
        Publishing.Map(presenters);
        Pinning.Map(presenters);
        RollingBack.Map(presenters);
        Duplicating.Map(presenters);
        Archiving.Map(presenters);
        Queuing.Map(routes);
    }
}
