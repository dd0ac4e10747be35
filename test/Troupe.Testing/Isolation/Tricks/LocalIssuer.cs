using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Troupe.Testing.Isolation.Tricks;

/// <summary>An issuer of tokens (ES256) on this machine, with its keys at an address.</summary>
internal sealed class LocalIssuer : IDisposable
{
    private const string KeyId = "local";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly HttpListener _listener = new();

    private LocalIssuer(int port)
    {
        KeysUrl = $"http://127.0.0.1:{port}/keys/";
        _listener.Prefixes.Add(KeysUrl);
    }

    /// <summary>Where its keys are.</summary>
    public string KeysUrl { get; }

    /// <summary>Starts it on a free port.</summary>
    public static LocalIssuer Start()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        var issuer = new LocalIssuer(port);
        issuer._listener.Start();
        _ = issuer.ServeAsync();
        return issuer;
    }

    /// <summary>A token for five minutes.</summary>
    public string Sign(string issuer, string audience, string subject)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject { ["iss"] = issuer, ["aud"] = audience, ["sub"] = subject, ["iat"] = now, ["exp"] = now + 300, ["jti"] = Guid.NewGuid().ToString("n") };
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"ES256","kid":"{{KeyId}}","typ":"JWT"}"""))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Base64Url.EncodeToString(_key.SignData(Encoding.UTF8.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Close();
        _key.Dispose();
    }

    private async Task ServeAsync()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        var keys = Encoding.UTF8.GetBytes($$"""{"keys":[{"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"{{KeyId}}","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}]}""");
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(keys);
                context.Response.Close();
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // It is over.
        }
    }
}
