using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Timing;
using Troupe.Testing.Scenarios;

namespace Troupe.Testing.Pages;

/// <summary>
/// A person's page without a browser: a microphone that sends sound at its pace while it is open, a loudspeaker that plays what arrives after a jitter buffer,
/// and the reports that a page makes of what was heard. Records all that arrives. Runs in virtual or real time; thread-safe.
/// </summary>
public sealed class SimulatedPage : IConversationTransport
{
    private readonly Lock _lock = new();
    private readonly MediaClock _clock;
    private readonly SimulatedPageOptions _options;
    private readonly List<ScenarioEvent> _events = [];
    private readonly List<(Func<ScenarioEvent, bool> Matches, TaskCompletionSource<ScenarioEvent> Found)> _waiting = [];
    private readonly Channel<ConversationInput> _inputs = Channel.CreateUnbounded<ConversationInput>(new UnboundedChannelOptions { SingleReader = true });
    private int _commands;
    private bool _slept;

    /// <summary>Opens the page.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="options">What the page has.</param>
    public SimulatedPage(TimeProvider time, SimulatedPageOptions options)
    {
        _clock = new MediaClock(time);
        _options = options;
        Microphone = new SimulatedMicrophone(_clock, options.Input, samples => Send(samples), options.Room);
        Loudspeaker = new SimulatedLoudspeaker(options.Output, options.PlayoutDelay);
    }

    /// <summary>What the person says.</summary>
    public SimulatedMicrophone Microphone { get; }

    /// <summary>What the person hears.</summary>
    public SimulatedLoudspeaker Loudspeaker { get; }

    /// <summary>Time since the page opened.</summary>
    public TimeSpan Now => _clock.Now.Elapsed;

    /// <summary>Everything that arrived and that the person did, so far, in order.</summary>
    public IReadOnlyList<ScenarioEvent> Events
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>The messages that arrived so far, in order.</summary>
    public IEnumerable<ServerMessage> Messages => Events.Select(happened => happened.Message).OfType<ServerMessage>();

    /// <summary>Told of every message when it arrived, on the sender's thread.</summary>
    public Action<ServerMessage>? Received { get; set; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ConversationInput> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _inputs.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_inputs.Reader.TryRead(out var input))
            {
                yield return input;
            }
        }
    }

    /// <inheritdoc/>
    public void Send(ServerMessage message)
    {
        Add(ScenarioEvent.Of(Now, message));
        Received?.Invoke(message);
        if (message is TurnInterrupted interrupted)
        {
            _ = ClearAsync(interrupted.Epoch);
        }
    }

    /// <inheritdoc/>
    public void Send(SpeechPacket packet)
    {
        Loudspeaker.Take(packet, Now);
        Add(ScenarioEvent.Of(Now, packet));
        if (packet.Offset == 0 && _options.ReportsPlayhead)
        {
            _ = ReportAsync(packet.Utterance, _clock.Now + _options.PlayoutDelay);
        }
    }

    /// <summary>Sends a message as it is.</summary>
    public void Send(ClientMessage message) => _inputs.Writer.TryWrite(new MessageInput(message));

    /// <summary>Sends sound at once, past the microphone.</summary>
    public void Send(ReadOnlyMemory<short> samples) => _inputs.Writer.TryWrite(new MicrophoneInput(samples));

    /// <summary>Types a message.</summary>
    public void Write(string text) => Do("write", text, new MessageSend { Id = NextId(), Text = text });

    /// <summary>Presses stop.</summary>
    public void Interrupt() => Do("interrupt", null, new TurnInterrupt { Id = NextId() });

    /// <summary>Ends the session.</summary>
    public void End() => Do("end", null, new SessionEnd { Id = NextId() });

    /// <summary>Leaves: the session's input ends.</summary>
    public void Leave()
    {
        Microphone.Close();
        _inputs.Writer.TryComplete();
    }

    /// <summary>Opens the microphone, which sends sound from then on.</summary>
    public void OpenMicrophone()
    {
        Send(new MicrophoneOpen { Id = NextId() });
        Microphone.Open();
    }

    /// <summary>Closes the microphone.</summary>
    public void CloseMicrophone()
    {
        Microphone.Close();
        Send(new MicrophoneClose { Id = NextId() });
    }

    /// <summary>Takes the floor by holding the key of push-to-talk.</summary>
    public void HoldMicrophone()
    {
        Do("hold", null, new MicrophoneOpen { Id = NextId(), Hold = true });
        Microphone.Open();
    }

    /// <summary>Lets go of the key.</summary>
    public void ReleaseMicrophone()
    {
        Microphone.Close();
        Do("release", null, new MicrophoneClose { Id = NextId() });
    }

    /// <summary>Stops everything, as a computer does that is put to sleep: the loudspeaker stays where it is.</summary>
    public void Sleep()
    {
        _slept = Microphone.IsOpen;
        Microphone.Close();
        Loudspeaker.Sleep(Now);
    }

    /// <summary>Goes on after <see cref="Sleep"/>.</summary>
    public void Wake()
    {
        Loudspeaker.Wake(Now);
        if (_slept)
        {
            Microphone.Open();
        }
    }

    /// <summary>Says at once how far it is, as after a resumed connection.</summary>
    public void ReportNow()
    {
        if (_options.ReportsPlayhead && Loudspeaker.Report(Now) is { } report)
        {
            Send(report);
        }
    }

    /// <summary>Says into the open microphone; completes when the last sample was sent, with the time at which the first one entered it.</summary>
    /// <param name="samples">In the page's input format.</param>
    /// <param name="text">What is said, for the record.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<TimeSpan> SayAsync(ReadOnlyMemory<short> samples, string text = "", CancellationToken cancellationToken = default)
    {
        Add(ScenarioEvent.OfPerson(Now, "say", text));
        return Microphone.SayAsync(samples, cancellationToken);
    }

    /// <summary>Waits for an event, or returns the first that has happened already.</summary>
    public Task<ScenarioEvent> WaitForAsync(Func<ScenarioEvent, bool> matches, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _events.Find(happened => matches(happened)) is { } past ? Task.FromResult(past) : NextAsync(matches).WaitAsync(cancellationToken);
        }
    }

    /// <summary>The next message of a type, from among those that come after this call, that fulfils a condition.</summary>
    public async Task<TMessage> NextAsync<TMessage>(Func<TMessage, bool>? condition = null)
        where TMessage : ServerMessage =>
        (TMessage)(await NextAsync(happened => Is(happened, condition))).Message!;

    /// <summary>The first message of a type that fulfils a condition; waits for it when there was none yet.</summary>
    public async Task<TMessage> FirstAsync<TMessage>(Func<TMessage, bool>? condition = null)
        where TMessage : ServerMessage =>
        (TMessage)(await WaitForAsync(happened => Is(happened, condition), CancellationToken.None)).Message!;

    /// <summary>Completes when anything happens after this call.</summary>
    public Task NextEventAsync() => NextAsync(static _ => true);

    private static bool Is<TMessage>(ScenarioEvent happened, Func<TMessage, bool>? condition)
        where TMessage : ServerMessage =>
        happened.Message is TMessage message && (condition is null || condition(message));

    private Task<ScenarioEvent> NextAsync(Func<ScenarioEvent, bool> matches)
    {
        var found = new TaskCompletionSource<ScenarioEvent>();
        lock (_lock)
        {
            _waiting.Add((matches, found));
        }

        return found.Task;
    }

    private async Task ReportAsync(uint utterance, MediaTime at)
    {
        await _clock.WaitUntilAsync(at, CancellationToken.None);
        while (Loudspeaker.Report(utterance, Now) is { } report)
        {
            Send(report);
            if (report.Ended)
            {
                return;
            }

            var next = Now + _options.ReportInterval;
            var end = Loudspeaker.EndOf(utterance);
            await _clock.WaitUntilAsync(new MediaTime(end < next ? end.Value : next), CancellationToken.None);
        }
    }

    private async Task ClearAsync(uint epoch)
    {
        await _clock.WaitUntilAsync(_clock.Now + _options.ClearDelay, CancellationToken.None);
        var position = Loudspeaker.Clear(epoch, Now);
        if (_options.ReportsPlayhead)
        {
            Send(new SpeechCleared { Epoch = epoch, Position = position.TotalMilliseconds });
        }
    }

    private void Do(string doing, string? what, ClientMessage message)
    {
        Add(ScenarioEvent.OfPerson(Now, doing, what));
        Send(message);
    }

    private string NextId() => $"c{Interlocked.Increment(ref _commands)}";

    private void Add(ScenarioEvent happened)
    {
        (Func<ScenarioEvent, bool> Matches, TaskCompletionSource<ScenarioEvent> Found)[] met;
        lock (_lock)
        {
            _events.Add(happened);
            met = [.. _waiting.Where(waiting => waiting.Matches(happened))];
            _waiting.RemoveAll(waiting => met.Contains(waiting));
        }

        foreach (var (_, found) in met)
        {
            found.TrySetResult(happened);
        }
    }
}
