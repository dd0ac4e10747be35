using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Server.Tests.Tenants;

namespace Troupe.Server.Tests.Admission;

/// <summary>Something that lasts on a credential's behalf, listened to until it ends.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="End">Completes with the code of the last word, when it was heard, and the connection's end has been seen.</param>
internal sealed record LongConnection(string Kind, Task<(string Code, long At)> End)
{
    /// <summary>Every kind.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["session", "control", "events", "socket"];

    /// <summary>The scopes that they need together.</summary>
    public static string[] Scopes { get; } = ["session:talk", "session:control", "presenter:view"];

    /// <summary>Opens one.</summary>
    public static async Task<LongConnection> OpenAsync(string kind, TestServer server, string token, string session) => kind switch
    {
        "session" => new(kind, EndOfSessionAsync(await SessionAsync(server, token))),
        "control" => new(kind, EndOfSocketAsync(await SocketAsync(server, token, $"/v1/sessions/{session}/control"))),
        "socket" => new(kind, EndOfSocketAsync(await SocketAsync(server, token, "/v1/subscriptions"))),
        _ => new(kind, EndOfEventsAsync(await EventsAsync(server, token, ""))),
    };

    /// <summary>Follows by server-sent events, from when it is told that it does.</summary>
    public static async Task<StreamReader> EventsAsync(TestServer server, string token, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/subscriptions{query}") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.IsSuccessStatusCode.ShouldBeTrue(await TextAsync(response));
        var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync())!.ShouldStartWith("id: ");
        (await reader.ReadLineAsync()).ShouldBe("event: begin");
        return reader;
    }

    /// <summary>Opens a WebSocket with a token.</summary>
    public static async Task<ClientWebSocket> SocketAsync(TestServer server, string token, string path)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await socket.ConnectAsync(new Uri($"ws://{server.Address.Authority}{path}"), CancellationToken.None);
        return socket;
    }

    /// <summary>Opens a session with a token.</summary>
    public static async Task<WireClient> SessionAsync(TestServer server, string token)
    {
        using var http = Identity.Client(server, token);
        using var response = await http.PostAsync("/v1/sessions", content: null);
        var client = await WireClient.ConnectAsync((await response.Content.ReadFromJsonAsync<SessionCreated>(Wire.Json))!.Url);
        await client.SendAsync(new SessionStart { Id = "start", Protocol = Protocol.Version });
        await client.NextAsync<CommandAccepted>();
        await client.NextAsync<SessionStarted>();
        return client;
    }

    /// <summary>Reads server-sent events until the last word and the end.</summary>
    public static async Task<(string Code, long At)> EndOfEventsAsync(StreamReader events)
    {
        using var reader = events;
        string? name = null, code = null;
        while (await reader.ReadLineAsync() is { } line)
        {
            name = line is ['e', 'v', 'e', 'n', 't', ':', ' ', .. var called] ? called : name;
            if (name == "end" && line is ['d', 'a', 't', 'a', ':', ' ', .. var json])
            {
                code = JsonSerializer.Deserialize<SubscriptionEnded>(json, Wire.Json)!.Code;
            }
        }

        return (code.ShouldNotBeNull("the line ended without a word"), TimeProvider.System.GetTimestamp());
    }

    /// <summary>Reads a WebSocket until it is closed: its last frame and its close say the same.</summary>
    public static async Task<(string Code, long At)> EndOfSocketAsync(ClientWebSocket opened)
    {
        using var socket = opened;
        var buffer = new byte[16_384];
        JsonElement last = default;
        while (true)
        {
            var frame = await socket.ReceiveAsync(buffer, CancellationToken.None);
            if (frame.MessageType is WebSocketMessageType.Close)
            {
                break;
            }

            last = JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, frame.Count));
        }

        var at = TimeProvider.System.GetTimestamp();
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.PolicyViolation);
        last.GetProperty("code").GetString().ShouldBe(socket.CloseStatusDescription);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        return (socket.CloseStatusDescription!, at);
    }

    private static async Task<(string Code, long At)> EndOfSessionAsync(WireClient client)
    {
        using var open = client;
        var (reason, status) = await client.EndAsync();
        status.ShouldBe(WebSocketCloseStatus.PolicyViolation);
        return (reason is SessionEndReason.TokenExpired ? "token_expired" : reason is SessionEndReason.TokenRevoked ? "token_revoked" : reason.ToString(), TimeProvider.System.GetTimestamp());
    }

    private static async Task<string> TextAsync(HttpResponseMessage response) => response.IsSuccessStatusCode ? "" : await response.Content.ReadAsStringAsync();
}
