using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace Troupe.Testing.Isolation;

/// <summary>A WebSocket that somebody opened, or was refused.</summary>
internal sealed class HeardSocket : IHeard
{
    private readonly ClientWebSocket _socket = new();
    private readonly StringBuilder _heard = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _reading = Task.CompletedTask;

    private HeardSocket() => _socket.Options.CollectHttpResponseDetails = true;

    /// <summary>The status of the answer: 101 when it was opened.</summary>
    public int Status { get; private set; }

    /// <summary>What came as text so far, and the text in frames of sound.</summary>
    public string Heard
    {
        get
        {
            lock (_heard)
            {
                return _heard.ToString();
            }
        }
    }

    /// <summary>Asks for a socket.</summary>
    /// <param name="server">Where the server is.</param>
    /// <param name="path">The address with its query.</param>
    /// <param name="credential">What is shown.</param>
    /// <param name="heard">Called for each frame.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<HeardSocket> OpenAsync(Uri server, string path, ShownCredential credential, Action heard, CancellationToken cancellationToken)
    {
        var socket = new HeardSocket();
        if (credential.Bearer is { } bearer)
        {
            socket._socket.Options.SetRequestHeader("Authorization", $"Bearer {bearer}");
        }

        if (credential.Origin is { } origin)
        {
            socket._socket.Options.SetRequestHeader("Origin", origin);
        }

        try
        {
            await socket._socket.ConnectAsync(new Uri($"ws://{server.Authority}{path}"), cancellationToken);
            socket._reading = socket.ReadAsync(heard);
        }
        catch (WebSocketException)
        {
            // The status says what came of it.
        }

        socket.Status = (int)socket._socket.HttpStatusCode;
        return socket;
    }

    /// <summary>Whether it was opened.</summary>
    public bool IsOpen => Status == (int)HttpStatusCode.SwitchingProtocols;

    /// <summary>Whether it still is.</summary>
    public bool IsAlive => _socket.State is WebSocketState.Open;

    /// <summary>Says something; a socket that was closed meanwhile hears nothing.</summary>
    public async Task SayAsync(string text, CancellationToken cancellationToken)
    {
        if (_socket.State is WebSocketState.Open)
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _socket.Abort();
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ReadAsync(Action heard)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer, _stop.Token) is { MessageType: not WebSocketMessageType.Close } frame)
            {
                heard();
                lock (_heard)
                {
                    _heard.Append(Encoding.UTF8.GetString(buffer, 0, frame.Count));
                }
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException)
        {
            // It is over.
        }
    }
}
