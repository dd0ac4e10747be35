using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Timing;
using Troupe.Conversation.Turns;

namespace Troupe.Conversation;

/// <summary>One conversation between a person and a presenter, from the handshake to the end of the session.</summary>
/// <remarks>
/// One loop owns the state. Whatever happens (what the client sends, what is heard, what a turn makes, time that passes) comes through one mailbox;
/// <see cref="TurnReducer"/> says what it means, and the loop does it. Sends no <see cref="SessionStarted"/> and no <see cref="SessionEnded"/>:
/// whoever runs it does, from what the handshake agreed and from what <see cref="RunAsync"/> returns.
/// </remarks>
public sealed partial class ConversationLoop
{
    private readonly ConversationEngines _engines;
    private ConversationOptions _options;
    private readonly SessionSettings _settings;
    private readonly IConversationTransport _transport;
    private readonly IConversationJournal _journal;
    private readonly EndOfTurn _endOfTurn;
    private readonly MediaClock _clock;
    private readonly Mailbox _mailbox;
    private readonly Outbox _outbox;
    private readonly TurnReducer _reducer;
    private TurnStages _stages;
    private readonly History _history;
    private readonly SessionLifetime _lifetime;
    private readonly Hearer? _hearer;
    private readonly StageFailure? _deaf;
    private readonly ConversationSetup? _opening;
    private readonly AnsweredCommands _answered = new();
    private TurnState _state = new();
    private Exchange? _exchange;
    private Turn? _prepared;
    private SessionEndReason? _end;
    private uint _turns;

    // When the item that is being met was taken: the only time that the loop knows, so that the same items lead to the same deeds.
    private MediaTime _now;

    /// <summary>Prepares a conversation.</summary>
    /// <param name="engines">Shared engines.</param>
    /// <param name="options">How the conversation behaves.</param>
    /// <param name="settings">What the handshake agreed.</param>
    /// <param name="transport">The person's side; read and written by this loop only.</param>
    /// <param name="journal">Takes every fact.</param>
    /// <param name="time">The clock.</param>
    /// <param name="screen">Looks at phrases before they are spoken; null lets all pass.</param>
    /// <param name="inputs">Looks at what the person says before it is kept; null keeps all.</param>
    /// <param name="detector">Judges in a pause whether the person is done; null for <see cref="ClauseTurnDetector"/>.</param>
    public ConversationLoop(
        ConversationEngines engines,
        ConversationOptions options,
        SessionSettings settings,
        IConversationTransport transport,
        IConversationJournal journal,
        TimeProvider time,
        IPhraseScreen? screen = null,
        IInputScreen? inputs = null,
        ITurnDetector? detector = null)
    {
        _options = options;
        _settings = settings;
        _transport = transport;
        _journal = journal;
        _inputs = inputs;
        _endOfTurn = new EndOfTurn(detector ?? new ClauseTurnDetector(), options.EndOfTurn);
        _clock = new MediaClock(time);
        _mailbox = new Mailbox(_clock);
        _outbox = new Outbox(transport, journal, () => _now);
        _reducer = new TurnReducer(new TurnPolicy
        {
            Greeting = options.BargeIn.Greeting,
            Reply = options.BargeIn.Reply,
            Prompt = options.BargeIn.Prompt,
            BargeInAfter = options.BargeIn.After,
            ResumeWithin = options.BargeIn.ResumeWithin,
            ClearTimeout = options.ClearTimeout,
            PlaybackGrace = options.PlaybackGrace,
            StallTimeout = options.StallTimeout,
            SpeculateWithin = options.Speculation.Within,
            MaxDropped = options.Speculation.MaxDropped,
        });
        _engines = engines;
        _stages = new TurnStages(
            new ReplyWriter(engines.Writer),
            screen,
            settings.Output is null ? null : engines.Synthesizer,
            ActorOf(options),
            options.Style,
            options.PhrasesAhead,
            settings.Tracks.Contains(PerformanceTrack.BlendShapes),
            Fillers.Of(options.Filler));
        _history = new History(options.WithName(options.Instructions), options.HistoryMessages) { Presenter = options.PresenterName };
        _lifetime = new SessionLifetime(options);
        _hearer = Hearer.Open(engines, options.Hearing, settings.Input, _clock, out _deaf);
        _opening = journal.IsRecording ? new ConversationSetup(settings, options, RecordedEngines.Of(engines, _endOfTurn.Detector, _hearer?.Listener, _deaf)) : null;
    }

    /// <summary>The most things that waited for the loop at once: what the client sent, what was heard, and what turns made. Whoever brings more than 256 waits with it.</summary>
    public int MostWaiting => _mailbox.MostWaiting;

    /// <summary>Converses until the session ends, and says why it ended. Runs once.</summary>
    /// <returns>
    /// <see cref="SessionEndReason.ClientEnded"/> when the client asked for it or the transport's input ended (the transport may know a better reason),
    /// <see cref="SessionEndReason.Idle"/>, <see cref="SessionEndReason.MaxDuration"/>, <see cref="SessionEndReason.ShuttingDown"/> when cancelled,
    /// or <see cref="SessionEndReason.ServerError"/> when the transport failed.
    /// </returns>
    public async Task<SessionEndReason> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            Pump();
            Open(_clock.Now);
            while (_end is null)
            {
                var item = await _mailbox.TakeAsync(Deadline, cancellationToken);
                Step(item, _clock.Now);
            }

            return _end.Value;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return SessionEndReason.ShuttingDown;
        }
        finally
        {
            Close(_clock.Now);
            await LetGoAsync();
        }
    }

    private bool IsBusy => _state.Answer is not null;

    private MediaTime? Deadline
    {
        get
        {
            var (turn, session) = (_state.Deadline, _lifetime.Deadline(IsBusy));
            return turn is null || session < turn ? session ?? turn : turn;
        }
    }

    private void Open(MediaTime now)
    {
        _now = now;
        if (_opening is not null)
        {
            _journal.Append(new ConversationOpened(now, _opening));
        }

        if (_deaf is not null)
        {
            _outbox.SendFailure(_deaf, CannotHear);
        }

        if (_settings.Output is not null && _stages.Voice is null)
        {
            _outbox.SendFailure(StageFailure.Missing("synthesizer"), "The presenter has no voice at the moment: answers come in writing.");
        }

        Meet(new TurnFact.SessionOpened(Greet: _options.Greeting is { Length: > 0 } && _stages.Voice is not null));
    }

    private void Step(LoopItem item, MediaTime now)
    {
        _now = now;
        item = _inputs is null ? item : Screened(item, _inputs);
        if (_opening is not null && item is not LoopItem.FromClient)
        {
            _journal.Append(new ItemMet(now, item));
        }

        Meet(item);
        PassTime();
    }

    private void Close(MediaTime now)
    {
        _now = now;
        if (_opening is not null)
        {
            _journal.Append(new ConversationClosing(now));
        }

        Meet(new TurnFact.SessionClosing());
    }

    private void Meet(LoopItem item)
    {
        switch (item)
        {
            case LoopItem.FromClient { Input: MessageInput input }:
                Receive(input.Message);
                break;
            case LoopItem.FromClient { Input: RecastInput cast }:
                Recast(cast);
                break;
            case LoopItem.FromClient { Input: MicrophoneInput input }:
                Hear(input.Samples);
                break;
            case LoopItem.FromListener heard:
                Hear(heard.Heard);
                break;
            case LoopItem.FromRecognizer recognized:
                Understand(recognized);
                break;
            case LoopItem.FromTurn made:
                Progress(made);
                break;
            case LoopItem.ClientGone { Failure: { } failure }:
                _journal.Append(new EngineFailed(_now, "transport", failure.Message));
                _end = SessionEndReason.ServerError;
                break;
            case LoopItem.ClientGone:
                _end = SessionEndReason.ClientEnded;
                break;
        }
    }

    private void Meet(TurnFact fact)
    {
        var answer = _state.Answer;
        var step = _reducer.Reduce(_state, fact, _now);
        _state = step.State;
        foreach (var effect in step.Effects)
        {
            Do(effect);
        }

        // Nobody is there because the presenter asked whether somebody is.
        if (answer is { Kind: not UtteranceKind.Prompt } && !IsBusy)
        {
            _lifetime.Touch(_now);
        }
    }

    private void PassTime()
    {
        while (_state.Deadline <= _now)
        {
            Meet(new TurnFact.DeadlinePassed());
        }

        var (end, warning) = _lifetime.Look(IsBusy, _now);
        _end ??= end;
        if (warning is null)
        {
            return;
        }

        _outbox.Send(warning);
        if (warning.Reason == SessionEndReason.Idle && _options.StillThere is { Length: > 0 } && _settings.Output is not null && _stages.Voice is not null)
        {
            Meet(new TurnFact.SilenceFelt());
        }
    }
}
