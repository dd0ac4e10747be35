using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Server.Sessions;
using Troupe.Testing;
using Wire = Troupe.Contracts.Wire;

namespace Troupe.House.Tests.Secrets;

/// <summary>What people and presenters say to each other is theirs: none of it appears in a log above Trace, in a span or in a metric.</summary>
[Trait("Category", "process")]
public sealed class NoSecretsSaidTests
{
    private const string Canary = "zanzibar";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_whole_conversation_leaves_no_word_in_logs_spans_or_metrics()
    {
        using var overheard = new Overheard();
        using var writer = new ScriptedWriter(TimeProvider.System, $"{Canary} is an island.", $"{Canary} again, and more.") { FailAtWord = 2 };
        await using var server = await StartAsync(overheard, writer);
        using var late = new CancellationTokenSource(Patience);
        using var client = new ClientWebSocket();
        using var http = new HttpClient { BaseAddress = new Uri(Address(server)) };
        var heard = new List<string>();

        var created = await CreateAsync(http, late.Token);
        await client.ConnectAsync(new Uri(created.Url), late.Token);
        await SendAsync(client, new SessionStart { Id = "1", Protocol = Contracts.Protocol.Version, Input = new AudioFormatOffer(16_000), Output = new AudioFormatOffer(16_000) });
        await SendAsync(client, new MessageSend { Id = "2", Text = $"Is {Canary} far?" });
        heard.Add((await UntilAsync<ReplyEnd>(client, late.Token)).Text);
        await SendAsync(client, new TurnInterrupt { Id = "3" });
        await UntilAsync<TurnEnded>(client, late.Token);

        writer.Failure = new EngineException("The endpoint hung up.", transient: true);
        await SendAsync(client, new MicrophoneOpen { Id = "4" });
        await SpeakAsync(client);
        heard.Add((await UntilAsync<TranscriptEnd>(client, late.Token)).Text);
        await UntilAsync<ErrorRaised>(client, late.Token);

        await SendTextAsync(client, $$"""{"type":"message.send","id":"5","text":["{{Canary}}"]}""");
        await SendTextAsync(client, $"{Canary} is not JSON");
        await SendAsync(client, new SessionEnd { Id = "6" });
        await UntilAsync<SessionEnded>(client, late.Token);
        await server.StopAsync(late.Token);

        heard.ShouldAllBe(text => text.Contains(Canary));
        overheard.Said.ShouldContain(said => said.Contains("Session"), "the listeners listen");
        overheard.Said.ShouldContain(said => said.StartsWith("metric: troupe.", StringComparison.Ordinal), "the listeners listen");
        overheard.Said.Where(said => said.Contains(Canary, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    private static async Task<WebApplication> StartAsync(Overheard overheard, IChatClient writer)
    {
        var app = Program.Create(["--Urls=http://127.0.0.1:0", "--Troupe:Page:Folder=/nowhere", "--Troupe:Events:Store=Memory"], builder =>
        {
            builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(overheard);
            builder.Services.AddSingleton<EngineSource>(_ => Task.FromResult(new OpenedEngines(new ConversationEngines
            {
                Writer = writer,
                VoiceActivity = new ScriptedVoiceActivity(),
                Recognizer = new ScriptedRecognizer(TimeProvider.System, $"tell me about {Canary}"),
                Synthesizer = new ScriptedSynthesizer(TimeProvider.System) { FirstByte = TimeSpan.FromMilliseconds(5) },
            })));
        });
        await app.StartAsync();
        return app;
    }

    private static string Address(WebApplication server) => server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    private static async Task<SessionCreated> CreateAsync(HttpClient http, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var response = await http.PostAsync("/v1/sessions", content: null, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return (await response.Content.ReadFromJsonAsync<SessionCreated>(cancellationToken))!;
            }
        }
    }

    // Speech-loud packets for 1.2 s, then a second of silence.
    private static async Task SpeakAsync(ClientWebSocket client)
    {
        const int samples = 320;
        for (var packet = 0; packet < 110; packet++)
        {
            var frame = new byte[AudioPacket.HeaderBytes + (samples * sizeof(short))];
            new AudioPacket(AudioPacketKind.Microphone, 0, 0, (uint)(packet * samples), 0, Last: false).Write(frame);
            for (var sample = 0; packet < 60 && sample < samples; sample++)
            {
                BitConverter.TryWriteBytes(frame.AsSpan(AudioPacket.HeaderBytes + (sample * sizeof(short))), (short)(sample % 40 < 20 ? 9000 : -9000));
            }

            await client.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        }
    }

    private static Task SendAsync(ClientWebSocket client, ClientMessage message) => SendTextAsync(client, Encoding.UTF8.GetString(Wire.Write(message)));

    private static Task SendTextAsync(ClientWebSocket client, string text) =>
        client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<T> UntilAsync<T>(ClientWebSocket client, CancellationToken cancellationToken) where T : ServerMessage
    {
        var buffer = new byte[256 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult result;
            do
            {
                result = await client.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                length += result.Count;
            }
            while (!result.EndOfMessage);

            if (result.MessageType == WebSocketMessageType.Close)
            {
                throw new ShouldAssertException($"The socket closed before a {typeof(T).Name} came.");
            }

            if (result.MessageType == WebSocketMessageType.Text && Wire.ReadServer(buffer.AsSpan(0, length)) is T wanted)
            {
                return wanted;
            }
        }
    }
}
