using System.Globalization;
using Troupe.Conversation;
using Troupe.Conversation.Timing;

namespace Troupe.Cli.Replay;

/// <summary>Writes how a conversation stands, for people.</summary>
internal static class StandText
{
    public static void Write(ConversationSnapshot state, TextWriter output)
    {
        output.WriteLine($"At {Seconds(state.At)} s: {state.State.ToString().ToLowerInvariant()}, turn {state.Turn}, epoch {state.Epoch}");
        output.WriteLine($"  shows      {state.Presenter}");
        if (state.Answer is { } answer)
        {
            output.WriteLine($"  presenter  {answer.Kind.ToLowerInvariant()}{(answer.Turn is { } turn ? $" of turn {turn}" : "")}, epoch {answer.Epoch}");
            output.WriteLine($"    written  {answer.Written}");
            output.WriteLine($"    heard    {answer.Heard}");
        }

        if (state.Prepared is { } prepared)
        {
            output.WriteLine($"  prepares   an answer to \"{prepared}\"");
        }

        if (state.Voice is { } voice)
        {
            output.WriteLine($"  person     speaks since {Seconds(voice.Began)}{(voice.Ended is { } ended ? $", silent since {Seconds(ended)}" : "")}: \"{voice.Partial}\"");
        }

        if (state.Asked is { } asked)
        {
            output.WriteLine($"  asked      \"{asked}\"");
        }

        foreach (var (what, until) in state.Waits)
        {
            output.WriteLine($"  waits      until {Seconds(until)} for {what}");
        }

        foreach (var (role, text) in state.History)
        {
            output.WriteLine($"  {role,-9}  {text}");
        }
    }

    private static string Seconds(MediaTime time) => time.Elapsed.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
