extern alias server;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using server::Troupe.Server.Sessions;
using Troupe.Conversation;
using ServerProgram = server::Program;

namespace Troupe.Benchmarks.Harness;

/// <summary>The real server in this process, on a free port of loopback, without a page and with an empty log in memory unless settings say otherwise.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    // What is under way when a benchmark is over is of no interest.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Http = new HttpClient { BaseAddress = Address };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>A client without credentials.</summary>
    public HttpClient Http { get; }

    /// <summary>Starts one.</summary>
    /// <param name="settings">Settings as <c>--Name=value</c>.</param>
    /// <param name="engines">Its engines, which outlive it; null for those of the settings.</param>
    /// <param name="configure">Puts services in, and a listener to the log.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<LoopbackServer> StartAsync(IEnumerable<string> settings, ConversationEngines? engines = null, Action<WebApplicationBuilder>? configure = null, CancellationToken cancellationToken = default)
    {
        var app = ServerProgram.Create(["--Urls=http://127.0.0.1:0", "--Troupe:Page:Folder=/nowhere", "--Troupe:Events:Store=Memory", .. settings], builder =>
        {
            builder.Logging.ClearProviders();
            if (engines is not null)
            {
                builder.Services.AddSingleton<EngineSource>(_ => Task.FromResult(new OpenedEngines(engines)));
            }

            configure?.Invoke(builder);
        });
        await app.StartAsync(cancellationToken);
        return new LoopbackServer(app);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        using var impatience = new CancellationTokenSource(Patience);
        await _app.StopAsync(impatience.Token);
        await _app.DisposeAsync();
    }
}
