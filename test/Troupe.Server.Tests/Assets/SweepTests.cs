using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Troupe.Contracts.Control;
using Troupe.Server.Admission;
using Troupe.Server.Assets;
using Troupe.Server.Assets.Storage;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Events.InMemory;
using Troupe.Server.Policy;
using Troupe.Server.Tests.Assets.Formats;
using Troupe.Server.Tests.Events;

namespace Troupe.Server.Tests.Assets;

[Trait("Category", "fast")]
public sealed class SweepTests : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    private readonly ManualTime _time = new();
    private readonly TempFolder _folder = new();
    private readonly TestServerParts _parts;

    public SweepTests()
    {
        _time.Advance(TimeSpan.FromDays(20_000));
        _parts = new TestServerParts(_folder.Path, _time);
    }

    [Fact]
    public async Task What_nothing_names_goes_after_the_time_of_grace_and_its_bytes_after_another()
    {
        var (used, unused) = (await _parts.KeepAsync("acme", "used"), await _parts.KeepAsync("acme", "unused"));
        _parts.Uses.Add(used);
        var first = await _parts.SweepAsync("acme");
        (first.Total, first.Examined, first.Used, first.Waiting, first.Removed.Count).ShouldBe((2, 2, 1, 1, 0));
        _time.Advance(Grace - TimeSpan.FromSeconds(1));
        (await _parts.SweepAsync("acme")).Removed.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromSeconds(1));
        var report = await _parts.SweepAsync("acme");
        (report.Removed.Single(), report.RemovedBytes).ShouldBe((unused.Value, 6));
        (await _parts.Sweeper.DeleteAsync(default)).ShouldBe(0, "whoever has an address, or a page that is open, may still fetch it back");
        _time.Advance(Grace);
        (await _parts.Sweeper.DeleteAsync(default)).ShouldBe(1);
        (await _parts.Blobs.FindAsync(unused, default)).ShouldBeNull();
        (await _parts.Blobs.FindAsync(used, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_dry_run_tells_and_changes_nothing()
    {
        var asset = await _parts.KeepAsync("acme", "unused");
        await _parts.SweepAsync("acme");
        _time.Advance(Grace);
        var head = await _parts.Store.HeadAsync(default);
        (await _parts.Sweeper.SweepAsync(_parts.CallerOf("acme"), dryRun: true, default)).Removed.ShouldBe([asset.Value]);
        (await _parts.Store.HeadAsync(default)).ShouldBe(head);
        (await _parts.SweepAsync("acme")).Removed.ShouldBe([asset.Value]);
        _parts.Sweeper.LastOf(new TenantId("acme"))!.ShouldSatisfyAllConditions(last => last.Done.ShouldBeTrue(), last => last.Examined.ShouldBe(last.Total));
    }

    [Fact]
    public async Task What_is_named_again_begins_its_time_of_grace_anew()
    {
        var asset = await _parts.KeepAsync("acme", "sometimes used");
        await _parts.SweepAsync("acme");
        _time.Advance(Grace / 2);
        _parts.Uses.Add(asset);
        await _parts.SweepAsync("acme");
        _parts.Uses.Clear();
        _time.Advance(Grace / 2);
        (await _parts.SweepAsync("acme")).Removed.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_named_while_it_is_removed_comes_back()
    {
        var asset = await _parts.KeepAsync("acme", "named late");
        await _parts.SweepAsync("acme");
        _time.Advance(Grace);
        (await _parts.SweepAsync("acme")).Removed.Count.ShouldBe(1);
        _parts.Uses.Add(asset);
        await _parts.SweepAsync("acme");
        (await _parts.Streams.LoadAsync<Asset>(new TenantId("acme"), asset.Value, default)).State.Exists.ShouldBeTrue();
        _time.Advance(Grace * 2);
        (await _parts.Sweeper.DeleteAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task Bytes_stay_while_one_tenant_has_them()
    {
        var asset = await _parts.KeepAsync("acme", "shared");
        await _parts.KeepAsync("rival", "shared");
        await _parts.SweepAsync("acme");
        _time.Advance(Grace);
        (await _parts.SweepAsync("acme")).Removed.Count.ShouldBe(1);
        _time.Advance(Grace * 2);
        (await _parts.Sweeper.DeleteAsync(default)).ShouldBe(0);
        (await _parts.Blobs.FindAsync(asset, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Every_removal_stands_in_the_audit()
    {
        await _parts.KeepAsync("acme", "unused");
        await _parts.SweepAsync("acme");
        _time.Advance(Grace);
        var removed = (await _parts.SweepAsync("acme")).Removed.Single();
        var entries = new List<string>();
        await foreach (var envelope in _parts.Store.ReadAsync(new EventFilter(new TenantId("acme"), "audit"), 0, default))
        {
            entries.Add(Encoding.UTF8.GetString(envelope.Data.Span));
        }

        entries.Count(entry => entry.Contains("asset.sweep") && entry.Contains(removed)).ShouldBe(2, "marked, and removed");
    }

    // The bytes are old and nobody has them, so the sweep deletes them; the upload of the same bytes stands between putting them and recording that a tenant has them.
    [Fact]
    public async Task An_upload_that_races_with_a_sweep_never_loses_its_bytes()
    {
        for (var round = 0; round < 50; round++)
        {
            var text = $"race {round}";
            var asset = await _parts.PutAsync(text);
            _time.Advance(Grace + TimeSpan.FromSeconds(1));
            await Task.WhenAll(Task.Run(() => _parts.KeepAsync("acme", text)), Task.Run(() => _parts.Sweeper.DeleteAsync(default).AsTask()));
            (await _parts.Blobs.FindAsync(asset, default)).ShouldNotBeNull(text);
        }
    }

    [Fact]
    public async Task An_upload_that_stands_between_its_bytes_and_its_fact_holds_the_sweep_up()
    {
        var asset = await _parts.PutAsync("in between");
        _time.Advance(Grace * 2);
        var gate = await _parts.Gates.EnterAsync(asset, default);
        var deleting = _parts.Sweeper.DeleteAsync(default).AsTask();
        await _parts.PutAsync("in between");
        deleting.IsCompleted.ShouldBeFalse();
        gate.Dispose();
        (await deleting).ShouldBe(0);
    }

    [Fact]
    public async Task Files_of_uploads_that_broke_off_go_too()
    {
        Directory.CreateDirectory(_folder["incoming"]);
        await File.WriteAllTextAsync(_folder["incoming/old"], "half of it");
        File.SetLastWriteTimeUtc(_folder["incoming/old"], (_time.GetUtcNow() - Grace - TimeSpan.FromSeconds(1)).UtcDateTime);
        await File.WriteAllTextAsync(_folder["incoming/young"], "on its way");
        await _parts.Sweeper.DeleteAsync(default);
        Directory.EnumerateFiles(_folder["incoming"]).Select(Path.GetFileName).ShouldBe(["young"]);
    }

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The room without a server.</summary>
    private sealed class TestServerParts : IAsyncDisposable, IAssetUses
    {
        private readonly ManualTime _time;
        private readonly CommandDesk _desk;
        private readonly AssetDirectory _directory;

        public TestServerParts(string folder, ManualTime time)
        {
            _time = time;
            Store = new InMemoryEventStore(time);
            Streams = new EventStreams(Store, new EventCodec());
            Blobs = new FolderBlobStore(folder, time);
            _desk = new CommandDesk(Streams, new IdempotencyKeys(), new TextScreen(new TenantRulesets()), NullLogger<CommandDesk>.Instance);
            _directory = new AssetDirectory(Streams);
            Sweeper = new AssetSweeper(_directory, this, Blobs, Gates, _desk, Options.Create(new AssetsOptions { Folder = folder, Grace = Grace }), time);
        }

        public InMemoryEventStore Store { get; }

        public EventStreams Streams { get; }

        public FolderBlobStore Blobs { get; }

        public AssetGates Gates { get; } = new();

        public AssetSweeper Sweeper { get; }

        public HashSet<AssetId> Uses { get; } = [];

        public Caller CallerOf(string tenant) => new(new TenantId(tenant), "somebody", "test", ScopeSet.Tenant);

        public ValueTask<IReadOnlySet<AssetId>> FindAsync(TenantId tenant, CancellationToken cancellationToken) => new(Uses.ToHashSet());

        public async Task<SweepReport> SweepAsync(string tenant) => await Sweeper.SweepAsync(CallerOf(tenant), dryRun: false, default);

        public async Task<AssetId> PutAsync(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var id = AssetId.Of(System.Security.Cryptography.SHA256.HashData(bytes));
            await Blobs.PutAsync(id, new MemoryStream(bytes), bytes.Length, default);
            return id;
        }

        // As an upload does it.
        public async Task<AssetId> KeepAsync(string tenant, string text)
        {
            var id = AssetId.Of(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            using var gate = await Gates.EnterAsync(id, default);
            await PutAsync(text);
            await _desk.ExecuteAsync<Asset>(
                new Command(CallerOf(tenant), "asset.upload", new { text }), id.Value, _ => new Decided.Accepted(new AssetUploaded("image/png", text.Length, AssetVisibility.Private, _time.GetUtcNow())), default);
            return id;
        }

        public async ValueTask DisposeAsync()
        {
            _directory.Dispose();
            Gates.Dispose();
            await Store.DisposeAsync();
        }
    }
}
