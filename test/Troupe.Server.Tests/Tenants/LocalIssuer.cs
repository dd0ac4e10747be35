using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Troupe.Server.Admission.Jose;
using Troupe.Server.Tests.Admission.Jose;

namespace Troupe.Server.Tests.Tenants;

/// <summary>An issuer of tokens as companies have one, on a free port of loopback: its keys over HTTP, its tokens from the test.</summary>
internal sealed class LocalIssuer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private RSA _rsa = RSA.Create(2048);
    private string _kid = "rsa-1";
    private int _asked;

    private LocalIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/keys", () =>
        {
            Interlocked.Increment(ref _asked);
            return IsDown ? Results.StatusCode(503) : Results.Text(Keys(), "application/json");
        });
        _app.MapGet("/elsewhere", () => Results.Redirect("/keys"));
        _app.MapGet("/endless", context => DripAsync(context, new byte[64 * 1024], TimeSpan.Zero));
        _app.MapGet("/slow", context => DripAsync(context, new byte[1], TimeSpan.FromMilliseconds(50)));
        _app.MapGet("/silent", context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
    }

    /// <summary>Its name in tokens.</summary>
    public string Name => "https://login.acme.example";

    /// <summary>Its address.</summary>
    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>How often its keys were read.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Whether it fails.</summary>
    public bool IsDown { get; set; }

    /// <summary>A key of ES256.</summary>
    public SigningKey Elliptic { get; } = SigningKey.Create(DateTimeOffset.UnixEpoch);

    /// <summary>Starts one.</summary>
    public static async Task<LocalIssuer> StartAsync()
    {
        var issuer = new LocalIssuer();
        await issuer._app.StartAsync();
        return issuer;
    }

    /// <summary>Signs with another key from here on.</summary>
    public void Rotate()
    {
        _rsa.Dispose();
        (_rsa, _kid) = (RSA.Create(2048), "rsa-2");
    }

    /// <summary>A token by RS256.</summary>
    public string Issue(string claims, string? kid = null) => JwsForge.Rsa(_rsa, $$"""{"alg":"RS256","kid":"{{kid ?? _kid}}","typ":"JWT"}""", claims);

    /// <summary>A token by ES256.</summary>
    public string IssueElliptic(string claims) => JwsForge.Elliptic(Elliptic.Private, $$"""{"alg":"ES256","kid":"{{Elliptic.Public.Kid}}"}""", claims);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }

    private async Task DripAsync(HttpContext context, byte[] drop, TimeSpan pause)
    {
        try
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(drop, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(pause, context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody wants more.
        }
    }

    private string Keys()
    {
        var parameters = _rsa.ExportParameters(includePrivateParameters: false);
        var jwk = Elliptic.Public;
        return $$"""{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"{{_kid}}","n":"{{Base64UrlText.Write(parameters.Modulus)}}","e":"AQAB"},{"kty":"EC","crv":"P-256","x":"{{jwk.X}}","y":"{{jwk.Y}}","kid":"{{jwk.Kid}}"},{"kty":"OKP","kid":"x"},7]}""";
    }
}
