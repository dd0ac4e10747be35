using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Troupe.Contracts;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;
using Troupe.Server.Sessions;

namespace Troupe.Server.Tests;

/// <summary>The real server on a free port of loopback.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    // Servers that share a store share its key store.
    private static readonly ConditionalWeakTable<IEventStore, Keyring> Keyrings = [];

    private readonly WebApplication _app;

    private TestServer(WebApplication app, ScriptedConversations conversations)
    {
        _app = app;
        Conversations = conversations;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Http = new HttpClient { BaseAddress = Address };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>A client without credentials.</summary>
    public HttpClient Http { get; }

    /// <summary>The conversations that the test plays itself; unused when the server was started with real ones.</summary>
    public ScriptedConversations Conversations { get; }

    /// <summary>The services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The sessions.</summary>
    public SessionStore Sessions => Services.GetRequiredService<SessionStore>();

    /// <summary>Starts a server whose conversations the test plays itself.</summary>
    public static Task<TestServer> StartAsync(params string[] settings) => StartAsync(TestEngines.Whole, settings);

    /// <summary>Starts a server whose conversations the test plays itself, with services of the test's choice.</summary>
    public static Task<TestServer> StartAsync(Action<IServiceCollection> configure, params string[] settings)
    {
        var conversations = new ScriptedConversations();
        return StartAsync(conversations, builder =>
        {
            builder.Services.AddSingleton<EngineSource>(TestEngines.Whole);
            builder.Services.AddSingleton<Converse>(conversations.ConverseAsync);
            configure(builder.Services);
        }, settings);
    }

    /// <summary>Starts a server with engines of the test's choice, whose conversations the test plays itself.</summary>
    public static Task<TestServer> StartAsync(EngineSource engines, params string[] settings)
    {
        var conversations = new ScriptedConversations();
        return StartAsync(conversations, builder =>
        {
            builder.Services.AddSingleton(engines);
            builder.Services.AddSingleton<Converse>(conversations.ConverseAsync);
        }, settings);
    }

    /// <summary>Starts a server on a clock of the test's choice, whose conversations the test plays itself.</summary>
    public static Task<TestServer> StartAsync(TimeProvider time, params string[] settings) => StartPlayedAsync(builder => builder.Services.AddSingleton(time), settings);

    /// <summary>Starts a server on a store that others use too, whose conversations the test plays itself.</summary>
    public static Task<TestServer> StartOnAsync(IEventStore store, params string[] settings) => StartPlayedAsync(builder =>
    {
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(Keyrings.GetValue(store, _ => Keyring.InMemory()));
    }, settings);

    /// <summary>Starts a server with real conversations between engines of the test's choice.</summary>
    public static Task<TestServer> StartRealAsync(EngineSource engines, params string[] settings) => StartRealAsync(engines, _ => { }, settings);

    /// <summary>Starts a server with real conversations between engines of the test's choice, and services of its choice.</summary>
    public static Task<TestServer> StartRealAsync(EngineSource engines, Action<IServiceCollection> configure, params string[] settings) =>
        StartAsync(
            new ScriptedConversations(),
            builder =>
            {
                builder.Services.AddSingleton(engines);
                configure(builder.Services);
            },
            ["--Troupe:Conversation:Greeting=", .. settings]);

    /// <summary>Creates a session.</summary>
    /// <param name="request">What it shows; null for the server's own presenter.</param>
    public async Task<SessionCreated> CreateAsync(SessionRequest? request = null)
    {
        using var response = await Http.PostAsync("/v1/sessions", request is null ? null : JsonContent.Create(request, options: Wire.Json));
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);
        return (await response.Content.ReadFromJsonAsync<SessionCreated>())!;
    }

    /// <summary>Creates a session and does its handshake.</summary>
    public async Task<(WireClient Client, SessionStarted Started)> OpenAsync(int? input = 16_000, int? output = 24_000, SessionRequest? request = null)
    {
        var created = await CreateAsync(request);
        var client = await WireClient.ConnectAsync(created.Url);
        await client.SendAsync(new SessionStart
        {
            Id = "start",
            Protocol = Protocol.Version,
            Input = input is { } inputRate ? new AudioFormatOffer(inputRate) : null,
            Output = output is { } outputRate ? new AudioFormatOffer(outputRate) : null,
        });
        (await client.NextAsync<CommandAccepted>()).Command.ShouldBe("start");
        return (client, await client.NextAsync<SessionStarted>());
    }

    /// <summary>Reads the code of a problem+json answer.</summary>
    public static async Task<string> CodeOfAsync(HttpResponseMessage response)
    {
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.GetProperty("code").GetString()!;
    }

    /// <summary>Waits until no session is left; asks the server for its health meanwhile.</summary>
    public async Task UntilEmptyAsync()
    {
        using var late = new CancellationTokenSource(WireClient.Patience);
        while (Sessions.Count > 0)
        {
            (await Http.GetAsync("/healthz", late.Token)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        }
    }

    /// <summary>Stops the server as a signal would.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        using var impatience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        await _app.StopAsync(impatience.Token);
        await _app.DisposeAsync();
    }

    private static Task<TestServer> StartPlayedAsync(Action<WebApplicationBuilder> configure, string[] settings)
    {
        var conversations = new ScriptedConversations();
        return StartAsync(conversations, builder =>
        {
            configure(builder);
            builder.Services.AddSingleton(TestEngines.Whole);
            builder.Services.AddSingleton<Converse>(conversations.ConverseAsync);
        }, settings);
    }

    private static async Task<TestServer> StartAsync(ScriptedConversations conversations, Action<WebApplicationBuilder> configure, string[] settings)
    {
        var app = Program.Create(["--Urls=http://127.0.0.1:0", "--Troupe:Page:Folder=/nowhere", "--Troupe:Events:Store=Memory", .. settings], builder =>
        {
            builder.Logging.ClearProviders();
            configure(builder);
        });
        await app.StartAsync();
        return new TestServer(app, conversations);
    }
}
