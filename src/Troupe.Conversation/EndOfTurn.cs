using Troupe.Conversation.Hearing;
using Troupe.Conversation.Timing;
using Troupe.Conversation.Turns;

namespace Troupe.Conversation;

/// <summary>How long the pauses of one session are waited for, and what it learns of its person. Used by the loop only.</summary>
internal sealed class EndOfTurn(ITurnDetector detector, EndOfTurnOptions options)
{
    private readonly EndOfTurnDelay _general = EndOfTurnDelay.Of(options.Profile);
    private readonly EndOfTurnDelay _dictation = EndOfTurnDelay.Of(options.Dictation);
    private SpeakerPauses _pauses = new();
    private double _probability;
    private double _judged;
    private (MediaTime Spoken, double Probability, SpeakerPauses Before)? _answered;

    /// <summary>Who judges the words of pauses.</summary>
    public ITurnDetector Detector => detector;

    /// <summary>What a model heard in the sound of the pause that is.</summary>
    /// <param name="probability">That the person is done.</param>
    public void Judged(double probability) => _judged = Evidence.OfSound(probability);

    /// <summary>The pause is over, or another begins: nothing was judged of it.</summary>
    public void Unjudged() => _judged = 0;

    /// <summary>The silence after which the turn is over.</summary>
    public TimeSpan Delay(TurnContext context)
    {
        _probability = Evidence.Add(detector.EndProbability(context), _judged);
        var delay = ExpectedAnswer.Of(context.Said).IsDictated ? _dictation : _general;
        return delay.At(_probability, options.LearnPauses ? _pauses.Learnt : TimeSpan.Zero);
    }

    /// <summary>The person went on before an answer began.</summary>
    public void WentOn(MediaTime lastVoice, MediaTime began) => _pauses = _pauses.WentOn(began - lastVoice, _probability);

    /// <summary>An answer begins.</summary>
    /// <param name="lastVoice">Of what it answers; null when that was written, or for the greeting.</param>
    public void Answered(MediaTime? lastVoice)
    {
        _answered = lastVoice is { } spoken ? (spoken, _probability, _pauses) : null;
        _pauses = lastVoice is null ? _pauses : _pauses.TurnEnded();
    }

    /// <summary>A voice interrupts the answer. If it began before the person can have reacted to it, the turn had not been over.</summary>
    public void Interrupted(MediaTime began, MediaTime? firstHeard)
    {
        if (_answered is { } answered && !(firstHeard + TurnPolicy.Reaction <= began))
        {
            _pauses = answered.Before.WentOn(began - answered.Spoken, answered.Probability);
        }
    }
}
