using Troupe.Contracts.Control;

namespace Troupe.Client;

/// <summary>
/// The control plane of a Troupe server: one property for each thing, one method for each operation of <c>/v1/openapi.json</c>.
/// Requests that may succeed later are repeated; changes are named, so that a repeated one is done once. Thread-safe.
/// </summary>
/// <example><code>
/// using var troupe = new TroupeClient(new Uri("https://presenter.example"), key);
/// var presenter = await troupe.Presenters.CreateAsync(new CreatePresenter("Weather"));
/// presenter = await troupe.Presenters.ChangeLookAsync(presenter, new ChangeLook { Outfit = "coat" });
/// </code></example>
public sealed partial class TroupeClient : IDisposable
{
    private readonly Caller _caller;
    private readonly HttpClient? _own;

    /// <summary>A client with a connection of its own.</summary>
    /// <param name="server">Where the server is, such as <c>https://presenter.example</c>.</param>
    /// <param name="credential">An API key or a token; null or empty for a server that asks loopback for none.</param>
    public TroupeClient(Uri server, string? credential = null)
        : this(new HttpClient { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan }, Fixed(credential)) => _own = _caller.Http;

    /// <summary>A client on a given connection, such as one of <c>IHttpClientFactory</c>, which stays its owner's.</summary>
    /// <param name="http">The connection; its base address is the server's.</param>
    /// <param name="options">The credential, and how long to try.</param>
    /// <exception cref="ArgumentException">The connection has no base address, or an option does not fit.</exception>
    public TroupeClient(HttpClient http, TroupeClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Attempts < 1)
        {
            throw new ArgumentException($"A request is sent at least once, not {options.Attempts} times.", nameof(options));
        }

        if (http.BaseAddress is null)
        {
            throw new ArgumentException("The connection needs the server's address as its BaseAddress.", nameof(http));
        }

        _caller = new Caller(http, options);
    }

    /// <summary>
    /// Follows what happens: each thing once and in order, also when the connection is lost in between. What is not kept, such as events of a live session, is missed while there is no connection.
    /// </summary>
    /// <param name="presenter">Only this presenter; null for all.</param>
    /// <param name="session">Only this session; null for all.</param>
    /// <param name="job">Only this job; null for all.</param>
    /// <param name="after">Goes on after a position; null for only what comes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TroupeException">The credential is good no longer (<c>token_revoked</c>; <c>token_expired</c> when no new one comes) or may not follow this, or the server could not be reached at first.</exception>
    public IAsyncEnumerable<Pushed> SubscribeAsync(string? presenter = null, string? session = null, string? job = null, long? after = null, CancellationToken cancellationToken = default) =>
        Subscriptions.OpenAsync(presenter, session, job, after, cancellationToken: cancellationToken);

    /// <summary>Closes the connection, unless it was given.</summary>
    public void Dispose() => _own?.Dispose();

    private static TroupeClientOptions Fixed(string? credential) => new() { Credential = credential is null ? null : _ => ValueTask.FromResult<string?>(credential), IsCredentialFixed = true };
}
