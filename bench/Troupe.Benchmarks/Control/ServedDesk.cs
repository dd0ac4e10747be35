using System.Net.Http.Headers;
using System.Net.Http.Json;
using Troupe.Benchmarks.Harness;
using Troupe.Conversation;
using Troupe.Testing;

namespace Troupe.Benchmarks.Control;

/// <summary>The real server in this process, on loopback, and somebody who works on its presenters.</summary>
internal sealed class ServedDesk : IAsyncDisposable
{
    private readonly LoopbackServer _server;

    private ServedDesk(LoopbackServer server) => _server = server;

    /// <summary>Where it listens.</summary>
    public Uri Address => _server.Address;

    /// <summary>Starts it, without limits: what it can is measured, not what it lets somebody have.</summary>
    public static async Task<ServedDesk> StartAsync(string[] settings, CancellationToken cancellationToken) => new(await LoopbackServer.StartAsync(
        ["--Troupe:Limits:Capacity=1000000", "--Troupe:Limits:Tiers:local:Scale=1000000", .. settings], new ConversationEngines { Writer = new ScriptedWriter(TimeProvider.System, "unused") }, cancellationToken: cancellationToken));

    /// <summary>Creates a presenter.</summary>
    public async Task CreateAsync(string id, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/presenters") { Content = JsonContent.Create(new { name = id, id }) };
        request.Headers.Add("Idempotency-Key", id);
        using var response = await _server.Http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Renames a presenter; answered when it is durable.</summary>
    public async Task RenameAsync(string id, string name, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/v1/presenters/{id}/name") { Content = JsonContent.Create(new { name }) };
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        using var response = await _server.Http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
