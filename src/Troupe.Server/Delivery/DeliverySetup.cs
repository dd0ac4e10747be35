using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Troupe.Server.Delivery;

/// <summary>Adds the room.</summary>
internal static class DeliverySetup
{
    /// <summary>
    /// Upgraded connections that Kestrel lets in beyond ours: a socket leaves our count a moment before Kestrel's, whose refusal would be a bare 500.
    /// </summary>
    private const int UpgradeSlack = 32;

    private const string Section = "Troupe:Delivery";

    /// <summary>Registers delivery, its options and Kestrel's limits; the caps are checked against the file descriptors at start.</summary>
    public static void AddDelivery(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<DeliveryOptions>().BindConfiguration(Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<DeliveryOptions>, CapsFitDescriptors>();
        builder.Services.AddSingleton<DeliveryMetrics>();
        builder.Services.AddSingleton<SocketGate>();
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IConfiguration>((kestrel, configuration) =>
        {
            // Kestrel reads this before settings are checked. A server with mistakes in them does not start, so a limit of at least 1 is harmless.
            var delivery = configuration.GetSection(Section).Get<DeliveryOptions>() ?? new DeliveryOptions();
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = Math.Max(delivery.MaxConnections, 1);
            kestrel.Limits.MaxConcurrentUpgradedConnections = Math.Max(delivery.MaxSockets, 1) + UpgradeSlack;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
    }

    private sealed class CapsFitDescriptors : IValidateOptions<DeliveryOptions>
    {
        public ValidateOptionsResult Validate(string? name, DeliveryOptions options) =>
            FileDescriptors.Objection(options.MaxConnections, options.MaxSockets + UpgradeSlack, FileDescriptors.Limit()) is { } objection
                ? ValidateOptionsResult.Fail(objection)
                : ValidateOptionsResult.Success;
    }
}
