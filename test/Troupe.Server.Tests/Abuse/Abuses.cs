using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Troupe.Server.Abuse;
using Troupe.Server.Admission;
using Troupe.Server.Audit;
using Troupe.Server.Events;
using Troupe.Server.Events.InMemory;

namespace Troupe.Server.Tests.Abuse;

/// <summary>A watch over a small world, and the audit behind it.</summary>
internal sealed class Abuses : IAsyncDisposable
{
    private static readonly AddressTable World = AddressTable.Read(
    [
        "# made up",
        "10.1.0.0/16,london,51.5,-0.1,100,access",
        "10.2.0.0/16,paris,48.9,2.4,200,access",
        "10.3.0.0/16,new-york,40.7,-74.0,300,access",
        "10.3.9.0/24,new-york,40.7,-74.0,301,vpn",
        "10.4.0.0/16,rome,41.9,12.5,400,mobile",
        "2001:db8:1::/48,rome,41.9,12.5,100,access",
        "2001:db8:3::/48,new-york,40.7,-74.0,300,access",
    ]);

    private readonly InMemoryEventStore _store = new(TimeProvider.System);
    private readonly EventCodec _codec = new();
    private readonly AbuseRecorder _recorder;

    public Abuses(AbuseOptions? options = null)
    {
        var chosen = Options.Create(options ?? new AbuseOptions());
        var streams = new EventStreams(_store, _codec);
        var writer = new AuditWriter(streams, new AuditSpool(Options.Create(new AuditOptions())), TimeProvider.System);
        _recorder = new AbuseRecorder(writer, streams, Options.Create(new TokensOptions()), TimeProvider.System, NullLogger<AbuseRecorder>.Instance);
        Watch = new AbuseWatch(new ClientAddress(chosen), World, _recorder, new Watchers<CredentialNarrowed>(), chosen, TimeProvider.System);
    }

    public AbuseWatch Watch { get; }

    public Caller Caller { get; init; } = new(TenantId.Local, "ada", "jti-1", ScopeSet.Tenant) { Kind = CredentialKind.Token, Family = "family-1" };

    /// <summary>Asks from an address at a moment; the result is the code of the refusal, or null.</summary>
    public string? Ask(double seconds, string address, ushort client = 1, Caller? caller = null) => See(seconds, address, client, target: 0, caller).Code;

    public CallerVerdict See(double seconds, string address, ushort client = 1, uint target = 0, Caller? caller = null)
    {
        var ip = IPAddress.Parse(address);
        return Watch.Watch(caller ?? Caller, new Sighting((long)(seconds * 1000), World.Find(ip), ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6, client, target));
    }

    /// <summary>The entries of the audit, once there are so many.</summary>
    public async Task<List<AuditEntry>> AuditAsync(int count)
    {
        await _recorder.StartAsync(default);
        var entries = new List<AuditEntry>();
        await foreach (var envelope in _store.SubscribeAsync(EventFilter.Of(AuditEntry.StreamOf(TenantId.Local)), 0, TestContext.Current.CancellationToken))
        {
            entries.Add((AuditEntry)_codec.Read(envelope)!);
            if (entries.Count == count)
            {
                break;
            }
        }

        return entries;
    }

    public async ValueTask DisposeAsync()
    {
        await _recorder.StopAsync(default);
        _recorder.Dispose();
    }
}
