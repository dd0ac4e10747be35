extern alias server;

using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using server::Troupe.Server.Sessions;
using Troupe.Conversation;
using Troupe.Testing;
using ServerProgram = server::Program;

namespace Troupe.Benchmarks.Control;

/// <summary>The real server in this process, on loopback, and somebody who works on its presenters.</summary>
internal sealed class ServedDesk : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private ServedDesk(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        _http = new HttpClient { BaseAddress = Address };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts it, without limits: what it can is measured, not what it lets somebody have.</summary>
    public static async Task<ServedDesk> StartAsync(string[] settings, CancellationToken cancellationToken)
    {
        var app = ServerProgram.Create(["--Urls=http://127.0.0.1:0", "--Troupe:Page:Folder=/nowhere", "--Troupe:Limits:Capacity=1000000", "--Troupe:Limits:Tiers:local:Scale=1000000", .. settings], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<EngineSource>(_ => Task.FromResult(new OpenedEngines(new ConversationEngines { Writer = new ScriptedWriter(TimeProvider.System, "unused") })));
        });
        await app.StartAsync(cancellationToken);
        return new ServedDesk(app);
    }

    /// <summary>Creates a presenter.</summary>
    public async Task CreateAsync(string id, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/presenters") { Content = JsonContent.Create(new { name = id, id }) };
        request.Headers.Add("Idempotency-Key", id);
        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Renames a presenter; answered when it is durable.</summary>
    public async Task RenameAsync(string id, string name, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/v1/presenters/{id}/name") { Content = JsonContent.Create(new { name }) };
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
