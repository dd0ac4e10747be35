extern alias server;

using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using server::Troupe.Server.Events;
using server::Troupe.Server.Events.Protection;
using server::Troupe.Server.Sessions;
using Troupe.Conversation;
using Troupe.Testing;
using ServerProgram = server::Program;

namespace Troupe.Benchmarks.Identity;

/// <summary>The real server in this process, on loopback, with conversations that the benchmark plays.</summary>
internal sealed class IdentityServer : IAsyncDisposable
{
    // Nodes of a cluster share their key store.
    private static readonly ConditionalWeakTable<IEventStore, Keyring> Keyrings = [];

    private readonly WebApplication _app;

    private IdentityServer(WebApplication app)
    {
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    /// <summary>A client without credentials.</summary>
    public HttpClient Http { get; }

    /// <summary>Starts one.</summary>
    /// <param name="store">Its store; servers of one store are nodes of a cluster.</param>
    /// <param name="converse">Holds its conversations.</param>
    /// <param name="settings">Settings as <c>--Name=value</c>.</param>
    public static async Task<IdentityServer> StartAsync(IEventStore store, Converse converse, params string[] settings)
    {
        var app = ServerProgram.Create(["--Urls=http://127.0.0.1:0", "--Troupe:Page:Folder=/nowhere", "--Troupe:Events:Store=Memory", .. settings], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(store);
            builder.Services.AddSingleton(Keyrings.GetValue(store, _ => Keyring.InMemory()));
            builder.Services.AddSingleton(converse);
            builder.Services.AddSingleton<EngineSource>(_ => Task.FromResult(new OpenedEngines(new ConversationEngines { Writer = new ScriptedWriter(TimeProvider.System, "Yes.") })));
        });
        await app.StartAsync();
        return new IdentityServer(app);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        using var impatience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _app.StopAsync(impatience.Token);
        await _app.DisposeAsync();
    }
}
