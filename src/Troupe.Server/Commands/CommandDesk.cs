using Troupe.Server.Audit;
using Troupe.Server.Events;
using Troupe.Server.Events.Protection;

namespace Troupe.Server.Commands;

/// <summary>Takes commands: load, decide, append, answer. Thread-safe.</summary>
internal sealed class CommandDesk(EventStreams streams, IdempotencyKeys keys, ITextScreen texts, ILogger<CommandDesk> logger)
{
    /// <summary>How often a decision is made anew because others wrote meanwhile. Eight writers at once all get through in eight rounds; more than that is a flood.</summary>
    private const int Rounds = 8;

    /// <summary>Where a command's reason stands.</summary>
    public const string WhyPointer = "/Troupe-Why";

    /// <summary>Does a command to one stream. A reason that the policy does not allow stands nowhere, and the command is refused.</summary>
    /// <param name="command">The command.</param>
    /// <param name="id">Which of its kind it is about.</param>
    /// <param name="decide">The decision; pure, for it may be asked again.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="EventStoreException">The store cannot take it.</exception>
    public ValueTask<CommandOutcome<TState>> ExecuteAsync<TState>(Command command, string id, Func<TState, Decided> decide, CancellationToken cancellationToken)
        where TState : IFolded<TState>
    {
        if (command.Why is not { } why || command.WhyIsAllowed)
        {
            return DoOnceAsync(command, id, decide, cancellationToken);
        }

        var (kept, refusal) = texts.Screen(command.Home, WhyPointer, why);
        return refusal is null ? DoOnceAsync(command with { Why = kept }, id, decide, cancellationToken) : DoOnceAsync<TState>(command with { Why = null }, id, _ => refusal, cancellationToken);
    }

    private async ValueTask<CommandOutcome<TState>> DoOnceAsync<TState>(Command command, string id, Func<TState, Decided> decide, CancellationToken cancellationToken)
        where TState : IFolded<TState>
    {
        if (command.IdempotencyKey is null)
        {
            return await DoAsync(command, id, answer: null, decide, cancellationToken);
        }

        var stream = IdempotencyKeys.StreamOf(command);
        using var claim = keys.TryClaim(stream);
        if (claim is null)
        {
            return Refused<TState>("idempotency_in_progress", "A request with this Idempotency-Key is being worked on.");
        }

        // Keyed: a plain hash of few words can be guessed.
        var payload = streams.PseudonymOf(stream.Tenant, IdempotencyKeys.PayloadOf(command, $"{TState.Kind}/{id}"));
        return await FindAnswerAsync<TState>(command, id, stream, payload, cancellationToken)
            ?? await DoAsync(command, id, (stream, payload), decide, cancellationToken);
    }

    private async ValueTask<CommandOutcome<TState>> DoAsync<TState>(Command command, string id, (StreamId Stream, string Payload)? answer, Func<TState, Decided> decide, CancellationToken cancellationToken)
        where TState : IFolded<TState>
    {
        var target = new StreamId(command.Caller.Tenant, TState.Kind, id);
        for (var round = 0; round < Rounds; round++)
        {
            var (state, version) = await streams.LoadAsync<TState>(target.Tenant, id, cancellationToken);
            var decided = decide(state);

            // What does not exist is refused as such, whatever version somebody claims to have seen.
            if (command.SeenVersion is { } seen && seen != version && (version > 0 || decided is Decided.Accepted))
            {
                return Refused<TState>("precondition_failed", $"Version {seen} was seen; it has version {version} now.");
            }

            switch (decided)
            {
                case Decided.Refused refused:
                    await RecordAsync(command, target, refused, cancellationToken);
                    return new CommandOutcome<TState>.Refused(refused.Code, refused.Reasons) { Review = refused.Review };
                case Decided.Accepted accepted:
                    var after = version + accepted.Facts.Count;
                    switch (await streams.Store.AppendAsync(Writes(command, target, version, after, accepted, answer), cancellationToken))
                    {
                        case AppendOutcome.Appended:
                            return new CommandOutcome<TState>.Done(accepted.Facts.Aggregate(state, (folded, fact) => folded.Apply(fact)), after, Repeated: false);
                        case AppendOutcome.Conflicted conflict when conflict.Stream == target && conflict.Actual < version:
                            streams.Forget(target);
                            break;
                    }

                    break;
            }

            if (answer is { } key && await FindAnswerAsync<TState>(command, id, key.Stream, key.Payload, cancellationToken) is { } found)
            {
                return found;
            }

            logger.DecidingAgain(command.Action, round + 1);
        }

        return Refused<TState>("version_conflict", "Others changed it at the same time, again and again; try again.");
    }

    private List<StreamWrite> Writes(Command command, StreamId target, long version, long after, Decided.Accepted accepted, (StreamId Stream, string Payload)? answer)
    {
        List<StreamWrite> writes = accepted.Facts.Count > 0 ? [streams.Write(target, version, accepted.Facts)] : [];
        writes.AddRange(accepted.Beside.Select(beside => streams.Write(new StreamId(target.Tenant, beside.Kind, beside.Id), StreamWrite.AnyVersion, [beside.Fact])));
        writes.Add(streams.Write(AuditEntry.StreamOf(target.Tenant), StreamWrite.AnyVersion, [EntryOf(command, target, accepted.Outcome) with { Version = after, Chain = accepted.Chain }]));
        if (answer is { } key)
        {
            writes.Add(streams.Write(key.Stream, 0, [new CommandAnswered(key.Payload, after)]));
        }

        return writes;
    }

    private async ValueTask RecordAsync(Command command, StreamId target, Decided.Refused refused, CancellationToken cancellationToken)
    {
        var entry = EntryOf(command, target, refused.Code) with { Chain = [.. refused.Reasons.Select(reason => reason.Code)] };
        await streams.Store.AppendAsync([streams.Write(AuditEntry.StreamOf(target.Tenant), StreamWrite.AnyVersion, [entry])], cancellationToken);
    }

    private async ValueTask<CommandOutcome<TState>?> FindAnswerAsync<TState>(Command command, string id, StreamId stream, string payload, CancellationToken cancellationToken)
        where TState : IFolded<TState>
    {
        var (found, _) = await streams.LoadAsync<IdempotencyState>(stream.Tenant, stream.Id, cancellationToken);
        if (found.Answered is not { } answered)
        {
            return null;
        }

        if (answered.Payload != payload)
        {
            return Refused<TState>("idempotency_key_reused", "This Idempotency-Key was used for another request; choose a new one for each request.");
        }

        var (state, _) = await streams.LoadAsync<TState>(command.Caller.Tenant, id, cancellationToken);
        return new CommandOutcome<TState>.Done(state, answered.Version, Repeated: true);
    }

    private AuditEntry EntryOf(Command command, StreamId target, string outcome) => AuditEntry.Of(streams, command.Caller, command.Action, $"{target.Kind}/{target.Id}", outcome) with
    {
        Why = command.Why is { } why ? Protected<string>.Of(command.Caller.Subject, why) : null,
    };

    private static CommandOutcome<TState>.Refused Refused<TState>(string code, string detail) => new(code, [new Reason(code, detail)]);
}
