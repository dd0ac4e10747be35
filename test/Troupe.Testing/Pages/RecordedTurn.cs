using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Journal;
using Troupe.Testing.Scenarios;

namespace Troupe.Testing.Pages;

/// <summary>One turn in real time through the real conversation and a <see cref="SimulatedPage"/>: what was asked, heard and seen, and when.</summary>
public sealed record RecordedTurn
{
    /// <summary>Silence before the question, so that voice activity has a background. </summary>
    private static readonly TimeSpan LeadIn = TimeSpan.FromMilliseconds(500);

    /// <summary>What counts as loud, in dBFS: 20 dB below usual speech.</summary>
    private const double LoudLevel = -40;

    /// <summary>All that happened on the page.</summary>
    public required IReadOnlyList<ScenarioEvent> Events { get; init; }

    /// <summary>What left the loudspeaker.</summary>
    public required IReadOnlyList<PlayedSound> Played { get; init; }

    /// <summary>Format of <see cref="Played"/>.</summary>
    public required AudioFormat Output { get; init; }

    /// <summary>The facts of the conversation, recorded to be replayed.</summary>
    public required IReadOnlyList<ConversationEvent> Journal { get; init; }

    /// <summary>All messages of the server, in order.</summary>
    public required IReadOnlyList<ServerMessage> Messages { get; init; }

    /// <summary>The question's sound and the time at which it entered the microphone; null when it was written.</summary>
    public (WavFile Sound, TimeSpan Began)? Question { get; init; }

    /// <summary>What was understood, or the written question.</summary>
    public string Transcript => Messages.OfType<TranscriptEnd>().LastOrDefault()?.Text ?? "";

    /// <summary>What was answered.</summary>
    public string Reply => Messages.OfType<ReplyEnd>().LastOrDefault()?.Text ?? "";

    /// <summary>How the turn ended; null when there was none.</summary>
    public TurnEnded? Ended => Messages.OfType<TurnEnded>().LastOrDefault();

    /// <summary>When the question's last loud sample entered the microphone, or when it was written.</summary>
    public TimeSpan Asked => Question is { } question
        ? question.Began + question.Sound.Format.Duration(Pcm.LastLoud(question.Sound.Samples.Span, LoudLevel) + 1)
        : Events.First(happened => happened.IsPersons).At;

    /// <summary>When the answer's first loud sample left the loudspeaker; null when nothing was heard.</summary>
    public TimeSpan? Heard => Played
        .Select(sound => (sound.At, Sample: Pcm.FirstLoud(sound.Samples.Span, LoudLevel)))
        .Where(sound => sound.Sample >= 0)
        .Select(sound => (TimeSpan?)(sound.At + Output.Duration(sound.Sample)))
        .FirstOrDefault();

    /// <summary>Asks aloud and waits for the end of the answer.</summary>
    /// <param name="engines">The engines.</param>
    /// <param name="options">How the conversation behaves; a greeting would be heard first, so leave it out.</param>
    /// <param name="question">The question's sound, at any rate that <see cref="Resampler"/> knows.</param>
    /// <param name="patience">Longest wait for the answer's end after the question.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<RecordedTurn> SayAsync(ConversationEngines engines, ConversationOptions options, WavFile question, TimeSpan patience, CancellationToken cancellationToken) =>
        RecordAsync(engines, options, patience, cancellationToken, async page =>
        {
            page.OpenMicrophone();
            await Task.Delay(LeadIn, cancellationToken);
            var began = await page.SayAsync(Convert(question, page.Microphone.Format), "", cancellationToken);
            return (question, began);
        });

    /// <summary>Asks in writing and waits for the end of the answer.</summary>
    /// <param name="engines">The engines.</param>
    /// <param name="options">How the conversation behaves.</param>
    /// <param name="question">The question.</param>
    /// <param name="patience">Longest wait for the answer's end after the question.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<RecordedTurn> WriteAsync(ConversationEngines engines, ConversationOptions options, string question, TimeSpan patience, CancellationToken cancellationToken) =>
        RecordAsync(engines, options, patience, cancellationToken, page =>
        {
            page.Write(question);
            return Task.FromResult<(WavFile, TimeSpan)?>(null);
        });

    private static async Task<RecordedTurn> RecordAsync(
        ConversationEngines engines,
        ConversationOptions options,
        TimeSpan patience,
        CancellationToken cancellationToken,
        Func<SimulatedPage, Task<(WavFile, TimeSpan)?>> ask)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var page = new SimulatedPage(TimeProvider.System, new SimulatedPageOptions());
        var settings = new SessionSettings { Input = page.Microphone.Format, Output = engines.Synthesizer is null ? null : page.Loudspeaker.Format };
        var journal = new InMemoryJournal { IsRecording = true };
        var conversation = new ConversationLoop(engines, options, settings, page, journal, TimeProvider.System).RunAsync(ending.Token);
        var question = await ask(page);
        try
        {
            await page.WaitForAsync(happened => happened.Type is "turn.ended" or "error.raised" or "command.refused", cancellationToken).WaitAsync(patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            // What was recorded says what is missing.
        }

        await ending.CancelAsync();
        await conversation;
        page.Leave();
        return new RecordedTurn { Journal = journal.Facts, Events = page.Events, Messages = [.. page.Messages], Played = page.Loudspeaker.Played, Output = page.Loudspeaker.Format, Question = question };
    }

    private static short[] Convert(WavFile sound, AudioFormat format)
    {
        if (sound.Format == format)
        {
            return sound.Samples.ToArray();
        }

        var resampler = new Resampler(sound.Format, format);
        var converted = new short[resampler.MaxOutput(sound.Samples.Length) + resampler.MaxOutput(0)];
        var count = resampler.Convert(sound.Samples.Span, converted);
        count += resampler.Flush(converted.AsSpan(count));
        return converted[..count];
    }
}
