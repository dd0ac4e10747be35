using Troupe.Conversation.Timing;
using Troupe.Conversation.Turns;

namespace Troupe.Conversation.Tests.Turns;

/// <summary>
/// Something that happens in a generated conversation: mostly what could happen at that moment, now and then something of an epoch, a recognition or a time that is over or not yet come.
/// </summary>
/// <param name="Kind">What, below <see cref="Kinds"/>.</param>
/// <param name="Amount">Which of its kind, up to <see cref="Most"/>.</param>
/// <param name="Later">Milliseconds after the move before it.</param>
internal readonly record struct TurnMove(int Kind, int Amount, int Later)
{
    public const int Kinds = 22;
    public const int Most = 400;

    private static readonly string[] Texts = ["", "uh", "stop", "tell me more"];

    private bool IsOdd => Amount % 8 == 7;

    private TimeSpan Wait => TimeSpan.FromMilliseconds(Amount * 4);

    private string Text => Texts[Amount % 4];

    private InterjectionKind Said => (InterjectionKind)(Amount / 4 % 3);

    /// <summary>The fact that it stands for in a state.</summary>
    public TurnFact Fact(TurnState state, MediaTime now) => Kind switch
    {
        0 or 1 => new TurnFact.VoiceBegan(Before(now)),
        2 or 3 => new TurnFact.VoiceWentOn(Before(now)),
        4 => new TurnFact.VoicePaused(Before(now), Wait),
        5 => new TurnFact.PartialHeard(Text, Wait, Said),
        6 => new TurnFact.TranscriptGuessed(Text, Wait, Said),
        7 => new TurnFact.VoiceEnded(Before(now), Wait),
        8 => new TurnFact.MicrophoneOpened(Amount % 2 == 0),
        9 => new TurnFact.MicrophoneClosed(Before(now)),
        10 or 11 => new TurnFact.TranscriptFinished(IsOdd ? (uint)(Amount % 7) : state.Transcribing ?? state.Recognition, Text, Amount % 3 == 0 ? Wait : TimeSpan.Zero),
        12 when Amount % 4 == 0 => new TurnFact.SayRequested("welcome", Read: Amount % 8 == 0),
        12 => new TurnFact.MessageReceived("hello"),
        13 when Amount % 3 == 0 => new TurnFact.SilenceFelt(),
        13 => new TurnFact.InterruptRequested(),
        14 or 15 => new TurnFact.AnswerWentOn(EpochIn(state), Audible: Amount % 3 > 0),
        16 => new TurnFact.AnswerMade(EpochIn(state), Amount % 5 == 0 ? null : now + TimeSpan.FromMilliseconds(Amount), Failed: Amount % 6 == 0),
        17 => new TurnFact.PlaybackEnded(EpochIn(state)),
        18 => new TurnFact.SpeechCleared(EpochIn(state)),
        19 => new TurnFact.WaitChanged(Wait),
        20 => new TurnFact.PlaybackMoved(EpochIn(state), Before(now), now + TimeSpan.FromMilliseconds(Amount * 10)),
        _ => new TurnFact.DeadlinePassed(),
    };

    private MediaTime Before(MediaTime now) => IsOdd ? MediaTime.FromMilliseconds(Amount * 50) : now - TimeSpan.FromMilliseconds(Amount % 150);

    private Epoch EpochIn(TurnState state) => IsOdd ? new Epoch((uint)(Amount % 7)) : state.Answer?.Epoch ?? state.Epoch;
}
