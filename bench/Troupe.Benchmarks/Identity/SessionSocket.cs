using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Troupe.Contracts;

namespace Troupe.Benchmarks.Identity;

/// <summary>A session in writing over sockets that come and go, which counts what it missed and what came twice.</summary>
internal sealed class SessionSocket : IDisposable
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private ClientWebSocket _socket = new();
    private Uri _resume = null!;

    /// <summary>Number of the last message.</summary>
    public long Seq { get; private set; }

    /// <summary>Messages whose number was left out.</summary>
    public long Lost { get; private set; }

    /// <summary>How often it tried to come back.</summary>
    public int Attempts { get; private set; }

    /// <summary>Messages that came again.</summary>
    public long Duplicated { get; private set; }

    /// <summary>Creates a session and does its handshake.</summary>
    /// <param name="http">The server.</param>
    /// <param name="token">The credential; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SessionSocket> OpenAsync(HttpClient http, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/sessions");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, cancellationToken);
        var created = response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<SessionCreated>(Wire.Json, cancellationToken))!
            : throw new InvalidOperationException(await response.Content.ReadAsStringAsync(cancellationToken));
        var opened = new SessionSocket();
        await opened._socket.ConnectAsync(new Uri(created.Url), cancellationToken);
        await opened.SendAsync(new SessionStart { Id = "start", Protocol = Protocol.Version }, cancellationToken);
        var started = await opened.UntilAsync<SessionStarted>(cancellationToken);
        opened._resume = new Uri(started.ResumeUrl);
        return opened;
    }

    /// <summary>Loses the line.</summary>
    public void Cut()
    {
        _socket.Abort();
        _socket.Dispose();
    }

    /// <summary>Comes back on a new socket, at the first attempt that the server takes, with random waits as the client of pages has them.</summary>
    public async Task ResumeAsync(Random random, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.NextDouble() * Math.Min(5000, 250 * Math.Pow(2, attempt))), cancellationToken);
            _socket = new ClientWebSocket();
            Attempts++;
            try
            {
                await _socket.ConnectAsync(_resume, cancellationToken);
                await SendAsync(new SessionResume { Id = $"resume-{attempt}", Protocol = Protocol.Version, Seq = Seq }, cancellationToken);
                await UntilAsync<SessionResumed>(cancellationToken);
                return;
            }
            catch (WebSocketException)
            {
                _socket.Dispose();
            }
        }
    }

    /// <summary>Reads until the message of a number.</summary>
    public async Task ReadToAsync(long seq, CancellationToken cancellationToken)
    {
        while (Seq < seq)
        {
            await ReadAsync(cancellationToken);
        }
    }

    /// <summary>Reads until a message of a type.</summary>
    public async Task<TMessage> UntilAsync<TMessage>(CancellationToken cancellationToken)
        where TMessage : ServerMessage
    {
        while (true)
        {
            if (await ReadAsync(cancellationToken) is TMessage wanted)
            {
                return wanted;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private async Task<ServerMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            if (read.MessageType is WebSocketMessageType.Close)
            {
                throw new WebSocketException("The server closed the socket.");
            }

            length += read.Count;
            if (read.EndOfMessage)
            {
                break;
            }
        }

        var message = Wire.ReadServer(_buffer.AsSpan(0, length));
        if (message is { Seq: > 0 } numbered)
        {
            Lost += Math.Max(0, numbered.Seq - Seq - 1);
            Duplicated += numbered.Seq <= Seq ? 1 : 0;
            Seq = Math.Max(Seq, numbered.Seq);
        }

        return message;
    }

    private Task SendAsync(ClientMessage message, CancellationToken cancellationToken) => _socket.SendAsync(Wire.Write(message), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
}
