using Microsoft.Extensions.Options;
using Troupe.Conversation;
using Troupe.Server.Events.Protection;
using Troupe.Server.Presenters;

namespace Troupe.Server.Sessions;

/// <summary>Adds the room.</summary>
internal static class SessionsSetup
{
    /// <summary>Registers sessions and their options. The engines come from an <see cref="EngineSource"/>.</summary>
    public static void AddSessions(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SessionsOptions>().BindConfiguration("Troupe:Sessions").ValidateDataAnnotations()
            .Validate(sessions => ConversationProfiles.IsKnown(sessions.Profile), ConversationProfiles.Unknown).ValidateOnStart();
        builder.Services.AddOptions<ConversationOptions>()
            .Configure<IConfiguration>((options, settings) => ConversationProfiles.Apply(settings["Troupe:Sessions:Profile"], options))
            .BindConfiguration("Troupe:Conversation").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ConversationOptions>, ConversationLimits>();
        builder.Services.AddOptions<JournalOptions>().BindConfiguration("Troupe:Journal").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Services.AddSingleton<SessionsMetrics>();
        builder.Services.AddSingleton<SessionRecordings>();
        builder.Services.AddSingleton<IKeepsPersons>(services => services.GetRequiredService<SessionRecordings>());
        builder.Services.AddHostedService(services => services.GetRequiredService<SessionRecordings>());
        builder.Services.AddHostedService<RecordingSweep>();
        builder.Services.AddSingleton<ResumeTickets>();
        builder.Services.AddSingleton<SessionWatch>();
        builder.Services.AddSingleton<SessionRules>();
        builder.Services.AddSingleton<SocketHost>();
        builder.Services.AddSingleton<Casting>();
        builder.Services.AddSingleton<IVoiceCatalog, SessionVoices>();
        builder.Services.AddSingleton<IRehearsal, SessionRehearsal>();
        builder.Services.AddHostedService<PresenterFollower>();
        builder.Services.AddSingleton<SessionEngines>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SessionEngines>());
        builder.Services.AddSingleton<SessionStore>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SessionStore>());
        builder.Services.AddSingleton<SessionPolicy>();
        builder.Services.AddSingleton<Converse>(services =>
        {
            var (metrics, logger) = (services.GetRequiredService<SessionsMetrics>(), services.GetRequiredService<ILogger<TurnJournal>>());
            var recordings = services.GetRequiredService<SessionRecordings>();
            var time = services.GetRequiredService<TimeProvider>();
            var policy = services.GetRequiredService<SessionPolicy>();
            return async (session, caller, engines, options, settings, transport, cancellationToken) =>
            {
                var (tenant, recording) = (caller.Tenant, recordings.Begin(session, caller));
                try
                {
                    var journal = new TurnJournal(metrics, logger, recording?.Recorder);
                    return await new ConversationLoop(
                        policy.Of(tenant, engines), policy.Of(tenant, options), policy.Of(tenant, settings), transport, journal, time, policy.SpeechOf(tenant, session), policy.InputOf(tenant)).RunAsync(cancellationToken);
                }
                finally
                {
                    await recordings.EndAsync(recording);
                }
            };
        });
    }
}
