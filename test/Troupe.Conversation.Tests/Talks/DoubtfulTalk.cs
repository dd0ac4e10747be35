using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Journal;
using Troupe.Testing;
using Troupe.Testing.Cast;
using Troupe.Testing.Pages;
using Troupe.Testing.Scenarios;

namespace Troupe.Conversation.Tests.Talks;

/// <summary>
/// The real conversation with scripted engines, over the server's own outbox and a line that breaks, with a page whose loudspeaker's samples are known and whose reports are doubtful.
/// </summary>
internal sealed class DoubtfulTalk : IDisposable
{
    public static readonly AudioFormat Format = new(16_000);

    /// <summary>How long each word of an answer sounds.</summary>
    public static readonly TimeSpan WordDuration = TimeSpan.FromMilliseconds(200);

    /// <summary>Longer than any watchdog that ends a turn: an answer that is written and heard in 5 s, a client that never says so, and what it is asked meanwhile.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(20);

    private static readonly string[] Answers =
    [
        "One two three, four five six. Seven eight nine ten, eleven twelve. Thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty.",
        "Alpha bravo charlie. Delta echo foxtrot golf hotel.",
        "Monday tuesday wednesday thursday friday, saturday sunday. January february march april may.",
    ];

    private readonly VirtualTime _time;
    private readonly SimulatedPage _page;
    private readonly int _seed;
    private readonly InMemoryJournal _journal = new();
    private readonly List<string> _said = [];
    private SimulatedLine _line = null!;
    private DoubtfulReports _reports = null!;
    private Task _speaking = Task.CompletedTask;
    private int _commands;

    public DoubtfulTalk(int seed)
    {
        _time = new VirtualTime(seed);
        _page = new SimulatedPage(_time, new SimulatedPageOptions { Output = Format });
        _seed = seed;
        Writer = new ScriptedWriter(_time, [.. Enumerable.Range(0, 60).Select(number => Answers[number % 3])]);
    }

    public ScriptedWriter Writer { get; }

    public IReadOnlyList<ConversationEvent> Journal => _journal.Facts;

    public IEnumerable<ServerMessage> Sent => Journal.OfType<MessageSent>().Select(fact => fact.Message);

    public IReadOnlyList<PlayedSound> Played => _page.Loudspeaker.Played;

    public int MostFrames => _line.MostFrames;

    public void Dispose() => _line.Dispose();

    /// <summary>Plays all, waits until nothing is left to happen, and asks a last question in writing.</summary>
    public DoubtfulTalk Play(IReadOnlyList<TalkMove> moves)
    {
        _said.AddRange(moves.Where(move => move.Doing is TalkDoing.Click or TalkDoing.Cough or TalkDoing.CoughAgain or TalkDoing.Speak or TalkDoing.Hold)
            .Select(move => move.Doing is TalkDoing.Speak or TalkDoing.Hold ? "tell me more" : ""));
        _time.Run(() => PlayAsync(moves));
        return this;
    }

    private async Task PlayAsync(IReadOnlyList<TalkMove> moves)
    {
        var engines = new ConversationEngines
        {
            VoiceActivity = new ScriptedVoiceActivity(),
            Recognizer = new ScriptedRecognizer(_time, _said),
            Synthesizer = new ScriptedSynthesizer(_time) { WordDuration = WordDuration },
            Writer = Writer,
        };
        _line = new SimulatedLine(_page, new ScenarioNetwork { Delay = Latency.Milliseconds(_seed % 3 * 20) }, new EngineLog(_time), new Random(_seed));
        _reports = new DoubtfulReports(_line, _time);
        var settings = new SessionSettings { Input = Format, Output = Format, Tracks = new HashSet<PerformanceTrack> { PerformanceTrack.Captions } };
        var options = new ConversationOptions { StallTimeout = TimeSpan.FromSeconds(4), IdleTimeout = null };
        var conversation = new ConversationLoop(engines, options, settings, _reports, _journal, _time).RunAsync(CancellationToken.None);
        _page.Send(new MicrophoneOpen { Id = NextId() });
        foreach (var move in moves)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(move.Wait), _time);
            Do(move);
        }

        await _speaking;
        await Task.Delay(Settled, _time);
        Do(new TalkMove(TalkDoing.Trust, 0, 0));
        _page.Write("And at last?");
        await Task.Delay(Settled, _time);
        _page.End();
        await conversation;
    }

    private void Do(TalkMove move)
    {
        var amount = TimeSpan.FromMilliseconds(move.Amount);
        switch (move.Doing)
        {
            case TalkDoing.Write or TalkDoing.WriteAgain:
                _page.Write("Tell me a story.");
                break;
            case TalkDoing.Interrupt:
                _page.Interrupt();
                break;
            case TalkDoing.Click:
                Speak(TimeSpan.FromMilliseconds(70) + amount);
                break;
            case TalkDoing.Cough or TalkDoing.CoughAgain:
                Speak(TimeSpan.FromMilliseconds(260) + (amount * 3));
                break;
            case TalkDoing.Speak:
                Speak(TimeSpan.FromMilliseconds(400) + (amount * 10));
                break;
            case TalkDoing.Hold:
                Speak(TimeSpan.FromMilliseconds(300) + (amount * 10), hold: true);
                break;
            case TalkDoing.LoseConnection:
                _line.Meet(new NetworkStep { Drop = amount * 40 });
                break;
            case TalkDoing.Stall:
                _line.Meet(new NetworkStep { Stall = amount * 15 });
                break;
            case TalkDoing.LoseReports:
                _reports.Losses += move.Amount;
                break;
            case TalkDoing.LoseAck:
                _reports.LostAcks++;
                break;
            case TalkDoing.DelayReports:
                _reports.Late = amount * 5;
                break;
            case TalkDoing.DelayAck:
                _reports.LateAck = amount * 4;
                break;
            case TalkDoing.RepeatReports:
                _reports.Twice = true;
                break;
            case TalkDoing.Trust:
                (_reports.Losses, _reports.LostAcks, _reports.Late, _reports.LateAck, _reports.Twice) = (0, 0, TimeSpan.Zero, TimeSpan.Zero, false);
                break;
        }
    }

    private void Speak(TimeSpan voice, bool hold = false)
    {
        var before = _speaking;
        _speaking = SpeakAsync();

        async Task SpeakAsync()
        {
            await before;
            if (hold)
            {
                _page.Send(new MicrophoneOpen { Id = NextId(), Hold = true });
            }

            foreach (var piece in ScriptedSound.Voice(Format, voice).Concat(ScriptedSound.Silence(Format, TimeSpan.FromMilliseconds(400))).Chunk(320))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), _time);
                _page.Send(piece);
            }

            if (hold)
            {
                _page.Send(new MicrophoneClose { Id = NextId() });
                _page.Send(new MicrophoneOpen { Id = NextId() });
            }
        }
    }

    private string NextId() => $"talk{++_commands}";
}
