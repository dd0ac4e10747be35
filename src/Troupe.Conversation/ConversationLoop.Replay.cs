using Troupe.Contracts;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Speaking;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation;

/// <content>The loop moved by a recording instead of by time, engines and a client: it does the same, and does it at once.</content>
public sealed partial class ConversationLoop
{
    /// <summary>Whether a recording moves it: then nothing goes on beside the loop.</summary>
    internal bool IsReplayed { get; init; }

    /// <summary>Meets what the loop of a recording met.</summary>
    /// <param name="fact">What it met.</param>
    /// <param name="voice">Stands for the voice of a presenter that takes the place of another.</param>
    internal void Replay(ConversationEvent fact, ISpeechSynthesizer voice)
    {
        switch (fact)
        {
            case ConversationOpened:
                Open(fact.At);
                break;
            case MessageReceived received:
                Step(new LoopItem.FromClient(new MessageInput(received.Message)), fact.At);
                break;
            case MicrophoneHeard heard:
                // Which sound it was does not matter: what was heard in it comes as an item.
                Step(new LoopItem.FromClient(new MicrophoneInput(new short[heard.Length])), fact.At);
                break;
            case ItemMet met:
                Step(met.Item, fact.At);
                break;
            case PresenterRecast recast:
                Step(new LoopItem.FromClient(new RecastInput(recast.Options, recast.Voice is null ? null : voice, recast.Shown)), fact.At);
                break;
            case ConversationClosing:
                Close(fact.At);
                break;
        }
    }

    /// <summary>How the conversation stands.</summary>
    internal ConversationSnapshot Snapshot() => new()
    {
        At = _now,
        State = _state.Phase,
        Presenter = _options.PresenterName,
        Turn = _state.Turn,
        Epoch = _state.Epoch,
        Answer = _exchange is { } exchange && _state.Answer is { } answer
            ? new AnswerSnapshot(answer.Turn, answer.Epoch, answer.Kind.ToString(), exchange.Written, exchange.Received(TurnEndReason.Interrupted, _now))
            : null,
        Prepared = _state.Guess?.Text,
        Voice = _state.Voice is { } voice ? new VoiceSnapshot(voice.Began, voice.Ended, voice.Partial) : null,
        Asked = _state.Asked?.Text,
        Waits = [.. Waits().Where(wait => wait.Until is not null).Select(wait => (wait.For, wait.Until!.Value)).OrderBy(wait => wait.Value)],
        History = [.. _history.ToMessages().Skip(1).Select(message => (message.Role.Value, message.Text))],
    };

    private IEnumerable<(string For, MediaTime? Until)> Waits() =>
    [
        ("the end of the person's turn", _state.IsPersonsTurn && _state.Transcribing is null && !_state.IsHeld ? _state.EndpointAt : null),
        ("the client's word that it is silent", _state.Answer?.ClearBy),
        ("the end of the playback", _state.Answer?.HeardBy),
        ("progress of the answer", _state.Answer?.StalledBy),
        ("words of the voice over the presenter", _state.Answer?.DecideBy),
        ("the verdict on the interruption", _state.Answer?.Stop?.ResumeBy),
        ("a sign of life, or the end of the session", _lifetime.Deadline(IsBusy)),
    ];
}
