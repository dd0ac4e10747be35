using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Playout;
using Troupe.Testing.Scenarios;

namespace Troupe.Testing.Pages;

/// <summary>
/// A person's page without a browser: a microphone that sends sound in real time, a loudspeaker that plays what arrives after a jitter buffer,
/// and the reports that a page makes of what was heard. Runs in virtual or real time; thread-safe.
/// </summary>
public sealed class SimulatedPage : IConversationTransport
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly SimulatedPageOptions _options;
    private readonly long _start;
    private readonly List<ScenarioEvent> _events = [];
    private readonly List<ServerMessage> _messages = [];
    private readonly List<(Func<ScenarioEvent, bool> Matches, TaskCompletionSource<ScenarioEvent> Found)> _waiting = [];
    private readonly Channel<ConversationInput> _inputs = Channel.CreateUnbounded<ConversationInput>(new UnboundedChannelOptions { SingleReader = true });
    private int _commands;

    /// <summary>Opens the page.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="options">What the page has.</param>
    public SimulatedPage(TimeProvider time, SimulatedPageOptions options)
    {
        _time = time;
        _options = options;
        _start = time.GetTimestamp();
        Microphone = new SimulatedMicrophone(time, _start, options.Input, samples => _inputs.Writer.TryWrite(new MicrophoneInput(samples)));
        Loudspeaker = new SimulatedLoudspeaker(options.Output, options.PlayoutDelay);
    }

    /// <summary>What the person says.</summary>
    public SimulatedMicrophone Microphone { get; }

    /// <summary>What the person hears.</summary>
    public SimulatedLoudspeaker Loudspeaker { get; }

    /// <summary>Time since the page opened.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_start);

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
    public IReadOnlyList<ServerMessage> Messages
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages];
            }
        }
    }

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
        lock (_lock)
        {
            _messages.Add(message);
        }

        Add(ScenarioEvent.Of(Now, message));
        if (message is TurnInterrupted interrupted)
        {
            var position = Loudspeaker.Clear(interrupted.Epoch, Now);
            if (_options.ReportsPlayhead)
            {
                Tell(new SpeechCleared { Epoch = interrupted.Epoch, Position = position.TotalMilliseconds });
            }
        }
    }

    /// <inheritdoc/>
    public void Send(SpeechPacket packet)
    {
        Add(ScenarioEvent.Of(Now, packet));
        Loudspeaker.Take(packet, Now);
    }

    /// <summary>Types a message.</summary>
    public void Write(string text) => Do("write", text, new MessageSend { Id = NextId(), Text = text });

    /// <summary>Presses stop.</summary>
    public void Interrupt() => Do("interrupt", null, new TurnInterrupt { Id = NextId() });

    /// <summary>Ends the session.</summary>
    public void End() => Do("end", null, new SessionEnd { Id = NextId() });

    /// <summary>Opens the microphone.</summary>
    public void OpenMicrophone() => Tell(new MicrophoneOpen { Id = NextId() });

    /// <summary>Says into the microphone; completes when the last sample was sent, with the time at which the first one entered it.</summary>
    /// <param name="samples">In the page's input format.</param>
    /// <param name="text">What is said, for the record.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<TimeSpan> SayAsync(ReadOnlyMemory<short> samples, string text, CancellationToken cancellationToken)
    {
        Add(ScenarioEvent.OfPerson(Now, "say", text));
        return Microphone.SayAsync(samples, cancellationToken);
    }

    /// <summary>Waits for an event, or returns the first that has happened already.</summary>
    public Task<ScenarioEvent> WaitForAsync(Func<ScenarioEvent, bool> matches, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_events.Find(happened => matches(happened)) is { } past)
            {
                return Task.FromResult(past);
            }

            var found = new TaskCompletionSource<ScenarioEvent>();
            _waiting.Add((matches, found));
            return found.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Completes when anything happens after this call.</summary>
    public Task NextEventAsync()
    {
        lock (_lock)
        {
            var found = new TaskCompletionSource<ScenarioEvent>();
            _waiting.Add((_ => true, found));
            return found.Task;
        }
    }

    /// <summary>Runs the microphone and the reports of the playhead until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Microphone.RunAsync(cancellationToken), ReportAsync(cancellationToken));

    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && _options.ReportsPlayhead)
        {
            await Task.Delay(_options.ReportInterval, _time, cancellationToken);
            if (Loudspeaker.Report(Now) is { } report)
            {
                Tell(report);
            }
        }
    }

    private void Do(string doing, string? what, ClientMessage message)
    {
        Add(ScenarioEvent.OfPerson(Now, doing, what));
        Tell(message);
    }

    private void Tell(ClientMessage message) => _inputs.Writer.TryWrite(new MessageInput(message));

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

/// <summary>What a simulated page has.</summary>
public sealed record SimulatedPageOptions
{
    /// <summary>Format of the microphone. Default: 16 kHz.</summary>
    public AudioFormat Input { get; init; } = AudioFormat.Hearing;

    /// <summary>Format of the loudspeaker. Default: 24 kHz.</summary>
    public AudioFormat Output { get; init; } = new(24_000);

    /// <summary>From the arrival of sound to the loudspeaker. Default: 80 ms.</summary>
    public TimeSpan PlayoutDelay { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>Whether it says how much was heard. Default: true.</summary>
    public bool ReportsPlayhead { get; init; } = true;

    /// <summary>How often. Default: 100 ms.</summary>
    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromMilliseconds(100);
}
