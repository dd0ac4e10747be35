using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Troupe.Server.Admission;

/// <summary>Finds the addresses of a name.</summary>
internal delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellationToken);

/// <summary>
/// Where issuers may be that tenants name: in the internet, and in the networks of the settings. Tenants choose the addresses that this server asks, so they must not be able to have it ask what only
/// it can reach. Thread-safe.
/// </summary>
internal sealed class IssuerNetworks(IOptions<TokensOptions> options, ResolveHost resolve)
{
    private readonly IPNetwork[] _allowed = [.. options.Value.IssuerNetworks.Select(IPNetwork.Parse)];

    /// <summary>Whether keys may be fetched from an address: https, or http of this machine where the settings allow it, without a user's name. Where a name leads is looked at when it is connected to.</summary>
    public bool MayFetch(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0)
        {
            return false;
        }

        var isPlace = !IPAddress.TryParse(uri.DnsSafeHost, out var address) || IsAllowed(address);
        return uri.Scheme == Uri.UriSchemeHttps ? isPlace
            : uri.Scheme == Uri.UriSchemeHttp && isPlace && WebOrigin.IsLoopback(uri.Host) && (IsAllowed(IPAddress.Loopback) || IsAllowed(IPAddress.IPv6Loopback));
    }

    /// <summary>Connects to a host at an address that was looked at: the name is asked for once, so that it cannot lead elsewhere the second time.</summary>
    /// <exception cref="HttpRequestException">The host leads to no address that is allowed, or to none that answers.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken cancellationToken)
    {
        IPAddress[] found = IPAddress.TryParse(host.Host, out var literal) ? [literal] : await resolve(host.Host, cancellationToken);
        if (Array.FindAll(found, IsAllowed) is not { Length: > 0 } allowed)
        {
            throw new HttpRequestException($"{host.Host} leads to {string.Join(", ", found.AsEnumerable())}, which is not in the internet; Troupe:Tokens:IssuerNetworks allows networks of one's own.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, host.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowed(IPAddress address) => PublicAddresses.IsPublic(address) || Array.Exists(_allowed, network => network.Contains(PublicAddresses.Plain(address)));
}
