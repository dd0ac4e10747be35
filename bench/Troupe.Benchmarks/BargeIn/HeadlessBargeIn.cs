using Troupe.Benchmarks.Corpus;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Conversation.Journal;
using Troupe.Testing.Pages;
using Troupe.Testing.Scenarios;

namespace Troupe.Benchmarks.BargeIn;

/// <summary>Speaks or coughs into an answer, in real time, through the real conversation and a simulated page; for what becomes of the answer, not for the speed of a loudspeaker.</summary>
/// <param name="engines">The engines.</param>
/// <param name="options">How the conversation behaves.</param>
internal sealed class HeadlessBargeIn(ConversationEngines engines, ConversationOptions options)
{
    /// <summary>Longer than the rest of the answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks, and speaks into the answer.</summary>
    /// <param name="question">What is asked in writing.</param>
    /// <param name="item">What is said or done.</param>
    /// <param name="into">How far into the answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Interjected> SpeakAsync(string question, SpokenItem item, TimeSpan into, CancellationToken cancellationToken)
    {
        var page = new SimulatedPage(TimeProvider.System, new SimulatedPageOptions());
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var settings = new SessionSettings { Input = page.Microphone.Format, Output = page.Loudspeaker.Format };
        var conversation = new ConversationLoop(engines, options, settings, page, new InMemoryJournal(), TimeProvider.System).RunAsync(ending.Token);
        page.OpenMicrophone();
        page.Write(question);
        await page.FirstAsync<SpeechStart>().WaitAsync(Patience, cancellationToken);
        await Task.Delay(into, cancellationToken);
        var voice = await page.SayAsync(item.Sound.Samples, item.Text, cancellationToken) + item.Onset;
        for (var until = page.Now + Patience; page.Now < until && !IsOver(page); await Task.Delay(Look, cancellationToken))
        {
        }

        await ending.CancelAsync();
        await conversation;
        page.Leave();
        return Measure(item, page, voice);
    }

    // An interruption is over once it is answered, or was nothing to answer.
    private static bool IsOver(SimulatedPage page) =>
        page.Events.FirstOrDefault(happened => happened.Message is TurnEnded) is { Message: TurnEnded ended } end
        && (ended.Reason != TurnEndReason.Interrupted || page.Now > end.At + TimeSpan.FromSeconds(2) || page.Messages.OfType<TurnStarted>().Any(turn => turn.Turn > ended.Turn));

    private static Interjected Measure(SpokenItem item, SimulatedPage page, TimeSpan voice)
    {
        var later = page.Events.Where(happened => happened.At >= voice && !happened.IsPersons).ToArray();
        var turn = page.Messages.OfType<TurnStarted>().First().Turn;
        return new Interjected
        {
            Item = item,
            Place = "headless",
            Duck = Since(later.FirstOrDefault(happened => happened.Message is SpeechDucked)),
            Decision = Since(later.FirstOrDefault(happened => happened.Message is TurnInterrupted)),
            Resumed = later.Any(happened => happened.Message is SpeechStart { Resumes: not null }),
            Reason = page.Messages.OfType<TurnEnded>().FirstOrDefault(ended => ended.Turn == turn)?.Reason,
            Understood = later.Select(happened => happened.Message switch { TranscriptDelta delta => delta.Text, TranscriptEnd end => end.Text, _ => null }).LastOrDefault(text => text is not null) ?? "",
            Answered = page.Messages.OfType<TranscriptEnd>().FirstOrDefault(heard => heard.Turn > turn)?.Text,
        };

        double? Since(ScenarioEvent? happened) => (happened?.At - voice)?.TotalMilliseconds;
    }
}
