using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Server.Admission;
using Troupe.Server.Delivery;
using Troupe.Server.Limits;

namespace Troupe.Server.Sessions;

/// <summary>One session, over however many sockets it takes. Thread-safe.</summary>
internal sealed class Session : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Ticket _opening = Ticket.Create();
    private readonly TalkTime _talk;
    private readonly SessionRules _rules;
    private readonly Action<Session> _forget;
    private readonly SessionCredential _credential;
    private SessionPhase _phase = SessionPhase.Waiting;
    private SessionConversation? _live;
    private ITimer? _patience;

    /// <summary>Creates it.</summary>
    /// <param name="owner">Whose it is, and what it was asked to show.</param>
    /// <param name="cast">Who it shows at first.</param>
    /// <param name="talk">Its time to talk.</param>
    /// <param name="rules">What all sessions share.</param>
    /// <param name="forget">Called once, when nothing can come back to the session.</param>
    public Session(SessionOwner owner, Cast cast, TalkTime talk, SessionRules rules, Action<Session> forget)
    {
        (Owner, Cast, _talk, _rules, _forget) = (owner, cast, talk, rules, forget);
        _credential = new SessionCredential(this, rules);
    }

    /// <summary>The session's id.</summary>
    public string Id => _talk.Session;

    /// <summary>Whose it is, and what it was asked to show.</summary>
    public SessionOwner Owner { get; }

    /// <summary>Who it shows.</summary>
    public Cast Cast { get; private set; }

    /// <summary>On whose behalf it goes on.</summary>
    public Caller Caller => _credential.Caller;

    /// <summary>The address of its first socket, with a ticket that is good once.</summary>
    public string OpeningUrl => $"{Owner.SocketAddress}/{Id}?ticket={_opening.Value}";

    /// <summary>The address of all later ones, with a ticket that is good as long as the credential.</summary>
    public string ResumeUrl => $"{Owner.SocketAddress}/{Id}?ticket={_rules.Tickets.Create(Id, Caller.ExpiresAt + _rules.Leeway)}";

    /// <summary>What it carries; null before the handshake.</summary>
    public WebSocketTransport? Transport => _live?.Transport;

    /// <summary>The conversation's end; never fails.</summary>
    public Task Conversation => _live?.Running ?? Task.CompletedTask;

    /// <summary>Begins to wait for the first socket, and to end with its credential.</summary>
    public void AwaitOpening()
    {
        lock (_gate)
        {
            Wait(_rules.Sessions.TicketLifetime);
        }

        _credential.Begin();
    }

    /// <summary>Whether a ticket is one of the session's, good or not any longer.</summary>
    public bool Knows(string ticket) => _opening.Matches(ticket) || _rules.Tickets.Opens(Id, ticket);

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

            return _phase is SessionPhase.Live && _rules.Tickets.Opens(Id, ticket) ? SessionDoor.Resuming : SessionDoor.Shut;
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
            _live = new SessionConversation(Id, Owner.Caller, engines, settings, _talk, _rules, _credential.Renew);
            var cursor = _live.Transport.Outbox.TryAttach(after: 0, epoch: 0);
            foreach (var message in first())
            {
                _live.Transport.Send(message);
            }

            _talk.Start(() => End(SessionEndReason.QuotaExceeded));
            _live.Start(Cast);
            return cursor;
        }
    }

    /// <summary>Tells the client something, in one piece; false when nobody has joined yet.</summary>
    public bool TrySend(params ReadOnlySpan<ServerMessage> messages)
    {
        lock (_gate)
        {
            if (_live is null)
            {
                return false;
            }

            foreach (var message in messages)
            {
                _live.Transport.Send(message);
            }

            return true;
        }
    }

    /// <summary>Shows somebody else: the client is told at once, and what is said from the next answer on is theirs. What comes late, after a newer one, is left out.</summary>
    public void Recast(Cast next)
    {
        lock (_gate)
        {
            var before = Cast;
            if (next.Version < before.Version)
            {
                return;
            }

            Cast = next;
            if (_phase is SessionPhase.Live)
            {
                _live!.Recast(before, next);
            }
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
                ? _live!.DirectAsync(by, direction)
                : Task.FromResult<ServerMessage>(Refusals.Of(direction.Id, "out_of_order", "Nobody has joined the session yet."));
        }
    }

    /// <summary>Gives a socket the place of the one before it.</summary>
    /// <returns>The place, or null when something that the client missed is no longer kept.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The client names a position that was never sent.</exception>
    public OutboxCursor? TryResume(long after, uint epoch)
    {
        lock (_gate)
        {
            var cursor = _live!.Transport.Outbox.TryAttach(after, epoch);
            _rules.Metrics.SessionResumed(cursor is not null);
            _rules.Logger.SessionResumed(Id, after, cursor is not null);
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
            else if (_live!.Transport.Outbox.Detach(cursor))
            {
                if (delivered)
                {
                    _ = ForgetAsync();
                }
                else
                {
                    _rules.Logger.SocketLost(Id);
                    Wait(_rules.Sessions.ResumeWindow);
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

            if (_live is null)
            {
                _ = ForgetAsync();
                return;
            }

            _live.End(reason);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        StopWaiting();
        _credential.Dispose();
        _talk.Dispose();
        _live?.Dispose();
    }

    private async Task ForgetAsync()
    {
        if (_phase is SessionPhase.Forgotten)
        {
            return;
        }

        _phase = SessionPhase.Forgotten;
        StopWaiting();
        await Conversation;
        _forget(this);
        Dispose();
    }

    private void Wait(TimeSpan duration)
    {
        StopWaiting();
        _patience = _rules.Time.CreateTimer(Expire, state: null, duration, Timeout.InfiniteTimeSpan);
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
