namespace Troupe.Server.Abuse;

/// <summary>
/// Whether one credential was used at two places that nobody gets between in that time. Not thread-safe.
/// <list type="bullet">
/// <item>What is near (<see cref="AbuseOptions.NearestTravel"/>) or was left long enough ago is a journey.</item>
/// <item>To or from a mobile network: nothing up to <see cref="AbuseOptions.MobileReach"/>, for its gateway is not where its user is.</item>
/// <item>IPv4 and IPv6 of one network (the same autonomous system) may be placed apart: dual stack, as long as the program is the same.</item>
/// <item>Into a VPN and back: nothing, as long as the program is the same and the places do not alternate: a VPN is on or off, a thief works beside the owner.</item>
/// </list>
/// </summary>
internal sealed class TravelRule
{
    /// <summary>Changes between a VPN and another place within <see cref="AlternationTime"/> that are two users: somebody who tries a VPN twice changes four times, and it takes seconds to connect.</summary>
    private const int Alternations = 6;
    private const long AlternationTime = 60_000;

    private Stay? _four;
    private Stay? _six;
    private bool _inVpn;
    private ushort _client;
    private long _changesFrom;
    private int _changes;

    /// <summary>Looks at a sighting.</summary>
    /// <returns>A sign of abuse; null when there is none.</returns>
    public Signal? Look(in Sighting sighting, AbuseOptions options)
    {
        if (sighting.Place is not { } place)
        {
            return null;
        }

        var known = _four is not null || _six is not null || _inVpn;
        var sameClient = !known || sighting.Client == _client;
        var signal = place.Network == NetworkKind.Vpn || _inVpn ? LookAtVpn(sighting, place, known, sameClient) : null;
        signal ??= place.Network == NetworkKind.Vpn ? null : LookAtStays(sighting, place, sameClient, options);
        if (signal is not null)
        {
            return signal;
        }

        (_inVpn, _client) = (place.Network == NetworkKind.Vpn, sighting.Client);
        if (!_inVpn)
        {
            var stay = new Stay(place, sighting.At);
            (_four, _six) = sighting.IsSix ? (_four, stay) : (stay, _six);
        }

        return null;
    }

    private Signal? LookAtVpn(in Sighting sighting, Place place, bool known, bool sameClient)
    {
        if (!known || place.Network == NetworkKind.Vpn == _inVpn)
        {
            // A VPN is one place: its exits are not looked at.
            return sameClient ? null : new Signal("travel", "vpn", "other-client");
        }

        if (!sameClient)
        {
            return new Signal("travel", _inVpn ? "from-vpn" : "to-vpn", $"to:{place.Region}", "other-client");
        }

        if (sighting.At - _changesFrom > AlternationTime)
        {
            (_changesFrom, _changes) = (sighting.At, 0);
        }

        return ++_changes >= Alternations ? new Signal("travel", "vpn", "alternating", $"to:{place.Region}") : null;
    }

    private Signal? LookAtStays(in Sighting sighting, Place place, bool sameClient, AbuseOptions options)
    {
        var (same, other) = sighting.IsSix ? (_six, _four) : (_four, _six);
        return Compare(same, sighting, place, options, excused: false)
            ?? Compare(other, sighting, place, options, excused: sameClient && other?.Place.Asn == place.Asn);
    }

    private static Signal? Compare(Stay? before, in Sighting sighting, Place place, AbuseOptions options, bool excused)
    {
        if (before is null || excused || ReferenceEquals(before.Place, place) || before.Place.Region == place.Region)
        {
            return null;
        }

        var distance = before.Place.DistanceTo(place);
        var reach = before.Place.Network == NetworkKind.Mobile || place.Network == NetworkKind.Mobile ? options.MobileReach : options.NearestTravel;
        var hours = Math.Max(0, sighting.At - before.At) / 3_600_000.0;
        return distance <= reach || distance <= hours * options.FastestTravel
            ? null
            : new Signal(
                "travel",
                $"from:{before.Place.Region}",
                $"to:{place.Region}",
                FormattableString.Invariant($"km:{distance:0}"),
                FormattableString.Invariant($"seconds:{hours * 3600:0}"),
                before.Place.Asn == place.Asn ? "same-network" : "other-network");
    }

    private sealed record Stay(Place Place, long At);
}
