using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Troupe.Conversation.Journal;
using Troupe.Server.Admission;
using Troupe.Server.Events.Protection;
using Troupe.Server.Sessions;
using Troupe.Server.Tests.Events;
using Troupe.Server.Tests.Subjects;

namespace Troupe.Server.Tests.Sessions;

[Trait("Category", "fast")]
public sealed class RecordingSweepTests : IDisposable
{
    private static readonly Caller Visitor = new(new TenantId("acme"), "ada", "jti", default) { Kind = CredentialKind.Token, Family = "family" };

    private readonly TempFolder _folder = new();
    private readonly Keyring _keyring = Keyring.InMemory();
    private readonly ManualTime _time = new();
    private readonly CapturedLog _log = new();
    private readonly LoggerFactory _loggers;

    public RecordingSweepTests() => _loggers = new LoggerFactory([_log]);

    public void Dispose()
    {
        _loggers.Dispose();
        _keyring.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_recording_is_kept_as_long_as_it_is_to_be_and_no_longer_over_restarts()
    {
        var first = Recordings();
        await RecordAsync(first, "a", Visitor);
        await RecordAsync(first, "b", Caller.Local);
        using (var sweep = await SweepAsync(first))
        {
            _time.Advance(TimeSpan.FromDays(2));
            await RecordAsync(first, "c", Visitor);
            await RecordAsync(first, "d", Caller.Local);
            await sweep.StopAsync(CancellationToken.None);
        }

        Sessions().ShouldBe(["a", "b", "c", "d"]);

        // The server was away when they were due.
        _time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        var second = Recordings();
        using var again = await SweepAsync(second);
        _time.Advance(TimeSpan.Zero);
        Sessions().ShouldBe(["c", "d"]);
        _log.Text.ShouldContain("Deleted 2 recordings, kept for 3.00:00:00");

        // A day and 23 hours later they are not due, at the next look they are; but for one that is written still.
        var live = second.Begin("e", Caller.Local).ShouldNotBeNull();
        _time.Advance(TimeSpan.FromDays(2) - TimeSpan.FromHours(1));
        Sessions().ShouldBe(["c", "d"]);
        _time.Advance(TimeSpan.FromHours(1));
        Sessions().ShouldBeEmpty();

        // A person's key opens what else they have; a session's own is of no use any more.
        _keyring.IsErased(_keyring.PseudonymOf(Visitor.Tenant, Visitor.Subject)).ShouldBeFalse();
        _keyring.IsErased(_keyring.PseudonymOf(TenantId.Local, RecordingFile.SubjectOf("d"))).ShouldBeTrue();
        await second.EndAsync(live);
        await again.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_session_that_goes_on_longer_than_recordings_are_kept_loses_nothing_before_its_end()
    {
        var recordings = Recordings();
        var live = recordings.Begin("a", Caller.Local).ShouldNotBeNull();
        live.Recorder.Append(new PhraseRefused(default, default, 0));
        await UntilAsync("a");
        using var sweep = await SweepAsync(recordings);
        _time.Advance(TimeSpan.FromDays(4));
        Sessions().ShouldBe(["a"]);
        await recordings.EndAsync(live);
        _time.Advance(TimeSpan.FromHours(1));
        Sessions().ShouldBeEmpty();
        await sweep.StopAsync(CancellationToken.None);
    }

    private SessionRecordings Recordings() => new(Options.Create(Settings), _keyring, _time, _loggers.CreateLogger<SessionRecordings>());

    private JournalOptions Settings => new() { Folder = _folder.Path, Keep = TimeSpan.FromDays(3) };

    private async Task<RecordingSweep> SweepAsync(SessionRecordings recordings)
    {
        var sweep = new RecordingSweep(recordings, Options.Create(Settings), _time, _loggers.CreateLogger<RecordingSweep>());
        await sweep.StartAsync(TestContext.Current.CancellationToken);
        return sweep;
    }

    private static async Task RecordAsync(SessionRecordings recordings, string session, Caller caller)
    {
        var recording = recordings.Begin(session, caller).ShouldNotBeNull();
        recording.Recorder.Append(new PhraseRefused(default, default, 0));
        await recordings.EndAsync(recording);
    }

    private string[] Sessions() => [.. RecordingFile.In(_folder.Path).Select(file => file.Session).Order(StringComparer.Ordinal)];

    // It is written beside the session.
    private async Task UntilAsync(params string[] sessions)
    {
        using var late = new CancellationTokenSource(WireClient.Patience);
        while (!Sessions().SequenceEqual(sessions))
        {
            await Task.Delay(10, late.Token);
        }
    }
}
