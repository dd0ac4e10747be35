using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Troupe.Engines.Native;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;
using Troupe.Server.Events.Sqlite;

namespace Troupe.Server.Tests.Events.Protection;

/// <summary>Persons are erased from a log on the disk; the raw bytes of every file are looked through for what they said.</summary>
[Trait("Category", "fast")]
public sealed class ErasureTests : IDisposable
{
    private const int Persons = 50;
    private readonly TempFolder _folder = new();
    private readonly string[] _canaries = [.. Enumerable.Range(0, Persons).Select(_ => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)))];

    public ErasureTests() => SqliteLibrary.Find().ShouldNotBeNull();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_fifty_persons_the_erased_half_is_gone_and_the_other_is_whole()
    {
        await using (var store = SqliteEventStore.Open(_folder["log"], TimeProvider.System))
        using (var keyring = Open())
        {
            var json = new ProtectedJson(keyring);
            for (var person = 0; person < Persons; person++)
            {
                await WriteAsync(store, json, person);
            }

            // Something that is not protected is found: the search works.
            await store.AppendAsync([new StreamWrite(StreamOf(99), 0, [new NewEvent(Guid.CreateVersion7(), "test.control", Encoding.UTF8.GetBytes($"\"control-{_canaries[0][..8]}\""))])], Token);
            Find([$"control-{_canaries[0][..8]}"]).Count.ShouldBe(1);

            // Not a person's data is in clear, erased or not: while the server runs, write-ahead log and all.
            FindInClear().ShouldBeEmpty();

            using var erasure = Erasure(keyring, store);
            foreach (var person in Enumerable.Range(0, Persons).Where(person => person % 2 == 0))
            {
                await erasure.EraseAsync(TenantId.Local, keyring.PseudonymOf(TenantId.Local, SubjectOf(person)), Token);
            }

            await CheckAsync(store, json);
        }

        FindInClear().ShouldBeEmpty();
        await using (var store = SqliteEventStore.Open(_folder["log"], TimeProvider.System))
        using (var keyring = Open())
        {
            await CheckAsync(store, new ProtectedJson(keyring));
        }
    }

    [Fact]
    public async Task A_key_store_from_an_older_backup_is_erased_again_at_the_start()
    {
        await using var store = SqliteEventStore.Open(_folder["log"], TimeProvider.System);
        using (var keyring = Open())
        {
            await WriteAsync(store, new ProtectedJson(keyring), 0);
        }

        File.Copy(_folder["keys/subjects"], _folder["backup"]);
        using (var keyring = Open())
        {
            using var erasure = Erasure(keyring, store);
            await JournalAsync(store, keyring, SubjectOf(0));
            await erasure.EraseAsync(TenantId.Local, keyring.PseudonymOf(TenantId.Local, SubjectOf(0)), Token);
        }

        File.Copy(_folder["backup"], _folder["keys/subjects"], overwrite: true);
        using (var keyring = Open())
        {
            (await ReadAsync(store, new ProtectedJson(keyring), 0)).Name.ValueOr(null).ShouldBe(_canaries[0]);
            using var erasure = Erasure(keyring, store);
            await erasure.CompleteAsync(Token);
            (await ReadAsync(store, new ProtectedJson(keyring), 0)).Name.IsErased.ShouldBeTrue();
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static StreamId StreamOf(int person) => new(TenantId.Local, "person", string.Create(CultureInfo.InvariantCulture, $"p{person}"));

    private static string SubjectOf(int person) => string.Create(CultureInfo.InvariantCulture, $"person-{person}@example.org");

    private static Erasure Erasure(Keyring keyring, SqliteEventStore store) =>
        new(keyring, new EventStreams(store, new EventCodec(keyring)), [], TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<Erasure>.Instance);

    private static async Task JournalAsync(SqliteEventStore store, Keyring keyring, string subject)
    {
        var (streams, pseudonym) = (new EventStreams(store, new EventCodec(keyring)), keyring.PseudonymOf(TenantId.Local, subject));
        await store.AppendAsync([streams.Write(new StreamId(TenantId.Local, DataSubject.Kind, pseudonym), 0, [new SubjectErased(pseudonym, TimeProvider.System.GetUtcNow())])], Token);
    }

    private Keyring Open() => Keyring.Open(_folder["keys/subjects"], _folder["keys/kek"]);

    private async Task WriteAsync(SqliteEventStore store, ProtectedJson json, int person)
    {
        var (stream, id) = (StreamOf(person), Guid.CreateVersion7());
        var fact = new Person("guest", Protected<string>.Of(SubjectOf(person), _canaries[person]), []);
        await store.AppendAsync([new StreamWrite(stream, 0, [new NewEvent(id, "test.person", json.Write(stream, id.ToString("N"), fact))])], Token);
        await store.SaveSnapshotAsync(stream, new StreamSnapshot(1, "v1", json.Write(stream, "snapshot 1", fact)), Token);
    }

    private async Task CheckAsync(SqliteEventStore store, ProtectedJson json)
    {
        for (var person = 0; person < Persons; person++)
        {
            var expected = person % 2 == 0 ? "erased" : _canaries[person];
            (await ReadAsync(store, json, person)).Name.ValueOr("erased").ShouldBe(expected);
            var snapshot = (await store.FindSnapshotAsync(StreamOf(person), Token))!;
            ((Person)json.Read(StreamOf(person), "snapshot 1", snapshot.State.Span, typeof(Person))!).Name.ValueOr("erased").ShouldBe(expected);
        }
    }

    private static async Task<Person> ReadAsync(SqliteEventStore store, ProtectedJson json, int person)
    {
        await foreach (var envelope in store.ReadStreamAsync(StreamOf(person), 0, Token))
        {
            return (Person)json.Read(envelope.Stream, envelope.Id.ToString("N"), envelope.Data.Span, typeof(Person))!;
        }

        throw new InvalidOperationException("The fact is missing.");
    }

    private IReadOnlyList<string> FindInClear() => Find([.. _canaries, .. Enumerable.Range(0, Persons).Select(SubjectOf)]);

    // Copied first, for the lock of the key store keeps readers out.
    private IReadOnlyList<string> Find(string[] texts)
    {
        using var copy = new TempFolder();
        using (var process = System.Diagnostics.Process.Start("cp", ["-R", _folder.Path, copy.Path]))
        {
            process.WaitForExit();
            process.ExitCode.ShouldBe(0);
        }

        var files = Directory.GetFiles(copy.Path, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes).ToArray();
        files.Sum(file => file.Length).ShouldBeGreaterThan(50_000);
        return [.. texts.Where(text => files.Any(file => file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0))];
    }
}
