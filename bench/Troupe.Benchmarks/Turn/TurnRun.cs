using Troupe.Benchmarks.Corpus;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Journal;
using Troupe.Testing.Pages;
using Troupe.Testing.Scenarios;

namespace Troupe.Benchmarks.Turn;

/// <summary>Asks aloud, in real time, in a session of its own through the real conversation, and stops the answer when it was heard.</summary>
/// <param name="engines">The engines.</param>
/// <param name="options">How the conversation behaves.</param>
/// <param name="script">What the engines take, when they are scripted; null to watch them.</param>
internal sealed class TurnRun(ConversationEngines engines, ConversationOptions options, CriticalTimes? script = null)
{
    /// <summary>Silence before the question, so that voice activity has a background.</summary>
    private static readonly TimeSpan LeadIn = TimeSpan.FromMilliseconds(500);

    /// <summary>Nobody waits longer; the end of the turn is decided within 3 s.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <summary>No voice speaks so fast: the labels alone take it longer.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMilliseconds(0.5);

    private static readonly TimeSpan Frame = TimeSpan.FromSeconds(1.0 / 60);

    /// <summary>The mouth is seen to move when a viseme other than silence has this weight.</summary>
    private const float Seen = 0.05f;

    /// <summary>Asks.</summary>
    /// <param name="item">The question.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<MeasuredTurn> AskAsync(SpokenItem item, CancellationToken cancellationToken)
    {
        var page = new SimulatedPage(TimeProvider.System, MeasuredPage.Options);
        var times = new EngineTimes(() => page.Now);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var settings = new SessionSettings { Input = page.Microphone.Format, Output = page.Loudspeaker.Format };
        var conversation = new ConversationLoop(engines.Timed(times), options, settings, page, new InMemoryJournal(), TimeProvider.System).RunAsync(ending.Token);
        page.OpenMicrophone();
        await Task.Delay(LeadIn, cancellationToken);
        var began = await page.SayAsync(item.Sound.Samples, item.Text, cancellationToken);
        var asked = began + item.End;
        var heard = await HearAsync(page, asked, cancellationToken);
        if (heard is not null)
        {
            page.Interrupt();
            await EndAsync(page, cancellationToken);
        }

        await ending.CancelAsync();
        await conversation;
        page.Leave();
        return Measure(item, page, times, asked, heard);
    }

    /// <summary>The first loud sample that is heard after the question, or null when there is none in time.</summary>
    private static async Task<TimeSpan?> HearAsync(SimulatedPage page, TimeSpan asked, CancellationToken cancellationToken)
    {
        while (page.Now < asked + Patience)
        {
            if (FirstSound(page, asked) is { } heard && page.Now > heard)
            {
                return heard;
            }

            await Task.Delay(Look, cancellationToken);
        }

        return null;
    }

    private static async Task EndAsync(SimulatedPage page, CancellationToken cancellationToken)
    {
        try
        {
            var ended = page.Events.Count(happened => happened.Message is TurnEnded);
            var started = page.Events.Count(happened => happened.Message is TurnStarted);
            if (ended < started)
            {
                await page.NextAsync<TurnEnded>().WaitAsync(TimeSpan.FromSeconds(2), cancellationToken);
            }
        }
        catch (TimeoutException)
        {
            // Then there is no account of it.
        }
    }

    private static TimeSpan? FirstSound(SimulatedPage page, TimeSpan asked)
    {
        foreach (var sound in page.Loudspeaker.Played)
        {
            var from = Math.Clamp(page.Loudspeaker.Format.Samples(asked - sound.At), 0, sound.Samples.Length);
            if (Pcm.FirstLoud(sound.Samples.Span[from..], SpokenItem.LoudLevel) is >= 0 and var loud)
            {
                return sound.At + page.Loudspeaker.Format.Duration(from + loud);
            }
        }

        return null;
    }

    private MeasuredTurn Measure(SpokenItem item, SimulatedPage page, EngineTimes times, TimeSpan asked, TimeSpan? heard)
    {
        var events = page.Events;
        var understood = events.LastOrDefault(happened => happened.Message is TranscriptEnd);
        var latency = page.Messages.OfType<TurnEnded>().LastOrDefault()?.Latency;
        var decided = understood?.At - TimeSpan.FromMilliseconds(latency?.TranscriptionDelay ?? 0);
        var ideal = decided is { } at && heard is { } sound ? IdealSchedule.FirstSound(times, at, sound, MeasuredPage.Options.PlayoutDelay, script) : null;
        return new MeasuredTurn
        {
            Item = item,
            Starts = [.. events.Where(happened => happened.Message is TurnStarted).Select(happened => (happened.At - asked).TotalMilliseconds)],
            Decided = (decided - asked)?.TotalMilliseconds,
            Sound = (heard - asked)?.TotalMilliseconds,
            Mouth = (FirstMove(page, asked) - asked)?.TotalMilliseconds,
            Ideal = (ideal - asked)?.TotalMilliseconds,
            IsKept = times.Voicings.LastOrDefault(voicing => voicing.Phrase.Index == 0 && voicing.First < heard) is { } voicing && voicing.First - voicing.Begin < Kept,
            Latency = latency,
            Transcripts = [.. page.Messages.OfType<TranscriptEnd>().Select(heard => heard.Text)],
            Reply = string.Concat(page.Messages.OfType<ReplyDelta>().Where(delta => delta.Turn == page.Messages.OfType<ReplyDelta>().Last().Turn).Select(delta => delta.Text)),
            Errors = [.. page.Messages.OfType<ErrorRaised>().Select(error => error.Code)],
        };
    }

    // The face follows the loudspeaker's position in the utterance, frame by frame, as in the browser.
    private static TimeSpan? FirstMove(SimulatedPage page, TimeSpan asked)
    {
        var pose = new Pose();
        foreach (var start in page.Loudspeaker.Played.Where(sound => sound.Offset == 0))
        {
            var cues = page.Messages.OfType<SpeechDelta>().Where(delta => delta.Utterance == start.Utterance).SelectMany(delta => delta.Visemes ?? [])
                .Select(viseme => new VisemeCue(viseme.Viseme, TimeSpan.FromMilliseconds(viseme.Start), TimeSpan.FromMilliseconds(viseme.Duration), (float)viseme.Weight)).ToArray();
            for (var position = TimeSpan.Zero; cues is [.., var last] && position < last.Start + last.Duration; position += Frame)
            {
                pose.Sample(cues, [], position);
                if (start.At + position >= asked && pose.Visemes.AsSpan(VisemeSet.Sil + 1).ContainsAnyInRange(Seen, float.MaxValue))
                {
                    return start.At + position;
                }
            }
        }

        return null;
    }
}
