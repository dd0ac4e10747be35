using Troupe.Conversation.Timing;
using Troupe.Conversation.Turns;

namespace Troupe.House.Tests.Turns;

/// <summary>A representative fact: what happens, in words, and when.</summary>
/// <param name="Name">What happens.</param>
/// <param name="Fact">The fact.</param>
/// <param name="At">When.</param>
internal sealed record TurnCause(string Name, TurnFact Fact, MediaTime At)
{
    private const string Words = "when do you open";
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(1500);
    private static readonly List<string> Names = [];

    /// <summary>Where a cause stands among the others.</summary>
    public static int Order(string name) => Names.IndexOf(name);

    /// <summary>What can happen in a state.</summary>
    public static IReadOnlyList<TurnCause> In(TurnState state, TurnPolicy policy, MediaTime now)
    {
        now += Moment;
        var causes = new List<TurnCause>();
        AddPerson(causes, state, policy, now);
        AddAnswer(causes, state, now);
        if (state.Deadline is { } deadline)
        {
            Add(causes, NameOf(state, deadline), new TurnFact.DeadlinePassed(), deadline > now ? deadline : now);
        }

        if (state == new TurnState())
        {
            Add(causes, "session opens with a greeting", new TurnFact.SessionOpened(Greet: true), now);
        }

        Add(causes, "session closes", new TurnFact.SessionClosing(), now);
        return causes;
    }

    private static void AddPerson(List<TurnCause> causes, TurnState state, TurnPolicy policy, MediaTime now)
    {
        if (state.Voice is { } voice)
        {
            Add(causes, "voice goes on", new TurnFact.VoiceWentOn(voice.Began), now);
            Add(causes, "voice has lasted", new TurnFact.VoiceWentOn(voice.Began + policy.BackchannelWithin), now);
            Add(causes, "voice pauses, perhaps done", new TurnFact.VoicePaused(now, Short), now);
            Add(causes, "voice pauses, hardly done", new TurnFact.VoicePaused(now, Long), now);
            Add(causes, "words are heard", new TurnFact.PartialHeard(Words, Short, InterjectionKind.Words), now);
            Add(causes, "a backchannel is heard", new TurnFact.PartialHeard("mhm", Short, InterjectionKind.Backchannel), now);
            Add(causes, "words are guessed in the pause", new TurnFact.TranscriptGuessed(Words, Short, InterjectionKind.Words), now);
            Add(causes, "other words are guessed in the pause", new TurnFact.TranscriptGuessed("when do you close", Short, InterjectionKind.Words), now);
            Add(causes, "a backchannel is guessed in the pause", new TurnFact.TranscriptGuessed("mhm", Short, InterjectionKind.Backchannel), now);
            Add(causes, "the pause sounds like the end", new TurnFact.WaitChanged(Short), now);
            Add(causes, "the pause does not sound like the end", new TurnFact.WaitChanged(Long), now);
            Add(causes, "nothing is guessed in the pause", new TurnFact.TranscriptGuessed("", Short, InterjectionKind.Nothing), now);
        }

        Add(causes, "voice begins", new TurnFact.VoiceBegan(now), now);
        Add(causes, "voice ends", new TurnFact.VoiceEnded(now, Short), now);
        Add(causes, "key is pressed", new TurnFact.MicrophoneOpened(Hold: true), now);
        Add(causes, "microphone opens", new TurnFact.MicrophoneOpened(Hold: false), now);
        Add(causes, "key is let go or microphone closes", new TurnFact.MicrophoneClosed(now), now);
        if (state.Transcribing is { } recognition)
        {
            Add(causes, "final words", new TurnFact.TranscriptFinished(recognition, Words), now);
            Add(causes, "final words that are not the end", new TurnFact.TranscriptFinished(recognition, Words, Long), now);
            Add(causes, "final words: none", new TurnFact.TranscriptFinished(recognition, ""), now);
        }

        Add(causes, "message is written", new TurnFact.MessageReceived("hello"), now);
        Add(causes, "stop is pressed", new TurnFact.InterruptRequested(), now);
        Add(causes, "a text is to be said", new TurnFact.SayRequested("Welcome."), now);
        Add(causes, "nobody spoke for long", new TurnFact.SilenceFelt(), now);
    }

    private static void AddAnswer(List<TurnCause> causes, TurnState state, MediaTime now)
    {
        if (state.Answer is not { } answer)
        {
            return;
        }

        Add(causes, "sound is sent", new TurnFact.AnswerWentOn(answer.Epoch, Audible: true), now);
        Add(causes, "all is sent", new TurnFact.AnswerMade(answer.Epoch, now + Long), now);
        Add(causes, "all is sent, as text", new TurnFact.AnswerMade(answer.Epoch, null), now);
        Add(causes, "an engine fails", new TurnFact.AnswerMade(answer.Epoch, answer.Audible ? now + Long : null, Failed: true), now);
        Add(causes, "sound is heard late", new TurnFact.PlaybackMoved(answer.Epoch, now, now + Long), now);
        Add(causes, "all was heard", new TurnFact.PlaybackEnded(answer.Epoch), now);
        Add(causes, "client is silent", new TurnFact.SpeechCleared(answer.Epoch), now);
    }

    private static string NameOf(TurnState state, MediaTime deadline) => state.Answer switch
    {
        { ClearBy: { } clear } when clear == deadline => "client does not say that it is silent",
        { HeardBy: { } heard } when heard == deadline => "client does not say that all was heard",
        { StalledBy: { } stalled } when stalled == deadline => "no progress",
        { DecideBy: { } decide } when decide == deadline => "no words in time",
        { Stop.ResumeBy: { } resume } when resume == deadline => "too late to go on",
        _ => "pause was long enough",
    };

    private static void Add(List<TurnCause> causes, string name, TurnFact fact, MediaTime at)
    {
        causes.Add(new TurnCause(name, fact, at));
        if (!Names.Contains(name))
        {
            Names.Add(name);
        }
    }
}
