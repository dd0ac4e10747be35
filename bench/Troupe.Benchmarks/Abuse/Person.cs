using System.Net;

namespace Troupe.Benchmarks.Abuse;

/// <summary>Somebody honest: from which address each request comes, and how long passes before it.</summary>
/// <param name="next">The address of the n-th request, the milliseconds before it, and whether the program is another from here on.</param>
/// <param name="least">Requests until all has happened that is to happen.</param>
internal sealed class Person(Func<int, (IPAddress Address, long Wait, bool Changed)> next, int least)
{
    private int _requests;

    /// <summary>Whether all has happened.</summary>
    public bool IsDone => _requests >= least;

    /// <summary>The next request.</summary>
    public (IPAddress Address, long Wait, bool Changed) Next(long at) => next(_requests++);

    /// <summary>Somebody of the mix.</summary>
    /// <param name="random">Chance.</param>
    /// <param name="home">Their region.</param>
    /// <param name="travels">Whether they may fly away.</param>
    public static Person Of(Random random, int home, bool travels)
    {
        var provider = random.Next(4);
        (IPAddress Address, long Wait, bool Changed) Stay(bool changed = false) => (SyntheticWorld.Access(home, provider, random), 0, changed);
        var near = SyntheticWorld.Near(home, 1400);
        var gateway = near[random.Next(near.Length)];
        return random.NextDouble() switch
        {
            // Walks between a wireless network and a carrier, back and forth.
            < 0.20 => new Person(_ => random.Next(2) == 0 ? (SyntheticWorld.Mobile(gateway, random), 0, false) : Stay(), 0),

            // Behind a carrier whose gateways change.
            < 0.30 => new Person(_ => (SyntheticWorld.Mobile(random.Next(2) == 0 ? home : gateway, random), 0, false), 0),

            // Both protocols of one provider, which the table puts into different regions for some.
            < 0.40 => new Person(_ => (SyntheticWorld.Access(home, provider, random, six: random.Next(2) == 0), 0, false), 0),

            // A VPN, switched on and off: some try it twice within a minute.
            < 0.50 => Switching(random, changed => Stay(changed)),

            // A flight, with the time that it takes and an hour at the airports.
            < 0.55 when travels => Flying(random, home, changed => Stay(changed)),

            // The browser is updated.
            < 0.58 => new Person(request => Stay(changed: request >= 8), 0),

            // Addresses that no table knows.
            < 0.60 => new Person(_ => random.Next(2) == 0 ? (IPAddress.Parse("198.51.100.7"), 0, false) : Stay(), 0),
            _ => new Person(_ => Stay(), 0),
        };
    }

    private static Person Switching(Random random, Func<bool, (IPAddress, long, bool)> stay)
    {
        var exit = random.Next(SyntheticWorld.Count);
        var tries = random.Next(2) == 0;
        var (on, off) = (random.Next(3, 8), random.Next(9, 30));
        return new Person(
            request => request >= on && request < off && !(tries && request == on + 1) ? (SyntheticWorld.Vpn(exit, random), 0, false) : stay(false),
            least: 0);
    }

    private static Person Flying(Random random, int home, Func<bool, (IPAddress, long, bool)> stay)
    {
        var there = random.Next(SyntheticWorld.Count);
        var flight = (long)((SyntheticWorld.Distance(home, there) / 850 * 3_600_000) + 3_600_000);
        return new Person(request => request < 10 ? stay(false) : (SyntheticWorld.Access(there, 2, random), request == 10 ? flight : 0, false), least: 20);
    }
}
