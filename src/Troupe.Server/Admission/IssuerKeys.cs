using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Troupe.Server.Admission.Jose;

namespace Troupe.Server.Admission;

/// <summary>
/// The keys of issuers that tenants trust, fetched and kept. A key that is not among them is looked for once in a while, so that tokens with
/// names of keys that do not exist cannot make this server ask and ask. Thread-safe.
/// </summary>
internal sealed class IssuerKeys : IDisposable
{
    /// <summary>Longest set that is read; those of large issuers have some ten kilobytes.</summary>
    private const int MaxBytes = 256 * 1024;

    /// <summary>Most keys that are taken of a set.</summary>
    private const int MaxKeys = 64;

    /// <summary>Issuers whose keys are kept at a time.</summary>
    private const int MaxIssuers = 1024;

    private readonly ConcurrentDictionary<string, KeySource> _sources = new(StringComparer.Ordinal);
    private readonly HttpClient _http;
    private readonly TokensOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Begins with none.</summary>
    public IssuerKeys(IOptions<TokensOptions> options, IssuerNetworks networks, TimeProvider time, ILogger<IssuerKeys> logger)
    {
        (_options, _time, _logger) = (options.Value, time, logger);

        // An address that leads elsewhere would make the check of the address worthless, and so would a proxy that looks for the name by itself.
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
            ResponseDrainTimeout = TimeSpan.Zero,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = (context, cancellationToken) => networks.ConnectAsync(context.DnsEndPoint, cancellationToken),
        })
        {
            Timeout = _options.IssuerPatience,
            MaxResponseContentBufferSize = MaxBytes,
            DefaultRequestHeaders = { Accept = { new MediaTypeWithQualityHeaderValue("application/jwk-set+json"), new MediaTypeWithQualityHeaderValue("application/json") } },
        };
    }

    /// <summary>Finds a key; null when the issuer has none of the id, or cannot be asked now.</summary>
    /// <param name="url">Where the issuer's keys are.</param>
    /// <param name="id">The id of the key.</param>
    /// <param name="cancellationToken">Nobody waits for it any longer.</param>
    public async ValueTask<VerificationKey?> FindAsync(string url, string id, CancellationToken cancellationToken)
    {
        if (_sources.Count >= MaxIssuers)
        {
            _sources.Clear();
        }

        var source = _sources.GetOrAdd(url, static _ => new KeySource());
        var now = _time.GetUtcNow();
        var known = source.Keys.GetValueOrDefault(id);
        if (known is not null && now - source.ReadAt < _options.IssuerKeyAge)
        {
            return known;
        }

        await source.Turn.WaitAsync(cancellationToken);
        try
        {
            if (now - source.AskedAt >= _options.IssuerInterval || source.AskedAt == default)
            {
                // Whoever goes away meanwhile must not cost the others this attempt.
                source.AskedAt = now;
                source.Keys = await ReadAsync(url) is { } read ? source.Read(read, now) : source.Keys;
            }
        }
        finally
        {
            source.Turn.Release();
        }

        // Keys of an issuer that cannot be asked are good as they were.
        return source.Keys.GetValueOrDefault(id);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<Dictionary<string, VerificationKey>?> ReadAsync(string url)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri(url));
            response.EnsureSuccessStatusCode();
            if (StrictJson.ReadObject(await response.Content.ReadAsByteArrayAsync()) is { } set && set.TryGetProperty("keys", out var keys) && keys.ValueKind is JsonValueKind.Array)
            {
                return keys.EnumerateArray().Take(MaxKeys).Select(VerificationKey.Read).OfType<VerificationKey>().GroupBy(key => key.Id).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
            }

            _logger.IssuerNotRead(url, "It answered no set of keys.");
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or OperationCanceledException)
        {
            _logger.IssuerNotRead(url, exception.Message);
        }

        return null;
    }

    private sealed class KeySource
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public volatile Dictionary<string, VerificationKey> Keys = new(StringComparer.Ordinal);

        public DateTimeOffset AskedAt { get; set; }

        public DateTimeOffset ReadAt { get; private set; }

        public Dictionary<string, VerificationKey> Read(Dictionary<string, VerificationKey> keys, DateTimeOffset now)
        {
            ReadAt = now;
            return keys;
        }
    }
}
