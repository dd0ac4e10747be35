using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
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
            var (connections, sockets) = Caps(configuration);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = connections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = sockets;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });

        // Kestrel takes the factory that was registered last.
        builder.Services.AddSingleton<IConnectionListenerFactory>(services =>
        {
            var (connections, sockets) = Caps(builder.Configuration);
            var transport = new SocketTransportFactory(services.GetRequiredService<IOptions<SocketTransportOptions>>(), services.GetRequiredService<ILoggerFactory>());
            return new CappedListeners(transport, connections + sockets);
        });
    }

    /// <summary>
    /// The caps of plain and of upgraded connections. Kestrel reads them before settings are checked; a server with mistakes in them does not start,
    /// so that taking at least 1 is harmless.
    /// </summary>
    private static (int Connections, int Sockets) Caps(IConfiguration configuration)
    {
        var delivery = new DeliveryOptions();
        try
        {
            configuration.GetSection(Section).Bind(delivery);
        }
        catch (InvalidOperationException)
        {
            // A value that is not of its setting's type is a mistake that the check names.
        }

        return (Math.Max(delivery.MaxConnections, 1), Math.Max(delivery.MaxSockets, 1) + UpgradeSlack);
    }

    private sealed class CapsFitDescriptors : IValidateOptions<DeliveryOptions>
    {
        public ValidateOptionsResult Validate(string? name, DeliveryOptions options) =>
            FileDescriptors.Objection(options.MaxConnections, options.MaxSockets + UpgradeSlack, FileDescriptors.Limit()) is { } objection
                ? ValidateOptionsResult.Fail(objection)
                : ValidateOptionsResult.Success;
    }
}
