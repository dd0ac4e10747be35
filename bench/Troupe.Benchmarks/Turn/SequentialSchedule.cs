using System.Diagnostics;
using Microsoft.Extensions.AI;
using Troupe.Benchmarks.Corpus;
using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;

namespace Troupe.Benchmarks.Turn;

/// <summary>
/// The same engines strictly one after another, each on all of its work: understand the whole question once it is over, then write the whole answer, then speak all of it, then play.
/// It really runs, in the same process; the end-of-turn decision and the loudspeaker's buffer are those of the turn that it is compared with.
/// </summary>
internal static class SequentialSchedule
{
    /// <summary>Milliseconds from the question's last loud sample to the answer's first one; null when the engines gave nothing to hear.</summary>
    /// <param name="engines">The engines. Their voice keeps phrases: use others than the turn used.</param>
    /// <param name="options">How the conversation behaves.</param>
    /// <param name="turn">The turn to compare with: clean.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<double?> FirstSoundAsync(ConversationEngines engines, ConversationOptions options, MeasuredTurn turn, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using (var recognition = await engines.Recognizer!.OpenAsync(cancellationToken))
        {
            recognition.Write(new AudioFrame(default, turn.Item.Sound.Format, turn.Item.Sound.Samples));
            await recognition.FinishAsync(cancellationToken);
        }

        // What was understood in the turn, so that both give the same answer.
        var answer = await engines.Writer.GetResponseAsync(
            [new ChatMessage(ChatRole.System, options.WithName(options.Instructions)), new ChatMessage(ChatRole.User, turn.Transcript)], cancellationToken: cancellationToken);
        TimeSpan? quiet = null;
        var spoken = TimeSpan.Zero;
        foreach (var phrase in PhraseSplitter.Phrases(answer.Text))
        {
            await foreach (var chunk in engines.Synthesizer!.SpeakAsync(phrase, options.Style, cancellationToken))
            {
                if (quiet is null && Pcm.FirstLoud(chunk.Audio.Span, SpokenItem.LoudLevel) is >= 0 and var loud)
                {
                    quiet = spoken + chunk.Format.Duration(loud);
                }

                spoken += chunk.Format.Duration(chunk.Audio.Length);
            }
        }

        return (turn.Decided + (Stopwatch.GetElapsedTime(started) + quiet + MeasuredPage.Options.PlayoutDelay)?.TotalMilliseconds)!;
    }

    /// <summary>How many sentences an answer has.</summary>
    public static int Sentences(string answer)
    {
        var ends = 0;
        for (var i = 0; i < answer.Length; i++)
        {
            ends += answer[i] is '.' or '!' or '?' && (i + 1 == answer.Length || char.IsWhiteSpace(answer[i + 1])) ? 1 : 0;
        }

        return ends;
    }
}
