extern alias server;

using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using server::Troupe.Server;
using server::Troupe.Server.Abuse;
using server::Troupe.Server.Admission;
using server::Troupe.Server.Audit;
using server::Troupe.Server.Events;
using server::Troupe.Server.Events.InMemory;

namespace Troupe.Benchmarks.Abuse;

/// <summary>What came of a trial.</summary>
/// <param name="Sessions">Sessions that nothing was wrong with.</param>
/// <param name="FalsePositives">Of these, how many were held.</param>
/// <param name="Thefts">Sessions whose token somebody else used as well.</param>
/// <param name="Caught">Of these, how many were held.</param>
/// <param name="CaughtAtOnce">How many within a second of the thief's first request.</param>
/// <param name="MedianDetect">Half of those caught were held this long after the thief's first request, or sooner.</param>
/// <param name="Audited">Answers that stand in the audit.</param>
public sealed record TheftOutcome(int Sessions, int FalsePositives, int Thefts, int Caught, int CaughtAtOnce, TimeSpan MedianDetect, int Audited);

/// <summary>Sessions of a synthetic world: people who stay, walk into another network, use carriers, both protocols or a VPN, fly; and thieves who use a token beside its owner.</summary>
public sealed class TheftTrial
{
    private readonly Random _random;
    private readonly InMemoryEventStore _store = new(TimeProvider.System);
    private readonly AbuseRecorder _recorder;
    private readonly AbuseWatch _watch;

    private TheftTrial(int seed)
    {
        _random = new Random(seed);
        var options = Options.Create(new AbuseOptions());
        var streams = new EventStreams(_store, new EventCodec());
        var writer = new AuditWriter(streams, new AuditSpool(Options.Create(new AuditOptions())), TimeProvider.System);
        _recorder = new AbuseRecorder(writer, streams, Options.Create(new TokensOptions()), TimeProvider.System, NullLogger<AbuseRecorder>.Instance);
        _watch = new AbuseWatch(new ClientAddress(options), SyntheticWorld.Table, _recorder, new Watchers<CredentialNarrowed>(), options, TimeProvider.System);
    }

    /// <summary>Plays a trial.</summary>
    /// <param name="sessions">Honest sessions.</param>
    /// <param name="thefts">Stolen ones.</param>
    /// <param name="seed">Names the trial.</param>
    public static async Task<TheftOutcome> RunAsync(int sessions, int thefts, int seed)
    {
        var trial = new TheftTrial(seed);
        await trial._recorder.StartAsync(CancellationToken.None);
        var falsePositives = Enumerable.Range(0, sessions).Count(index => trial.Play($"honest-{index}", thief: null) is not null);
        var detected = new List<double>();
        for (var index = 0; index < thefts; index++)
        {
            if (trial.PlayTheft($"stolen-{index}") is { } after)
            {
                detected.Add(after);
            }
        }

        var audited = await trial.AuditedAsync(falsePositives + detected.Count);
        await trial._recorder.StopAsync(CancellationToken.None);
        detected.Sort();
        return new TheftOutcome(
            sessions, falsePositives, thefts, detected.Count, detected.Count(after => after <= 1000), TimeSpan.FromMilliseconds(detected.Count == 0 ? 0 : detected[detected.Count / 2]), audited);
    }

    private double? PlayTheft(string name)
    {
        var home = _random.Next(SyntheticWorld.Count);
        var far = SyntheticWorld.Far(home, 1600);
        var place = far[_random.Next(far.Length)];
        var client = _random.NextDouble() < 0.1 ? Client(name) : (ushort)(Client(name) + 1);
        Func<IPAddress> from = _random.NextDouble() switch
        {
            < 0.25 => () => SyntheticWorld.Vpn(place, _random),
            < 0.4 => () => SyntheticWorld.Mobile(place, _random),
            < 0.6 => () => SyntheticWorld.Access(place, provider: 1, _random, six: true),
            _ => () => SyntheticWorld.Access(place, provider: _random.Next(3), _random),
        };
        return Play(name, new Thief(home, _random.Next(60_000, 300_000), client, from));
    }

    // The result is when the credential was held, in milliseconds after the thief's first request; null when it never was.
    private double? Play(string name, Thief? thief)
    {
        var home = thief?.Home ?? _random.Next(SyntheticWorld.Count);
        var caller = new Caller(TenantId.Local, name, $"jti-{name}", default) { Kind = CredentialKind.Token, Family = name };
        var person = Person.Of(_random, home, travels: thief is null);
        var (at, end, stolen) = (0L, thief is null ? 200_000 : thief.From + 120_000, thief?.From ?? long.MaxValue);
        while (at < end || !person.IsDone)
        {
            var step = _random.Next(1000, 20_000);
            for (; stolen <= at + step && stolen < end; stolen += _random.Next(200, 2000))
            {
                if (IsHeld(caller, stolen, thief!.Address(), thief.Client))
                {
                    return stolen - thief.From;
                }
            }

            var (address, wait, changed) = person.Next(at);
            at += step + wait;
            if (IsHeld(caller, at, address, (ushort)(Client(name) + (changed ? 2 : 0))))
            {
                return thief is null ? at : at - thief.From;
            }
        }

        return null;
    }

    private bool IsHeld(Caller caller, long at, IPAddress address, ushort client) =>
        _watch.Watch(caller, new Sighting(at, SyntheticWorld.Table.Find(address), address.AddressFamily == AddressFamily.InterNetworkV6, client, Target: 0)).Code is not null;

    private static ushort Client(string name) => (ushort)(name.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter)) & 0x7FFF);

    private async Task<int> AuditedAsync(int expected)
    {
        var (count, patience) = (0, 2000);
        while (count < expected && patience-- > 0)
        {
            await Task.Delay(1);
            count = await _store.ReadStreamAsync(AuditEntry.StreamOf(TenantId.Local), afterVersion: 0, CancellationToken.None).CountAsync();
        }

        return count;
    }

    private sealed record Thief(int Home, long From, ushort Client, Func<IPAddress> Address);
}
