using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Server.Admission;
using Troupe.Server.Delivery;
using Troupe.Server.Limits;

namespace Troupe.Server.Sessions;

/// <summary>The conversation of a session, from the handshake to its end, and what carries it. Its session sees to it that one thing happens at a time.</summary>
internal sealed class SessionConversation : IDisposable
{
    private readonly DirectionLedger _directions = new();
    private readonly CancellationTokenSource _stop;
    private readonly string _id;
    private readonly Caller _caller;
    private readonly ConversationEngines _engines;
    private readonly SessionSettings _settings;
    private readonly TalkTime _talk;
    private readonly SessionRules _rules;

    /// <summary>Makes what carries it.</summary>
    /// <param name="id">Id of the session.</param>
    /// <param name="caller">Whose.</param>
    /// <param name="engines">The engines.</param>
    /// <param name="settings">What the handshake agreed.</param>
    /// <param name="talk">Its time to talk.</param>
    /// <param name="rules">What all sessions share.</param>
    /// <param name="renew">Considers a new token.</param>
    public SessionConversation(string id, Caller caller, ConversationEngines engines, SessionSettings settings, TalkTime talk, SessionRules rules, Action<SessionRefresh> renew)
    {
        (_id, _caller, _engines, _settings, _talk, _rules) = (id, caller, engines, settings, talk, rules);
        _stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, rules.Time);
        Transport = new WebSocketTransport(settings, rules.Delivery, rules.Time, renew, message => rules.Watch.Tell(caller.Tenant, id, message));
    }

    /// <summary>What carries it.</summary>
    public WebSocketTransport Transport { get; }

    /// <summary>Its end; never fails.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Begins it.</summary>
    /// <param name="cast">Who is shown at first.</param>
    public void Start(Cast cast)
    {
        _rules.Metrics.SessionStarted();
        _rules.Logger.SessionStarted(_id, _settings.Input?.SampleRate, _settings.Output?.SampleRate);
        Running = Task.Run(() => ConverseAsync(cast.Engines(_engines), cast.Options));
    }

    /// <summary>Goes on with somebody else: the client is told at once, and what is said from the next answer on is theirs.</summary>
    public void Recast(Cast before, Cast next) =>
        Transport.Inbox.Take(new RecastInput(next.Options, next.Engines(_engines).Synthesizer, next.Card != before.Card ? next.CardFor(_engines) : null));

    /// <summary>Has the presenter do something; gives the conversation's answer.</summary>
    /// <param name="by">Who says so.</param>
    /// <param name="direction">What it is to do; done once, however often it comes.</param>
    public Task<ServerMessage> DirectAsync(string by, DirectionCommand direction) =>
        _directions.Once(by, direction.Id, () => Transport.DirectAsync(direction));

    /// <summary>Ends it: the client is told, and it has a while to wind down.</summary>
    public void End(SessionEndReason reason)
    {
        Transport.End(reason, reason.Sentence());
        _stop.CancelAfter(_rules.Sessions.EndGrace);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Transport.Dispose();
        _stop.Dispose();
    }

    private async Task ConverseAsync(ConversationEngines engines, ConversationOptions options)
    {
        try
        {
            var reason = await _rules.Converse(_id, _caller, engines, options, _settings, Transport, _stop.Token);
            Transport.End(reason, reason.Sentence());
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            Transport.End(SessionEndReason.ShuttingDown, SessionEndReason.ShuttingDown.Sentence());
        }
        catch (Exception exception)
        {
            _rules.Logger.ConversationFailed(exception, _id);
            Transport.End(SessionEndReason.ServerError, SessionEndReason.ServerError.Sentence());
        }

        _talk.Dispose();
        var ended = Transport.Outbox.EndReason!.Value;
        _rules.Metrics.SessionEnded(ended);
        _rules.Logger.SessionEnded(_id, ended);
    }
}
