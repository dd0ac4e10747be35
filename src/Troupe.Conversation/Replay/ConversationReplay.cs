using System.Text.Json;
using Troupe.Contracts;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;

namespace Troupe.Conversation.Replay;

/// <summary>
/// Holds a recorded conversation again: the same loop meets the same things at the same times, without engines, client and waiting, and must do the same.
/// What it does is compared with the recording, fact by fact.
/// </summary>
public sealed class ConversationReplay
{
    private readonly Recording _recording;
    private readonly SilentEngines _engines;
    private readonly ConversationLoop _loop;
    private readonly RecordedTime _time = new();
    private readonly List<ConversationEvent> _facts = [];
    private readonly Deeds _deeds;
    private Exception? _fault;
    private int _met;

    private ConversationReplay(Recording recording, ITurnDetector? detector)
    {
        _recording = recording;
        var setup = ((ConversationOpened)recording.Facts[0]).Setup;
        if (setup.Engines.Detector != (detector?.GetType() ?? typeof(ClauseTurnDetector)).Name)
        {
            throw new RecordingException(Recording.LineOf(0), $"the pauses were judged by {setup.Engines.Detector}, which is not at hand.");
        }

        _deeds = new Deeds(_facts);
        _engines = new SilentEngines(setup.Engines);
        try
        {
            _loop = new ConversationLoop(_engines.ToEngines(), WithoutEcho(setup.Options), setup.Settings, Nobody.Instance, _deeds, _time, detector: detector) { IsReplayed = true };
        }
        catch (Exception problem)
        {
            throw new RecordingException(Recording.LineOf(0), $"there is no conversation with these settings: {problem.Message}");
        }
    }

    /// <summary>Replays a recording to its end, to a moment, or to the first difference.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="until">The moment: nothing is met after it. Null for the end.</param>
    /// <param name="detector">Judges the pauses as in the recording; null for <see cref="ClauseTurnDetector"/>.</param>
    /// <exception cref="RecordingException">It cannot be replayed.</exception>
    public static ReplayOutcome Run(Recording recording, MediaTime? until = null, ITurnDetector? detector = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return new ConversationReplay(recording, detector).Run(until);
    }

    private ReplayOutcome Run(MediaTime? until)
    {
        ReplayDifference? difference = null;
        var line = 0;
        for (; line < _recording.Facts.Count && difference is null; line++)
        {
            var fact = _recording.Facts[line];
            if (!IsMet(fact))
            {
                difference = Compare(line, fact);
                continue;
            }

            difference = CheckNothingElse(line);
            if (fact.At > until)
            {
                break;
            }

            difference ??= Meet(line, fact);
        }

        // What the last fact of a recording led to may not have been written any more when it was cut off.
        difference ??= line < _recording.Facts.Count || _recording.IsWhole ? CheckNothingElse(line) : null;
        return new ReplayOutcome(_facts, difference, _loop.Snapshot(), _met) { Fault = _fault };
    }

    private ReplayDifference? Meet(int line, ConversationEvent fact)
    {
        if (_fault is not null && fact is not ConversationClosing)
        {
            return new ReplayDifference(Recording.LineOf(line), fact.At, "", "a conversation that goes on", $"one that failed: {_fault.Message}");
        }

        _met++;
        _time.Now = fact.At;
        _facts.Add(fact);
        _engines.Failure = (fact as MicrophoneHeard)?.Failure;
        try
        {
            _loop.Replay(fact, SilentEngines.Voice);
        }
        catch (Exception fault)
        {
            // If the conversation failed here when it was recorded, its end follows.
            _fault = fault;
        }

        return null;
    }

    private ReplayDifference? Compare(int line, ConversationEvent expected)
    {
        if (expected is EngineFailed { Part: ConversationLoop.LettingGoPart })
        {
            // Engines that are told to let go do so after the loop.
            return null;
        }

        var actual = _deeds.Next();
        if ((expected, actual) is (AnswerDropped recorded, AnswerDropped dropped))
        {
            // What it cost by then is up to the engines.
            actual = dropped with { Characters = recorded.Characters, Audio = recorded.Audio };
        }

        return ReplayDifference.Between(Recording.LineOf(line), expected, actual);
    }

    private ReplayDifference? CheckNothingElse(int line) =>
        ReplayDifference.Between(Recording.LineOf(line), expected: null, _deeds.Next());

    // The sound of a recording is silence: there is no echo to look for, which takes most of the time of a replay.
    private static ConversationOptions WithoutEcho(ConversationOptions options)
    {
        var silent = JsonSerializer.SerializeToElement(options, RecordingJson.Options).Deserialize<ConversationOptions>(RecordingJson.Options)!;
        silent.Hearing.EchoGuard = false;
        return silent;
    }

    private static bool IsMet(ConversationEvent fact) => fact is ConversationOpened or MessageReceived or MicrophoneHeard or ItemMet or PresenterRecast or ConversationClosing;

    /// <summary>What the loop did.</summary>
    /// <param name="facts">All that happens.</param>
    private sealed class Deeds(List<ConversationEvent> facts) : IConversationJournal
    {
        private readonly Queue<ConversationEvent> _open = new();

        public void Append(ConversationEvent fact)
        {
            if (!IsMet(fact))
            {
                _open.Enqueue(fact);
                facts.Add(fact);
            }
        }

        /// <summary>The first one that was not compared yet; null when all were.</summary>
        public ConversationEvent? Next() => _open.TryDequeue(out var deed) ? deed : null;
    }

    /// <summary>A clock that stands at the time of what is met.</summary>
    private sealed class RecordedTime : TimeProvider
    {
        public MediaTime Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Elapsed.Ticks;
    }

    /// <summary>The client of a replay.</summary>
    private sealed class Nobody : IConversationTransport
    {
        public static Nobody Instance { get; } = new();

        public IAsyncEnumerable<ConversationInput> ReadAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<ConversationInput>();

        public void Send(ServerMessage message)
        {
        }

        public void Send(SpeechPacket packet)
        {
        }
    }
}
