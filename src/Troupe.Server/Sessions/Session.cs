using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Server.Admission;
using Troupe.Server.Delivery;
using Troupe.Server.Limits;

namespace Troupe.Server.Sessions;

/// <summary>One session, over however many sockets it takes. Thread-safe.</summary>
/// <param name="owner">Whose it is, and what it was asked to show.</param>
/// <param name="cast">Who it shows at first.</param>
/// <param name="talk">Its time to talk.</param>
/// <param name="rules">What all sessions share.</param>
/// <param name="renew">Considers a new token.</param>
/// <param name="forget">Called once, when nothing can come back to the session.</param>
internal sealed class Session(SessionOwner owner, Cast cast, TalkTime talk, SessionRules rules, Action<Session, SessionRefresh> renew, Action<Session> forget) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly DirectionLedger _directions = new();
    private readonly Ticket _opening = Ticket.Create();
    private readonly CancellationTokenSource _stop = new(Timeout.InfiniteTimeSpan, rules.Time);
    private SessionPhase _phase = SessionPhase.Waiting;
    private WebSocketTransport? _transport;
    private ConversationEngines? _engines;
    private Cast _cast = cast;
    private volatile SessionCredential _credential = new(owner.Caller, rules.Time.GetUtcNow());
    private Task _conversation = Task.CompletedTask;
    private ITimer? _patience;

    /// <summary>The session's id.</summary>
    public string Id => talk.Session;

    /// <summary>Whose it is, and what it was asked to show.</summary>
    public SessionOwner Owner => owner;

    /// <summary>Who it shows.</summary>
    public Cast Cast => _cast;

    /// <summary>On whose behalf it goes on.</summary>
    public Caller Caller => _credential.Caller;

    /// <summary>The origin of the page that opened it; null when no page did.</summary>
    public string? PageOrigin => owner.PageOrigin;

    /// <summary>The address of its first socket, with a ticket that is good once.</summary>
    public string OpeningUrl => $"{owner.SocketAddress}/{Id}?ticket={_opening.Value}";

    /// <summary>The address of all later ones, with a ticket that is good as long as the credential.</summary>
    public string ResumeUrl => $"{owner.SocketAddress}/{Id}?ticket={rules.Tickets.Create(Id, Caller.ExpiresAt + rules.Leeway)}";

    /// <summary>What it carries; null before the handshake.</summary>
    public WebSocketTransport? Transport => _transport;

    /// <summary>Begins to wait for the first socket.</summary>
    public void AwaitOpening()
    {
        lock (_gate)
        {
            Wait(rules.Sessions.TicketLifetime);
        }
    }

    /// <summary>Whether a ticket is one of the session's, good or not any longer.</summary>
    public bool Knows(string ticket) => _opening.Matches(ticket) || rules.Tickets.Opens(Id, ticket);

    /// <summary>Shows a ticket. The opening one is good once.</summary>
    public SessionDoor Enter(string ticket)
    {
        lock (_gate)
        {
            if (_phase is SessionPhase.Waiting && _opening.Matches(ticket))
            {
                _phase = SessionPhase.Opening;
                StopWaiting();
                return SessionDoor.Opening;
            }

            return _phase is SessionPhase.Live && rules.Tickets.Opens(Id, ticket) ? SessionDoor.Resuming : SessionDoor.Shut;
        }
    }

    /// <summary>Starts the conversation as the handshake agreed.</summary>
    /// <param name="engines">The engines.</param>
    /// <param name="settings">What was agreed.</param>
    /// <param name="first">Makes what the client is told first, of who is shown then.</param>
    /// <returns>The socket's place in the outbox, or null when the session has ended meanwhile.</returns>
    public OutboxCursor? Begin(ConversationEngines engines, SessionSettings settings, Func<IEnumerable<ServerMessage>> first)
    {
        lock (_gate)
        {
            if (_phase is not SessionPhase.Opening)
            {
                return null;
            }

            _phase = SessionPhase.Live;
            _transport = new WebSocketTransport(settings, rules.Delivery, rules.Time, refresh => renew(this, refresh), message => rules.Watch.Tell(owner.Tenant, Id, message));
            _engines = engines;
            var cursor = _transport.Outbox.TryAttach(after: 0, epoch: 0);
            foreach (var message in first())
            {
                _transport.Send(message);
            }

            talk.Start(() => End(SessionEndReason.QuotaExceeded));
            rules.Metrics.SessionStarted();
            rules.Logger.SessionStarted(Id, settings.Input?.SampleRate, settings.Output?.SampleRate);
            var options = _cast.Options;
            _conversation = Task.Run(() => ConverseAsync(_cast.Engines(engines), options, settings, _transport));
            return cursor;
        }
    }

    /// <summary>Goes on with another credential.</summary>
    /// <param name="command">The command that brought it.</param>
    /// <param name="next">On whose behalf.</param>
    public void Renew(string command, Caller next)
    {
        lock (_gate)
        {
            _credential = new SessionCredential(next, rules.Time.GetUtcNow());
            _transport!.Send(new CommandAccepted { Command = command });
            _transport.Send(new TokenRenewed { ExpiresAt = next.ExpiresAt, ResumeUrl = ResumeUrl });
        }

        rules.Logger.CredentialRenewed(Id, next.Credential);
    }

    /// <summary>Tells the client at half life of the credential, and ends with it. Takes no lock as long as neither is due.</summary>
    public void CheckCredential(DateTimeOffset now)
    {
        if (_credential.DueAt is not { } due || due > now)
        {
            return;
        }

        lock (_gate)
        {
            var expiresAt = Caller.ExpiresAt!.Value;
            if (expiresAt + rules.Leeway <= now)
            {
                End(SessionEndReason.TokenExpired);
            }
            else if (_transport is not null && !_credential.Told)
            {
                _credential = _credential with { Told = true };
                _transport.Send(new TokenExpiring { ExpiresAt = expiresAt, Remaining = Math.Max(0, (expiresAt - now).TotalMilliseconds) });
            }
        }
    }

    /// <summary>Shows somebody else: the client is told at once, and what is said from the next answer on is theirs. What comes late, after a newer one, is left out.</summary>
    public void Recast(Cast next)
    {
        lock (_gate)
        {
            var before = _cast;
            if (next.Version < before.Version)
            {
                return;
            }

            _cast = next;
            if (_transport is null || _phase is not SessionPhase.Live)
            {
                return;
            }

            if (next.Card != before.Card)
            {
                _transport.Send(new PresenterChanged { Presenter = CardFor(_engines!) });
            }

            _transport.Inbox.Take(new RecastInput(next.Options, next.Engines(_engines!).Synthesizer));
        }
    }

    /// <summary>Has the presenter do something, as somebody says who is not the person; gives the conversation's answer.</summary>
    /// <param name="by">Who says so.</param>
    /// <param name="direction">What it is to do; done once, however often it comes.</param>
    public Task<ServerMessage> DirectAsync(string by, DirectionCommand direction)
    {
        lock (_gate)
        {
            return _phase is SessionPhase.Live
                ? _directions.Once(by, direction.Id, () => _transport!.DirectAsync(direction))
                : Task.FromResult<ServerMessage>(Refusals.Of(direction.Id, "out_of_order", "Nobody has joined the session yet."));
        }
    }

    /// <summary>What the client is shown of the cast; the server's own presenter speaks what its voice speaks.</summary>
    public PresenterCard CardFor(ConversationEngines engines) =>
        _cast.Card.Locale.Length > 0 ? _cast.Card : _cast.Card with { Locale = engines.Synthesizer?.Voice.Locale ?? "en-US" };

    /// <summary>Gives a socket the place of the one before it.</summary>
    /// <returns>The place, or null when something that the client missed is no longer kept.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The client names a position that was never sent.</exception>
    public OutboxCursor? TryResume(long after, uint epoch)
    {
        lock (_gate)
        {
            var cursor = _transport!.Outbox.TryAttach(after, epoch);
            rules.Metrics.SessionResumed(cursor is not null);
            rules.Logger.SessionResumed(Id, after, cursor is not null);
            if (cursor is not null)
            {
                StopWaiting();
            }

            return cursor;
        }
    }

    /// <summary>Says that a socket is gone.</summary>
    /// <param name="cursor">Its place, or null when it never had one.</param>
    /// <param name="delivered">Whether the client was told everything there is to tell, or never can be.</param>
    public void Leave(OutboxCursor? cursor, bool delivered)
    {
        lock (_gate)
        {
            if (cursor is null)
            {
                if (_phase is SessionPhase.Opening)
                {
                    _ = ForgetAsync();
                }
            }
            else if (_transport!.Outbox.Detach(cursor))
            {
                if (delivered)
                {
                    _ = ForgetAsync();
                }
                else
                {
                    rules.Logger.SocketLost(Id);
                    Wait(rules.Sessions.ResumeWindow);
                }
            }
        }
    }

    /// <summary>Ends the session from the server's side. The first reason counts.</summary>
    public void End(SessionEndReason reason)
    {
        lock (_gate)
        {
            if (_phase is SessionPhase.Forgotten)
            {
                return;
            }

            if (_transport is null)
            {
                _ = ForgetAsync();
                return;
            }

            _transport.End(reason, reason.Sentence());
            _stop.CancelAfter(rules.Sessions.EndGrace);
        }
    }

    /// <summary>The conversation's end; never fails.</summary>
    public Task Conversation => _conversation;

    /// <inheritdoc/>
    public void Dispose()
    {
        StopWaiting();
        talk.Dispose();
        _transport?.Dispose();
        _stop.Dispose();
    }

    private async Task ConverseAsync(ConversationEngines engines, ConversationOptions options, SessionSettings settings, WebSocketTransport transport)
    {
        try
        {
            var reason = await rules.Converse(Id, owner.Tenant, engines, options, settings, transport, _stop.Token);
            transport.End(reason, reason.Sentence());
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            transport.End(SessionEndReason.ShuttingDown, SessionEndReason.ShuttingDown.Sentence());
        }
        catch (Exception exception)
        {
            rules.Logger.ConversationFailed(exception, Id);
            transport.End(SessionEndReason.ServerError, SessionEndReason.ServerError.Sentence());
        }

        talk.Dispose();
        var ended = transport.Outbox.EndReason!.Value;
        rules.Metrics.SessionEnded(ended);
        rules.Logger.SessionEnded(Id, ended);
    }

    private async Task ForgetAsync()
    {
        if (_phase is SessionPhase.Forgotten)
        {
            return;
        }

        _phase = SessionPhase.Forgotten;
        StopWaiting();
        await _conversation;
        forget(this);
        Dispose();
    }

    private void Wait(TimeSpan duration)
    {
        StopWaiting();
        _patience = rules.Time.CreateTimer(Expire, state: null, duration, Timeout.InfiniteTimeSpan);
    }

    private void StopWaiting()
    {
        _patience?.Dispose();
        _patience = null;
    }

    private void Expire(object? state)
    {
        lock (_gate)
        {
            // A socket may have come between the timer's last moment and this one.
            if (_patience is null || _phase is SessionPhase.Forgotten)
            {
                return;
            }

            End(SessionEndReason.ResumeExpired);
            _ = ForgetAsync();
        }
    }
}

/// <summary>Where a session stands.</summary>
internal enum SessionPhase
{
    /// <summary>Created; no socket came yet.</summary>
    Waiting,

    /// <summary>The first socket came; its handshake is not done.</summary>
    Opening,

    /// <summary>The conversation runs, or its end was not yet told to the client.</summary>
    Live,

    /// <summary>Nothing can come back to it.</summary>
    Forgotten,
}

/// <summary>What a ticket opens.</summary>
internal enum SessionDoor
{
    /// <summary>Nothing.</summary>
    Shut,

    /// <summary>The session's first socket.</summary>
    Opening,

    /// <summary>A socket that takes the session over.</summary>
    Resuming,
}
