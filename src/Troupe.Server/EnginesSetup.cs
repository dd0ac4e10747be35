using Microsoft.Extensions.Options;
using Troupe.Conversation;
using Troupe.Engines;
using Troupe.Server.Sessions;

namespace Troupe.Server;

/// <summary>Has sessions opened with the engines that the settings name.</summary>
internal static class EnginesSetup
{
    /// <summary>Registers them.</summary>
    public static void AddEngines(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<EngineOptions>().BindConfiguration("Troupe:Engines").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<EngineOptions>>(new OwnMistakes<EngineOptions>(options => options.Mistakes()));
        builder.Services.AddSingleton<EngineSource>(services => async cancellationToken =>
        {
            var conversation = services.GetRequiredService<IOptions<ConversationOptions>>().Value;
            var set = await EngineSet.OpenAsync(
                services.GetRequiredService<IOptions<EngineOptions>>().Value,
                conversation.PresenterName,
                services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILoggerFactory>(),
                cancellationToken);
            try
            {
                await set.WarmAsync(conversation, cancellationToken);
            }
            catch
            {
                await set.DisposeAsync();
                throw;
            }

            return new OpenedEngines(set.Engines, set);
        });
    }
}
