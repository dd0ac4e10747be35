extern alias server;

using System.Globalization;
using System.Net;
using server::Troupe.Server.Abuse;

namespace Troupe.Benchmarks.Abuse;

/// <summary>
/// A world of made-up networks: 24 regions at coordinates of cities, in each four providers with IPv4 and IPv6, a gateway of a mobile carrier, and a VPN. IPv6 of the fourth provider is placed in
/// another region, as tables of real addresses do.
/// </summary>
internal static class SyntheticWorld
{
    private static readonly (string Name, double Latitude, double Longitude)[] Regions =
    [
        ("london", 51.5, -0.1), ("paris", 48.9, 2.4), ("berlin", 52.5, 13.4), ("madrid", 40.4, -3.7), ("rome", 41.9, 12.5), ("warsaw", 52.2, 21.0),
        ("new-york", 40.7, -74.0), ("chicago", 41.9, -87.6), ("dallas", 32.8, -96.8), ("seattle", 47.6, -122.3), ("los-angeles", 34.1, -118.2), ("toronto", 43.7, -79.4),
        ("sao-paulo", -23.6, -46.6), ("bogota", 4.7, -74.1), ("lagos", 6.5, 3.4), ("johannesburg", -26.2, 28.0), ("cairo", 30.0, 31.2), ("dubai", 25.2, 55.3),
        ("mumbai", 19.1, 72.9), ("delhi", 28.6, 77.2), ("singapore", 1.4, 103.8), ("tokyo", 35.7, 139.7), ("seoul", 37.6, 127.0), ("sydney", -33.9, 151.2),
    ];

    /// <summary>How many regions there are.</summary>
    public static int Count => Regions.Length;

    /// <summary>Its address table.</summary>
    public static AddressTable Table { get; } = AddressTable.Read(Lines());

    /// <summary>An address of a provider: <paramref name="provider"/> 0 to 3.</summary>
    public static IPAddress Access(int region, int provider, Random random, bool six = false) => six
        ? IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"2001:db8:{(region * 8) + provider:x}::{random.Next(1, 65_000):x}"))
        : new IPAddress([(byte)(20 + region), (byte)provider, (byte)random.Next(256), (byte)random.Next(256)]);

    /// <summary>An address of a mobile carrier's gateway.</summary>
    public static IPAddress Mobile(int region, Random random) => new([(byte)(20 + region), 100, (byte)random.Next(256), (byte)random.Next(256)]);

    /// <summary>An exit of a VPN.</summary>
    public static IPAddress Vpn(int region, Random random) => new([(byte)(20 + region), 200, (byte)random.Next(256), (byte)random.Next(256)]);

    /// <summary>Kilometres between two regions.</summary>
    public static double Distance(int one, int other) => At(one).DistanceTo(At(other));

    /// <summary>Regions not farther than a distance, itself included.</summary>
    public static int[] Near(int region, double most) => [.. Enumerable.Range(0, Count).Where(other => Distance(region, other) <= most)];

    /// <summary>Regions farther than a distance.</summary>
    public static int[] Far(int region, double least) => [.. Enumerable.Range(0, Count).Where(other => Distance(region, other) > least)];

    private static Place At(int region) => new(Regions[region].Name, Regions[region].Latitude, Regions[region].Longitude, 0, NetworkKind.Access);

    private static IEnumerable<string> Lines()
    {
        for (var region = 0; region < Count; region++)
        {
            for (var provider = 0; provider < 4; provider++)
            {
                yield return Line($"{20 + region}.{provider}.0.0/16", region, 1000 + (region * 10) + provider, "access");
                yield return Line(string.Create(CultureInfo.InvariantCulture, $"2001:db8:{(region * 8) + provider:x}::/48"), provider == 3 ? (region + 5) % Count : region, 1000 + (region * 10) + provider, "access");
            }

            yield return Line($"{20 + region}.100.0.0/16", region, 5000 + (region / 6), "mobile");
            yield return Line($"{20 + region}.200.0.0/16", region, 9000 + (region % 3), "vpn");
        }
    }

    private static string Line(string network, int region, int asn, string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{network},{Regions[region].Name},{Regions[region].Latitude},{Regions[region].Longitude},{asn},{kind}");
}
