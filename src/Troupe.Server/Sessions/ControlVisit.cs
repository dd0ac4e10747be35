using System.Net.WebSockets;
using System.Threading.Channels;
using Troupe.Contracts;
using Troupe.Server.Admission;
using Troupe.Server.Delivery;
using Troupe.Server.Limits;
using Troupe.Server.Presenters;

namespace Troupe.Server.Sessions;

/// <summary>A control socket's time: takes directions one after another and answers each, and new tokens, as long as its credential is good.</summary>
internal sealed class ControlVisit : IDisposable
{
    private readonly string _session;
    private readonly string? _origin;
    private readonly SessionStore _sessions;
    private readonly PartSource _parts;
    private readonly SessionRules _rules;
    private readonly SocketReader _reader;
    private readonly SocketWriter _writer;
    private readonly ArrivalRate _rate;
    private readonly CredentialLease _lease;
    private readonly Channel<TimeSpan> _expiring = Channel.CreateUnbounded<TimeSpan>();
    private Task<TimeSpan>? _told;

    /// <summary>Begins it.</summary>
    /// <param name="session">Id of the session.</param>
    /// <param name="caller">Who directs.</param>
    /// <param name="origin">The origin of the page that opened the socket; null when no page did.</param>
    /// <param name="sessions">All sessions.</param>
    /// <param name="parts">What presenters can be made of.</param>
    /// <param name="rules">What all sessions share.</param>
    /// <param name="reader">Reads the socket.</param>
    /// <param name="writer">Writes to it.</param>
    public ControlVisit(string session, Caller caller, string? origin, SessionStore sessions, PartSource parts, SessionRules rules, SocketReader reader, SocketWriter writer)
    {
        (_session, _origin, _sessions, _parts, _rules, _reader, _writer) = (session, origin, sessions, parts, rules, reader, writer);
        _rate = new ArrivalRate(rules.Time, rules.Delivery.MessagesPerSecond, rules.Delivery.MessageBurst);
        _lease = rules.Guard.Hold(caller, ScopeSet.Of(ControlSocket.Scope), _expiring.Writer.TryWrite);
    }

    /// <summary>Stays until the socket is closed or lost, or may not go on; then until the other side has heard why.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_lease.Ended, cancellationToken);
        Task<SocketFrame>? reading = null;
        try
        {
            for (var bad = 0; bad < _rules.Delivery.MaxBadFrames;)
            {
                // A cancelled read breaks the socket, and with it the last word.
                reading = _reader.ReadAsync(CancellationToken.None).AsTask();
                var frame = await WaitAsync(reading, stop.Token);
                reading = null;
                if (frame.Kind is SocketFrameKind.Closed or SocketFrameKind.Lost)
                {
                    await _writer.CloseAsync(WebSocketCloseStatus.NormalClosure, "");
                    return;
                }

                var (answer, isBad) = await AnswerAsync(frame, stop.Token);
                bad += isBad ? 1 : 0;
                await _writer.TrySendAsync(answer);
                if (answer is CommandRefused { Code: "session_not_found" })
                {
                    await _writer.CloseAsync(WebSocketCloseStatus.NormalClosure, "SessionEnded");
                    await HearGoodbyeAsync(reading);
                    return;
                }
            }

            await _writer.CloseAsync(WebSocketCloseStatus.PolicyViolation, "ProtocolError");
        }
        catch (OperationCanceledException) when (_lease.Code is { } code && !cancellationToken.IsCancellationRequested)
        {
            await _writer.TrySendAsync(Refusals.Error(code, ErrorCodes.Get(code).Title));
            await _writer.CloseAsync(WebSocketCloseStatus.PolicyViolation, code);
        }
        catch (OperationCanceledException)
        {
            // The server or the connection goes down: nobody hears a goodbye.
            await _reader.DrainAsync(reading, TimeSpan.Zero, _rules.Time);
            return;
        }

        await HearGoodbyeAsync(reading);
    }

    /// <inheritdoc/>
    public void Dispose() => _lease.Dispose();

    private async Task<SocketFrame> WaitAsync(Task<SocketFrame> reading, CancellationToken cancellationToken)
    {
        while (await Task.WhenAny(reading, _told ??= _expiring.Reader.ReadAsync(cancellationToken).AsTask()) == _told)
        {
            var left = await _told;
            _told = null;
            await _writer.TrySendAsync(new TokenExpiring { ExpiresAt = _lease.Caller.ExpiresAt!.Value, Remaining = left.TotalMilliseconds });
        }

        cancellationToken.ThrowIfCancellationRequested();
        return await reading;
    }

    private async Task<(ServerMessage Answer, bool IsBad)> AnswerAsync(SocketFrame frame, CancellationToken cancellationToken)
    {
        var incoming = frame.Kind is SocketFrameKind.Text ? IncomingMessage.Read(frame.Payload.Span) : new IncomingMessage.Bad(Command: null, "A control socket takes text frames.");
        switch (incoming)
        {
            case IncomingMessage.Valid { Message: DirectionCommand direction }:
                return (await DirectAsync(direction, cancellationToken), false);
            case IncomingMessage.Valid { Message: SessionRefresh refresh }:
                return (await RenewAsync(refresh, cancellationToken), false);
            case IncomingMessage.Valid { Message: ClientCommand command }:
                return (Refusals.Of(command.Id, "bad_message", "A control socket takes directions and new tokens only."), true);
            case IncomingMessage.Bad { Command: { } id, Reason: var reason }:
                return (Refusals.Of(id, "bad_message", reason), true);
            case IncomingMessage.Bad mistake:
                return (Refusals.Error("bad_message", mistake.Reason), true);
            default:
                return (Refusals.Error("bad_message", "A control socket takes directions and new tokens only."), true);
        }
    }

    private async Task<ServerMessage> DirectAsync(DirectionCommand direction, CancellationToken cancellationToken)
    {
        var caller = _lease.Caller;
        if (Directing.Find(_session, caller, _sessions) is not { } found)
        {
            return Refusals.Of(direction.Id, "session_not_found", "The session is over.");
        }

        if (!_rate.TryTake())
        {
            return Refusals.Of(direction.Id, "rate_limited", "The command came too soon after others; send it again.");
        }

        return _rules.Limiter.Charge(caller.Tenant, caller.Subject, _session, Budget.Command) is { Passed: false } unpaid
            ? Refusals.Of(direction.Id, unpaid.Reason!, $"The session, its tenant or the credential has no budget for more commands now; send it again in {(int)Math.Ceiling(unpaid.Wait.TotalSeconds)} s.")
            : (await Directing.DirectAsync(found, caller.Subject, direction, _parts, _rules, cancellationToken)).Answer;
    }

    private async Task<ServerMessage> RenewAsync(SessionRefresh refresh, CancellationToken cancellationToken)
    {
        switch (await _rules.Renewal.DecideAsync(_lease.Caller, refresh.Token, _origin, ControlSocket.Scope, cancellationToken))
        {
            case AdmissionDecision.Admitted { Caller: var next }:
                _lease.Renew(next, _rules.Time.GetUtcNow());
                _rules.Guard.Check(_lease);
                return new CommandAccepted { Command = refresh.Id };
            case AdmissionDecision.Refused refused:
                return Refusals.Of(refresh.Id, refused.Code, refused.Detail);
            default:
                throw new InvalidOperationException("An admission decision is Admitted or Refused.");
        }
    }

    // What was written last is lost on the way when the connection is cut before the other side has read it and closed in its turn.
    private Task HearGoodbyeAsync(Task<SocketFrame>? reading) => _reader.DrainAsync(reading, _rules.Sessions.CloseTimeout, _rules.Time);
}
