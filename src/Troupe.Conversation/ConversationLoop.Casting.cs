using Troupe.Contracts;
using Troupe.Conversation.Acting;

namespace Troupe.Conversation;

/// <content>Who answers: the presenter that it began with, until another takes its place.</content>
public sealed partial class ConversationLoop
{
    private Actor ActorOf(ConversationOptions options) => new(options.LipSync.ToSettings(), _engines.Pronouncer, _engines.LipModel, options.Gestures);

    /// <summary>The client is shown another presenter at once, and the next answer is theirs; the one that is on its way is finished as it was begun.</summary>
    private void Recast(RecastInput cast)
    {
        if (_opening is not null)
        {
            _journal.Append(new PresenterRecast(_now, cast.Options, cast.Voice?.Description.Name, cast.Shown));
        }

        if (cast.Shown is { } shown)
        {
            _outbox.Send(new PresenterChanged { Presenter = shown });
        }

        _options = _options.With(options => (options.PresenterName, options.Instructions, options.Greeting, options.Style, options.LipSync, options.Gestures) =
            (cast.Options.PresenterName, cast.Options.Instructions, cast.Options.Greeting, cast.Options.Style, cast.Options.LipSync, cast.Options.Gestures));
        _stages = _stages with { Voice = _settings.Output is null ? null : cast.Voice, Actor = ActorOf(_options), Style = _options.Style };
        (_history.Instructions, _history.Presenter) = (_options.WithName(_options.Instructions), _options.PresenterName);
    }
}
