using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Troupe.Server.Abuse;

/// <summary>Headers in which proxies say whom they speak for.</summary>
internal enum ForwardedHeader
{
    /// <summary><c>X-Forwarded-For</c>.</summary>
    XForwardedFor,

    /// <summary><c>Forwarded</c> (RFC 7239).</summary>
    Forwarded,
}

/// <summary>What counts as abuse; section <c>Troupe:Abuse</c>.</summary>
internal sealed class AbuseOptions
{
    /// <summary>Networks of the proxies before this server, such as <c>10.0.0.0/8</c>; a forwarding header counts from them alone. Default: none.</summary>
    public IList<string> TrustedProxies { get; set; } = [];

    /// <summary>The header that they write: one, for whoever connects to a proxy may send it the other. Default: XForwardedFor.</summary>
    public ForwardedHeader ForwardedHeader { get; set; } = ForwardedHeader.XForwardedFor;

    /// <summary>A CSV file of <c>cidr,region,latitude,longitude,asn,network</c> that says where addresses are. Without one no travel is impossible. Default: null.</summary>
    public string? AddressTable { get; set; }

    /// <summary>Faster than this nobody travels, in kilometres an hour. Default: 1000, an airliner with the wind.</summary>
    [Range(200, 100_000)]
    public double FastestTravel { get; set; } = 1000;

    /// <summary>Nearer than this nothing is a journey, in kilometres: regions are coarse. Default: 500.</summary>
    [Range(50, 20_000)]
    public double NearestTravel { get; set; } = 500;

    /// <summary>How far the gateway of a mobile carrier may be from its user, in kilometres. Default: 1500, the length of a large country.</summary>
    [Range(50, 20_000)]
    public double MobileReach { get; set; } = 1500;

    /// <summary>How many times its own habit a credential may ask in ten seconds. Default: 10.</summary>
    [Range(2, 1000)]
    public double BurstFactor { get; set; } = 10;

    /// <summary>Requests in ten seconds that are never a burst. Default: 500: a slider moves 20 times a second while the page reads.</summary>
    [Range(10, 100_000)]
    public int BurstFloor { get; set; } = 500;

    /// <summary>Different things that a credential may read one after the other, each once, in ten minutes. Default: 500.</summary>
    [Range(50, 3000)]
    public int ScrapeFloor { get; set; } = 500;

    /// <summary>How long a credential whose use is too fast keeps only its reading scopes. Default: 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan NarrowFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The mistakes in the networks; the table is read at start.</summary>
    public IReadOnlyList<string> Mistakes() =>
    [
        .. TrustedProxies.Where(text => !IPNetwork.TryParse(text, out _)).Select(text => $"Troupe:Abuse:TrustedProxies has '{text}', which is no network such as 10.0.0.0/8."),
        .. AddressTable is { } file && !File.Exists(file) ? [$"Troupe:Abuse:AddressTable names {file}, which does not exist."] : Array.Empty<string>(),
    ];
}
