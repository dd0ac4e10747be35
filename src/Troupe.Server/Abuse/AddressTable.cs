using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Troupe.Server.Abuse;

/// <summary>What kind of network an address is of.</summary>
internal enum NetworkKind
{
    /// <summary>A line of a house or an office: where the address is, its user is.</summary>
    Access,

    /// <summary>A mobile carrier or one with carrier-grade NAT: the gateway stands in the country of the user, hundreds of kilometres away.</summary>
    Mobile,

    /// <summary>A VPN or a relay: its user is anywhere.</summary>
    Vpn,
}

/// <summary>A place as coarse as it is kept: a region and a network.</summary>
/// <param name="Region">Name of the region, such as <c>eu-west</c>; its coordinates stand for all of it.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Asn">Number of the autonomous system.</param>
/// <param name="Network">Its kind.</param>
internal sealed record Place(string Region, double Latitude, double Longitude, uint Asn, NetworkKind Network)
{
    private const double EarthRadius = 6371.0;

    /// <summary>Kilometres over the great circle (haversine).</summary>
    public double DistanceTo(Place other)
    {
        var (from, to) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var (north, east) = (Math.Sin((to - from) / 2), Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2));
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt((north * north) + (Math.Cos(from) * Math.Cos(to) * east * east))));
    }
}

/// <summary>Where addresses are: from a CSV file of <c>cidr,region,latitude,longitude,asn,network</c>. The longest prefix counts. Thread-safe.</summary>
internal sealed class AddressTable
{
    private readonly Dictionary<UInt128, Place>[] _prefixes = new Dictionary<UInt128, Place>[129];
    private readonly List<int> _lengths = [];

    /// <summary>A table that knows no address.</summary>
    public static AddressTable Empty { get; } = new();

    /// <summary>Networks in it.</summary>
    public int Count { get; private set; }

    /// <summary>Reads a table. Empty lines and lines that begin with # are left out.</summary>
    /// <exception cref="FormatException">A line is not as it should be; the message names it.</exception>
    public static AddressTable Read(IEnumerable<string> lines)
    {
        var table = new AddressTable();
        foreach (var (index, line) in lines.Index())
        {
            if (line.Length > 0 && line[0] != '#' && !table.TryAdd(line.Split(',')))
            {
                throw new FormatException($"Line {index + 1} of the address table is not 'cidr,region,latitude,longitude,asn,network' with access, mobile or vpn as network: {line}");
            }
        }

        table._lengths.Sort((left, right) => right - left);
        return table;
    }

    /// <summary>The place of an address; null when the table does not know it.</summary>
    public Place? Find(IPAddress address)
    {
        var key = KeyOf(address);
        foreach (var length in _lengths)
        {
            if (_prefixes[length].TryGetValue(Masked(key, length), out var place))
            {
                return place;
            }
        }

        return null;
    }

    private bool TryAdd(string[] cells)
    {
        if (cells.Length != 6
            || !IPNetwork.TryParse(cells[0], out var network)
            || cells[1].Length is 0 or > 40
            || !double.TryParse(cells[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude) || !(Math.Abs(latitude) <= 90)
            || !double.TryParse(cells[3], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude) || !(Math.Abs(longitude) <= 180)
            || !uint.TryParse(cells[4], NumberStyles.None, CultureInfo.InvariantCulture, out var asn)
            || !Enum.TryParse<NetworkKind>(cells[5], ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
        {
            return false;
        }

        var length = network.PrefixLength + (network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 96 : 0);
        if (_prefixes[length] is null)
        {
            _prefixes[length] = [];
            _lengths.Add(length);
        }

        Count++;
        return _prefixes[length].TryAdd(Masked(KeyOf(network.BaseAddress), length), new Place(cells[1], latitude, longitude, asn, kind));
    }

    // IPv4 addresses as IPv6 ones (RFC 4291, section 2.5.5.2).
    private static UInt128 KeyOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            bytes[10] = bytes[11] = 0xFF;
            address.TryWriteBytes(bytes[12..], out _);
        }
        else
        {
            address.TryWriteBytes(bytes, out _);
        }

        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private static UInt128 Masked(UInt128 key, int length) => length == 0 ? 0 : key & (UInt128.MaxValue << (128 - length));
}
