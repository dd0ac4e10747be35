using System.Net.Http.Json;
using Troupe.Benchmarks.Harness;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Conversation.Timing;

namespace Troupe.Benchmarks.Sessions;

/// <summary>The real server in this process, on loopback, with sessions of <see cref="PlainClient"/>s.</summary>
internal sealed class ServedSessions : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly List<PlainClient> _clients = [];

    private ServedSessions(LoopbackServer server) => _server = server;

    /// <summary>The clients.</summary>
    public IReadOnlyList<PlainClient> Clients => _clients;

    /// <summary>Starts the server.</summary>
    /// <param name="engines">Its engines; they outlive it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ServedSessions> StartAsync(ConversationEngines engines, CancellationToken cancellationToken)
    {
        // Clients answer no pings, so none must come while they are measured.
        string[] settings =
        [
            "--Troupe:Conversation:Greeting=", "--Troupe:Sessions:MaxSessions=2000", "--Troupe:Delivery:MaxSockets=2000",
            "--Troupe:Delivery:KeepAliveInterval=00:01:00", "--Troupe:Delivery:SendPatience=00:02:00", "--Troupe:Delivery:Retention=00:05:00",
        ];
        return new ServedSessions(await LoopbackServer.StartAsync(settings, engines, cancellationToken: cancellationToken));
    }

    /// <summary>Opens sessions.</summary>
    public async Task OpenAsync(int count, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++)
        {
            using var response = await _server.Http.PostAsync("/v1/sessions", content: null, cancellationToken);
            response.EnsureSuccessStatusCode();
            _clients.Add(PlainClient.Open(new Uri((await response.Content.ReadFromJsonAsync<SessionCreated>(cancellationToken))!.Url)));
        }
    }

    /// <summary>Has every client send silence for a while, in real time, and throws away what comes.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="every20">Done by each client with each packet, with the number of the packet; null for nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Bytes that came.</returns>
    public async Task<long> ListenAsync(TimeSpan duration, Action<PlainClient, int>? every20, CancellationToken cancellationToken)
    {
        var packets = (int)(duration / TimeSpan.FromMilliseconds(Protocol.PacketMilliseconds));
        long bytes = 0;
        var clock = new MediaClock(TimeProvider.System);
        for (var packet = 0; packet < packets; packet++)
        {
            foreach (var client in _clients)
            {
                client.SendSilence();
                every20?.Invoke(client, packet);
                bytes += client.Drain();
            }

            await clock.WaitUntilAsync(MediaTime.Zero + ((packet + 1) * TimeSpan.FromMilliseconds(Protocol.PacketMilliseconds)), cancellationToken);
        }

        return bytes;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        return _server.DisposeAsync();
    }
}
