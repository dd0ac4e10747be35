using Troupe.Contracts;
using Troupe.Conversation.Turns;

namespace Troupe.Conversation;

/// <content>What somebody has the presenter do who is not the person: done in the order in which everything else is, and no sign of the person's life.</content>
public sealed partial class ConversationLoop
{
    private ServerMessage Direct(DirectionCommand direction)
    {
        if (CommandRules.Refuse(direction, _state) is { } refused)
        {
            return refused;
        }

        switch (direction)
        {
            case PresenterSay say:
                Meet(new TurnFact.SayRequested(say.Text.Trim(), Read: _settings.Output is null || _stages.Voice is null));
                break;
            case PresenterInterrupt:
                Meet(new TurnFact.InterruptRequested());
                break;
            case PresenterGesture gesture:
                Cue("gesture", gesture.Name, gesture.Duration, gesture.Weight);
                break;
            case PresenterExpress expression:
                Cue("expression", expression.Name, expression.Duration, expression.Weight);
                break;
            case PresenterGaze gaze:
                Cue("gaze", gaze.Name, gaze.Duration, weight: 1);
                break;
            case PresenterFrame frame:
                _outbox.Send(new PresenterDirected { Camera = frame.Camera });
                break;
            case PresenterWear wear:
                _outbox.Send(new PresenterDirected { Outfit = wear.Outfit, Hair = wear.Hair, Props = wear.Props, Background = wear.Background });
                break;
        }

        return new CommandApplied { Command = direction.Id };
    }

    private void Cue(string kind, string name, double duration, double weight) =>
        _outbox.Send(new PresenterDirected { Cue = new PerformanceCue(kind, name, Start: 0, duration, weight) });
}
