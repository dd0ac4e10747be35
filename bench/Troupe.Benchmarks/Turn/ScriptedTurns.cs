using System.Runtime.CompilerServices;
using Troupe.Benchmarks.Corpus;
using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Testing;

namespace Troupe.Benchmarks.Turn;

/// <summary>
/// Turns with engines that take exactly what hosted ones publish as their medians, in real time through the real conversation: what the answer comes later than the script says is the
/// platform's own. Understanding 247 ms: Deepgram nova-3, 1,000 recordings (github.com/pipecat-ai/stt-benchmark). First token 275 ms: the middle of 200 to 350 ms for gpt-4o
/// (callingscout.ai/research/below-400ms); then 20 ms for each word. First sound 188 ms: Cartesia Sonic-3 (Coval, May 2026).
/// </summary>
internal static class ScriptedTurns
{
    private const string Answer = "We are open every day. From ten in the morning until six in the evening.";

    /// <summary>Sessions at the same time: what one waits for another is counted as overhead.</summary>
    private const int AtATime = 4;

    private static readonly TimeSpan Understanding = TimeSpan.FromMilliseconds(247);
    private static readonly TimeSpan FirstToken = TimeSpan.FromMilliseconds(275);
    private static readonly TimeSpan PerWord = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan FirstByte = TimeSpan.FromMilliseconds(188);

    /// <summary>Asks.</summary>
    /// <param name="count">How often.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<MeasuredTurn>> AskAsync(int count, CancellationToken cancellationToken)
    {
        var words = await WordsOfFirstPhraseAsync(cancellationToken);
        var script = new CriticalTimes(Understanding, FirstToken + ((words - 1) * PerWord), FirstByte);
        var voice = ScriptedSound.Voice(AudioFormat.Hearing, TimeSpan.FromMilliseconds(1216));
        var item = SpokenItem.Of(SpokenKind.Plain, "scripted", "when are you open", voice);
        var turns = new MeasuredTurn[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken }, async (index, cancelled) =>
        {
            // Sessions that begin together would go on together.
            await Task.Delay(TimeSpan.FromMilliseconds(37 * (index % 16)), cancelled);
            turns[index] = await new TurnRun(Engines(), new ConversationOptions(), script).AskAsync(item, cancelled);
        });
        return turns;
    }

    private static ConversationEngines Engines() => new()
    {
        VoiceActivity = new ScriptedVoiceActivity(),
        Recognizer = new ScriptedRecognizer(TimeProvider.System, "when are you open") { FinishDelay = Understanding },
        Writer = new ScriptedWriter(TimeProvider.System, Answer) { FirstToken = FirstToken, PerWord = PerWord },
        Synthesizer = new ScriptedSynthesizer(TimeProvider.System) { FirstByte = FirstByte },
    };

    // The splitter must see what follows a phrase to know that it ends.
    private static async Task<int> WordsOfFirstPhraseAsync(CancellationToken cancellationToken)
    {
        var words = 0;
        await foreach (var _ in PhraseSplitter.SplitAsync(Words(cancellationToken), cancellationToken))
        {
            return words;
        }

        throw new InvalidOperationException("The answer has no phrase.");

        async IAsyncEnumerable<string> Words([EnumeratorCancellation] CancellationToken cancelled)
        {
            foreach (var word in Answer.Split(' '))
            {
                cancelled.ThrowIfCancellationRequested();
                await ValueTask.CompletedTask;
                yield return words++ == 0 ? word : " " + word;
            }
        }
    }
}
