using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Speaking;
using Troupe.Conversation.Timing;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>A turn without a loop: notes what it tells and when, and does with it only what a test says.</summary>
internal sealed class ToldTurn : IDisposable
{
    private readonly VirtualTime _time;
    private readonly Mailbox _mailbox;
    private readonly CancellationTokenSource _over = new();
    private Epoch? _playing;

    public ToldTurn(VirtualTime time, ScriptedSynthesizer? voice = null, IPhraseScreen? screen = null, FillerOptions? filler = null)
    {
        _time = time;
        Clock = new MediaClock(time);
        _mailbox = new Mailbox(Clock);
        Voice = voice ?? new ScriptedSynthesizer(time);
        var stages = new TurnStages(new ReplyWriter(new ScriptedWriter(time, "unused")), screen, Voice, new Actor(LipSyncSettings.Natural, null, null), SpeakingStyle.Neutral, PhrasesAhead: 2, BlendShapes: true, Fillers.Of(filler ?? new FillerOptions()));
        Turn = new Turn(1, stages, _mailbox, Clock);
    }

    public MediaClock Clock { get; }

    public ScriptedSynthesizer Voice { get; }

    public Turn Turn { get; }

    /// <summary>Everything that the loop would have taken.</summary>
    public List<(MediaTime At, Epoch Epoch, TurnProgress Progress)> Told { get; } = [];

    public IEnumerable<(MediaTime At, SpeechPacket Packet)> Packets(uint utterance) =>
        from told in Told
        where told.Progress is TurnProgress.Played { Step: PlayoutStep.Audio { Content: var packet } } && packet.Utterance == utterance
        select (told.At, ((PlayoutStep.Audio)((TurnProgress.Played)told.Progress).Step).Content);

    public IEnumerable<T> Messages<T>(uint utterance) where T : ServerMessage =>
        Told.Where(told => told.Epoch.Value == utterance).Select(told => told.Progress).OfType<TurnProgress.Played>().Select(played => played.Step)
            .Select(step => step switch
            {
                PlayoutStep.Message message => message.Content,
                PlayoutStep.End end => end.Content,
                _ => null,
            }).OfType<T>();

    public short[] Samples(uint utterance) => [.. Packets(utterance).SelectMany(packet => packet.Packet.Samples.ToArray())];

    public static UtteranceId Id(uint number) => new(1, new Epoch(number), number);

    public UtterancePlayout Playout(uint number, int rate = 16_000) => new(Id(number), new AudioFormat(rate), TimeSpan.FromMilliseconds(200), Clock);

    public void Release(uint number, int rate = 16_000)
    {
        Resumes(number);
        Turn.Release(Id(number), Playout(number, rate));
    }

    public void Suspend()
    {
        _playing = null;
        Turn.Suspend();
    }

    /// <summary>The steps of an utterance count from here on.</summary>
    public void Resumes(uint number) => _playing = new Epoch(number);

    public void Resume(uint number, double heard, int rate = 16_000)
    {
        Resumes(number);
        Turn.Resume(Id(number), Playout(number, rate), TimeSpan.FromMilliseconds(heard));
    }

    /// <summary>Makes the answer, runs the script, and ends the turn.</summary>
    public void Run(string answer, Func<Task> script) => Run(Write(answer), script);

    public void Run(IAsyncEnumerable<string> written, Func<Task> script) => _time.Run(async () =>
    {
        var listening = ListenAsync();
        var making = Turn.MakeAsync(written);
        await script();
        Turn.Cancel();
        await making;
        _over.Cancel();
        await listening;
    });

    public Task WaitUntilAsync(double milliseconds) => Clock.WaitUntilAsync(MediaTime.FromMilliseconds(milliseconds), CancellationToken.None);

    /// <summary>Waits until it was told as many times that the answer is made.</summary>
    public async Task MadeAsync(int times = 1)
    {
        while (Told.Count(told => told.Progress is TurnProgress.Made) < times)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), _time);
        }
    }

    public void Dispose()
    {
        _mailbox.Dispose();
        _over.Dispose();
    }

    private static async IAsyncEnumerable<string> Write(string answer)
    {
        await ValueTask.CompletedTask;
        yield return answer;
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                // A step of a playing that was stopped is void.
                if (await _mailbox.TakeAsync(null, _over.Token) is LoopItem.FromTurn told
                    && (told.Epoch == _playing || told.Progress is not (TurnProgress.Played or TurnProgress.Made)))
                {
                    Told.Add((Clock.Now, told.Epoch, told.Progress));
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
