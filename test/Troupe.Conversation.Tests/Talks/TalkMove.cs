namespace Troupe.Conversation.Tests.Talks;

/// <summary>Something that the person, the network or the page does in a generated conversation.</summary>
internal enum TalkDoing
{
    Write,
    WriteAgain,
    Interrupt,
    Click,
    Cough,
    CoughAgain,
    Speak,
    Hold,
    LoseConnection,
    Stall,
    LoseReports,
    LoseAck,
    DelayReports,
    DelayAck,
    RepeatReports,
    Trust,
}

/// <summary>What is done and when.</summary>
/// <param name="Doing">What.</param>
/// <param name="Amount">How much of it, from 0 to 99.</param>
/// <param name="Wait">How long it is waited before, in milliseconds.</param>
internal readonly record struct TalkMove(TalkDoing Doing, int Amount, int Wait);
