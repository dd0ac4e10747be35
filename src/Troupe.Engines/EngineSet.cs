using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Hearing;
using Troupe.Engines.PocketSphinx;
using Troupe.Engines.Silero;
using Troupe.Engines.SmartTurn;
using Troupe.Engines.Warming;

namespace Troupe.Engines;

/// <summary>
/// The engines of a process: looks for all of them, keeps those that work and says what is missing, and owns them. One set serves all sessions; thread-safe.
/// </summary>
public sealed class EngineSet : IAsyncDisposable
{
    private readonly SileroVoiceActivity? _voiceActivity;
    private readonly PocketSphinxRecognizer? _recognizer;
    private readonly SmartTurnModel? _turnModel;
    private readonly VoiceSet _voices;
    private readonly WriterSet _writer;

    private EngineSet(
        SileroVoiceActivity? voiceActivity, PocketSphinxRecognizer? recognizer, SmartTurnModel? turnModel, VoiceSet voices, (IPronouncer Pronouncer, LipModel? Model) mouth, WriterSet writer, IReadOnlyList<EngineFinding> findings)
    {
        (_voiceActivity, _recognizer, _turnModel, _voices, _writer) = (voiceActivity, recognizer, turnModel, voices, writer);
        Engines = new ConversationEngines
        {
            VoiceActivity = voiceActivity,
            Recognizer = recognizer,
            TurnModel = turnModel,
            Synthesizer = voices.Voice,
            Voices = voices.All,
            Pronouncer = mouth.Pronouncer,
            LipModel = mouth.Model,
            Writer = writer.Writer,
            Findings = findings,
        };
    }

    /// <summary>The engines, with null for what is missing. A missing writer is one whose every answer fails with the reason.</summary>
    public ConversationEngines Engines { get; }

    /// <summary>What was found and what is missing, in the order of a turn.</summary>
    public IReadOnlyList<EngineFinding> Findings => Engines.Findings;

    /// <summary>Looks for the engines, for a presenter with the name that <see cref="ConversationOptions"/> has by default.</summary>
    /// <param name="options">Which engines, and where.</param>
    /// <param name="time">Clock of timeouts. Default: the system's.</param>
    /// <param name="logs">Takes what happens to engines. Default: nothing is logged.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<EngineSet> OpenAsync(EngineOptions options, TimeProvider? time = null, ILoggerFactory? logs = null, CancellationToken cancellationToken = default) =>
        OpenAsync(options, new ConversationOptions().PresenterName, time, logs, cancellationToken);

    /// <summary>Looks for the engines, which takes about two seconds of one core. What is missing or broken is a finding, never an exception.</summary>
    /// <param name="options">Which engines, and where.</param>
    /// <param name="presenterName">What the presenter calls itself when it answers from documents.</param>
    /// <param name="time">Clock of timeouts. Default: the system's.</param>
    /// <param name="logs">Takes what happens to engines. Default: nothing is logged.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<EngineSet> OpenAsync(
        EngineOptions options, string presenterName, TimeProvider? time = null, ILoggerFactory? logs = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        time ??= TimeProvider.System;
        logs ??= NullLoggerFactory.Instance;

        // The native engines compute while they load: each on a thread of its own.
        var hearing = Task.Run(() => (SileroVoiceActivity.TryOpen(options.Silero, out var finding), finding), CancellationToken.None);
        var recognizing = Task.Run(() => OpenRecognizer(options, time, logs), CancellationToken.None);
        var judging = Task.Run(() => (SmartTurnModel.TryOpen(options.SmartTurn, options.Silero.Runtime, out var finding), finding), CancellationToken.None);
        var speaking = Task.Run(() => VoiceSet.Open(options, logs), CancellationToken.None);
        var pronouncing = Task.Run(() => EmbeddedPronouncer.Open(options), CancellationToken.None);
        var writing = WriterSet.OpenAsync(options, presenterName, time, logs, cancellationToken);
        await Task.WhenAll([hearing, recognizing, judging, speaking, pronouncing, writing]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var (voiceActivity, voiceActivityFinding) = await hearing.ConfigureAwait(false);
        var (recognizer, recognizerFinding) = await recognizing.ConfigureAwait(false);
        var (turnModel, turnModelFinding) = await judging.ConfigureAwait(false);
        var voices = await speaking.ConfigureAwait(false);
        try
        {
            var writer = await writing.ConfigureAwait(false);
            var mouth = (await pronouncing.ConfigureAwait(false), LipModelFile.Open(options.LipModel, out var lipModelFinding));
            EngineFinding?[] chosen = [turnModelFinding, lipModelFinding];
            return new EngineSet(
                voiceActivity, recognizer, turnModel, voices, mouth, writer, [voiceActivityFinding, recognizerFinding, .. chosen.OfType<EngineFinding>(), .. writer.Findings, .. voices.Findings]);
        }
        catch
        {
            voiceActivity?.Dispose();
            recognizer?.Dispose();
            turnModel?.Dispose();
            voices.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Has every engine work once, speaks the greeting, which the voice then keeps, and takes a whole turn, so that the first one is as fast as the next: about three seconds.
    /// An engine that fails is left to fail in its turn.
    /// </summary>
    /// <param name="conversation">The greeting and how it is spoken.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WarmAsync(ConversationOptions conversation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        await Task.WhenAll(SpeakAsync(conversation.WithName(conversation.Greeting ?? "Hello, how can I help you today?")), _writer.WarmAsync(cancellationToken)).ConfigureAwait(false);
        await TakeTurnAsync().ConfigureAwait(false);

        async Task SpeakAsync(string text)
        {
            if (_voices.Voice is not { } voice)
            {
                return;
            }

            try
            {
                foreach (var phrase in PhraseSplitter.Phrases(text))
                {
                    await foreach (var _ in voice.SpeakAsync(phrase, conversation.Style, cancellationToken).ConfigureAwait(false))
                    {
                        // Only the work counts.
                    }
                }
            }
            catch (EngineException)
            {
                // The first spoken phrase reports it.
            }
        }

        async Task TakeTurnAsync()
        {
            if (Engines is not { VoiceActivity: not null, Recognizer: not null, Synthesizer: { } voice })
            {
                return;
            }

            try
            {
                await WarmTurn.TakeAsync(Engines with { Writer = _writer.Free }, voice, conversation.Style, cancellationToken).ConfigureAwait(false);
            }
            catch (EngineException)
            {
                // The first turn reports it.
            }
        }
    }

    /// <summary>Releases the engines; sessions must have ended.</summary>
    public ValueTask DisposeAsync()
    {
        _writer.Writer.Dispose();
        _voices.Dispose();
        _recognizer?.Dispose();
        _turnModel?.Dispose();
        _voiceActivity?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static (PocketSphinxRecognizer? Recognizer, EngineFinding Finding) OpenRecognizer(EngineOptions options, TimeProvider time, ILoggerFactory logs) =>
        options.Recognizer == RecognizerKind.None
            ? (null, new EngineFinding("recognizer", "none", Found: false, "Speech is not recognised: the options choose no recogniser.", "Set Recognizer to PocketSphinx."))
            : (PocketSphinxRecognizer.TryOpen(options.PocketSphinx, time, logs.CreateLogger<PocketSphinxRecognizer>(), out var finding), finding);
}
