using Microsoft.Extensions.Logging.Abstractions;
using Troupe.Server.Admission;
using Troupe.Server.Audit;
using Troupe.Server.Commands;
using Troupe.Server.Events;
using Troupe.Server.Events.InMemory;
using Troupe.Server.Policy;

namespace Troupe.Server.Tests.Commands;

[Trait("Category", "fast")]
public sealed class CommandDeskTests
{
    private readonly EventStreams _streams = new(new InMemoryEventStore(TimeProvider.System), new EventCodec());
    private readonly TenantRulesets _rulesets = new();
    private readonly CommandDesk _desk;

    public CommandDeskTests() => _desk = new CommandDesk(_streams, new IdempotencyKeys(), new TextScreen(_rulesets), NullLogger<CommandDesk>.Instance);

    [Fact]
    public async Task A_command_that_is_taken_leaves_its_fact_and_its_audit_entry()
    {
        var done = (await AddAsync(Ask(2))).ShouldBeOfType<CommandOutcome<Tally>.Done>();
        (done.State.Sum, done.Version, done.Repeated).ShouldBe((2, 1, false));
        var entry = (await AuditAsync()).ShouldHaveSingleItem();
        (entry.Action, entry.Target, entry.Outcome, entry.Version, entry.Why!.ValueOr(null)).ShouldBe(("tally.add", "tally/a", "done", 1L, "for the test"));
    }

    [Fact]
    public async Task A_refusal_changes_nothing_and_stands_in_the_audit_with_its_reasons()
    {
        (await AddAsync(Ask(-1))).ShouldBeOfType<CommandOutcome<Tally>.Refused>().Code.ShouldBe("invalid_command");
        (await _streams.LoadAsync<Tally>(TenantId.Local, "a", Token)).Version.ShouldBe(0);
        var entry = (await AuditAsync()).ShouldHaveSingleItem();
        (entry.Outcome, entry.Version).ShouldBe(("invalid_command", null));
        entry.Chain.ShouldBe(["negative"]);
    }

    [Fact]
    public async Task Who_saw_another_version_is_told_so()
    {
        await AddAsync(Ask(1));
        (await AddAsync(Ask(1) with { SeenVersion = 0 })).ShouldBeOfType<CommandOutcome<Tally>.Refused>().Code.ShouldBe("precondition_failed");
        (await AddAsync(Ask(1) with { SeenVersion = 1 })).ShouldBeOfType<CommandOutcome<Tally>.Done>().Version.ShouldBe(2);
    }

    [Fact]
    public async Task The_same_request_twice_is_done_once()
    {
        var ask = Ask(5) with { IdempotencyKey = "k" };
        (await AddAsync(ask)).ShouldBeOfType<CommandOutcome<Tally>.Done>();
        var again = (await AddAsync(ask)).ShouldBeOfType<CommandOutcome<Tally>.Done>();
        (again.State.Sum, again.Version, again.Repeated).ShouldBe((5, 1, true));
        (await AuditAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_belongs_to_one_payload_and_to_one_caller()
    {
        await AddAsync(Ask(5) with { IdempotencyKey = "k" });
        (await AddAsync(Ask(6) with { IdempotencyKey = "k" })).ShouldBeOfType<CommandOutcome<Tally>.Refused>().Code.ShouldBe("idempotency_key_reused");
        var other = Ask(6) with { IdempotencyKey = "k", Caller = Caller.Local with { Subject = "another" } };
        (await AddAsync(other)).ShouldBeOfType<CommandOutcome<Tally>.Done>().State.Sum.ShouldBe(11);
    }

    [Fact]
    public async Task A_thousand_copies_of_a_request_through_two_desks_are_done_once()
    {
        var second = new CommandDesk(_streams, new IdempotencyKeys(), new TextScreen(_rulesets), NullLogger<CommandDesk>.Instance);
        var ask = Ask(7) with { IdempotencyKey = "k" };
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 1000).Select(copy => Task.Run(async () => await AddAsync(ask, copy % 2 == 0 ? _desk : second))));
        outcomes.OfType<CommandOutcome<Tally>.Done>().Count(done => !done.Repeated).ShouldBe(1);
        outcomes.OfType<CommandOutcome<Tally>.Refused>().ShouldAllBe(refused => refused.Code == "idempotency_in_progress");
        (await _streams.LoadAsync<Tally>(TenantId.Local, "a", Token)).State.Sum.ShouldBe(7);
    }

    [Fact]
    public async Task Writers_at_the_same_time_lose_nothing()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await AddAsync(Ask(1)))));
        var done = outcomes.OfType<CommandOutcome<Tally>.Done>().Count();
        done.ShouldBe(8);
        (await _streams.LoadAsync<Tally>(TenantId.Local, "a", Token)).State.Sum.ShouldBe(8);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Command Ask(int number) => new(Caller.Local, "tally.add", new { number }) { Why = "for the test" };

    private async Task<CommandOutcome<Tally>> AddAsync(Command command, CommandDesk? desk = null)
    {
        var number = (int)command.Payload.GetType().GetProperty("number")!.GetValue(command.Payload)!;
        return await (desk ?? _desk).ExecuteAsync<Tally>(
            command,
            "a",
            _ => number < 0 ? new Decided.Refused("invalid_command", new Reason("negative", "Add more than nothing.", "/number")) : new Decided.Accepted(new CommandAnswered("number", number)),
            Token);
    }

    private async Task<List<AuditEntry>> AuditAsync()
    {
        var entries = new List<AuditEntry>();
        await foreach (var envelope in _streams.Store.ReadStreamAsync(AuditEntry.StreamOf(TenantId.Local), 0, Token))
        {
            entries.Add((AuditEntry)_streams.Read(envelope)!);
        }

        return entries;
    }

    /// <summary>A sum of numbers; a fact of the server stands for one.</summary>
    private sealed record Tally(long Sum) : IFolded<Tally>
    {
        public static string Kind => "tally";

        public static Tally Initial { get; } = new(0L);

        public Tally Apply(IDomainEvent fact) => new(Sum + ((CommandAnswered)fact).Version);
    }
}
