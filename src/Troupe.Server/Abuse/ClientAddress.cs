using System.Net;
using Microsoft.Extensions.Options;
using Troupe.Server.Admission;

namespace Troupe.Server.Abuse;

/// <summary>From which address a request comes. A forwarding header counts only as far as trusted proxies wrote it: from the right to the first address that is none of theirs. Thread-safe.</summary>
internal sealed class ClientAddress(IOptions<AbuseOptions> options) : IClientAddress
{
    /// <summary>Most hops that are followed; longer chains are made up.</summary>
    private const int MostHops = 16;

    private readonly IPNetwork[] _trusted = [.. options.Value.TrustedProxies.Select(IPNetwork.Parse)];
    private readonly string _header = options.Value.ForwardedHeader == ForwardedHeader.Forwarded ? "Forwarded" : "X-Forwarded-For";

    /// <inheritdoc/>
    public IPAddress? Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress is { } remote ? Plain(remote) : null;
        if (_trusted.Length == 0 || address is null || !IsTrusted(address))
        {
            return address;
        }

        var hops = string.Join(',', context.Request.Headers[_header].ToArray()).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var hop in hops.Reverse().Take(MostHops))
        {
            // What cannot be read was not written by a proxy of ours; what is beyond proves nothing.
            if (Read(hop) is not { } before)
            {
                break;
            }

            address = before;
            if (!IsTrusted(address))
            {
                break;
            }
        }

        return address;
    }

    private IPAddress? Read(string hop)
    {
        var text = hop;
        if (_header == "Forwarded")
        {
            // RFC 7239: for="[2001:db8::1]:4711";proto=https
            var node = hop.Split(';', StringSplitOptions.TrimEntries).FirstOrDefault(part => part.StartsWith("for=", StringComparison.OrdinalIgnoreCase));
            text = node?["for=".Length..].Trim('"') ?? "";
        }

        // "7" is an address to the parser of .NET, and to no proxy.
        var isWhole = text.Count(letter => letter == '.') == 3 || text.Count(letter => letter == ':') > 1;
        return !isWhole ? null
            : IPAddress.TryParse(text, out var address) ? Plain(address)
            : IPEndPoint.TryParse(text, out var point) ? Plain(point.Address)
            : null;
    }

    private bool IsTrusted(IPAddress address) => Array.Exists(_trusted, network => network.Contains(address));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
