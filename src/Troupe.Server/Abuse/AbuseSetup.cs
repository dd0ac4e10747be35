using Microsoft.Extensions.Options;
using Troupe.Server.Admission;

namespace Troupe.Server.Abuse;

/// <summary>Adds the room.</summary>
internal static class AbuseSetup
{
    /// <summary>Registers the watch and its options.</summary>
    public static void AddAbuse(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AbuseOptions>().BindConfiguration("Troupe:Abuse").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<AbuseOptions>>(new OwnMistakes<AbuseOptions>(options => options.Mistakes()));
        builder.Services.AddSingleton(Read);
        builder.Services.AddSingleton<ClientAddress>();
        builder.Services.AddSingleton<IClientAddress>(services => services.GetRequiredService<ClientAddress>());
        builder.Services.AddSingleton<AbuseRecorder>();
        builder.Services.AddHostedService(services => services.GetRequiredService<AbuseRecorder>());
        builder.Services.AddSingleton<AbuseWatch>();
        builder.Services.AddSingleton<ICallerWatch>(services => services.GetRequiredService<AbuseWatch>());
        builder.Services.AddHostedService<HoldFeed>();
    }

    private static AddressTable Read(IServiceProvider services)
    {
        if (services.GetRequiredService<IOptions<AbuseOptions>>().Value.AddressTable is not { } file)
        {
            return AddressTable.Empty;
        }

        var table = AddressTable.Read(File.ReadLines(file));
        services.GetRequiredService<ILogger<AbuseWatch>>().TableRead(table.Count);
        return table;
    }
}
