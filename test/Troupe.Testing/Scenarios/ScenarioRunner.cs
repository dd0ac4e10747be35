using System.Diagnostics;
using Troupe.Contracts;
using Troupe.Conversation;
using Troupe.Conversation.Journal;
using Troupe.Testing.Pages;
using Troupe.Testing.People;

namespace Troupe.Testing.Scenarios;

/// <summary>Plays scenarios: the real conversation with scripted engines and a simulated page, in virtual time or in real time.</summary>
public sealed class ScenarioRunner
{
    /// <summary>How long an expectation without a bound is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>How far real times may be off: engines, timers and packets are each a few milliseconds late.</summary>
    private static readonly TimeSpan RealTimeSlack = TimeSpan.FromMilliseconds(150);

    private readonly Scenario _scenario;
    private readonly TimeProvider _time;
    private readonly SimulatedPage _page;
    private readonly ScenarioCast _cast;
    private readonly SimulatedLine? _line;
    private readonly InMemoryJournal _journal = new() { IsRecording = true };
    private readonly TimeSpan _slack;
    private readonly int _seed;
    private readonly List<SpokenSound> _said = [];
    private readonly List<string> _failures = [];
    private readonly List<int> _stepStarts = [];
    private TimeSpan? _duration;
    private Func<int>? _mostWaiting;

    private ScenarioRunner(Scenario scenario, int seed, TimeProvider time, TimeSpan slack)
    {
        _seed = seed;
        _slack = slack;
        _scenario = scenario;
        _time = time;
        _cast = new ScenarioCast(scenario, seed, time);
        _page = new SimulatedPage(time, new SimulatedPageOptions
        {
            PlayoutDelay = scenario.Session.PlayoutDelay,
            ReportsPlayhead = scenario.Session.ReportsPlayhead,
            Room = scenario.Person.SignalToNoise is { } ratio ? Noise(ratio, Chance.Of(seed, "room")) : null,
        });
        _line = scenario.Network.IsPerfect && scenario.Steps.All(step => step.Network is null)
            ? null
            : new SimulatedLine(_page, scenario.Network, _cast.Log, Chance.Of(seed, "network"));
    }

    /// <summary>Plays a scenario to its end in virtual time.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="seed">Orders what could happen at the same moment and draws what varies; null for the scenario's own.</param>
    /// <param name="atRest">Whether everything must be over in the end.</param>
    public static ScenarioRun Run(Scenario scenario, int? seed = null, bool atRest = false)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var chosen = seed ?? scenario.Seed;
        var began = Stopwatch.GetTimestamp();
        var time = new VirtualTime(chosen);
        ScenarioRunner? runner = null;
        ScenarioRun run;
        try
        {
            run = time.Run(() => (runner = new ScenarioRunner(scenario, chosen, time, slack: TimeSpan.Zero)).RunAsync());
        }
        catch (Exception failure) when (failure is not ScenarioException && runner is not null)
        {
            runner._failures.Add($"the conversation failed with {failure.GetType().Name}: \"{failure.Message}\"");
            run = runner.Result();
        }

        return Judged(run, atRest) with { Took = Stopwatch.GetElapsedTime(began) };
    }

    /// <summary>Plays a scenario to its end in real time, where threads and timers have their own ways: what is expected may come a little late.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="seed">Draws what varies; null for the scenario's own.</param>
    public static async Task<ScenarioRun> RunInRealTimeAsync(Scenario scenario, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var run = await new ScenarioRunner(scenario, seed ?? scenario.Seed, TimeProvider.System, RealTimeSlack).RunAsync();
        return Judged(run, atRest: false) with { Took = run.Duration };
    }

    private static ScenarioRun Judged(ScenarioRun run, bool atRest) =>
        run with { Failures = [.. run.Failures, .. RunInvariants.Violations(run, atRest).Select(violation => "must never be: " + violation)] };

    private IConversationTransport Transport => (IConversationTransport?)_line ?? _page;

    private async Task<ScenarioRun> RunAsync()
    {
        using var ended = new CancellationTokenSource();
        var conversation = ConverseAsync(ended.Token);
        if (_scenario.Session is { Microphone: true, MicrophoneOpen: true } && _cast.Engines.Recognizer is not null)
        {
            _page.OpenMicrophone();
        }

        for (var i = 0; i < _scenario.Steps.Count && _failures.Count == 0; i++)
        {
            await StepAsync(i);
        }

        await RestAsync();
        CheckAbsent();
        _duration = _page.Now;
        ended.Cancel();
        await conversation;
        _page.Leave();
        _line?.Dispose();
        return Result();
    }

    private ScenarioRun Result() => new(_page.Events, _failures, _duration ?? _page.Now)
    {
        Seed = _seed,
        Said = _said,
        Played = _page.Loudspeaker.Played,
        Output = _page.Loudspeaker.Format,
        Spans = _cast.Log.Spans,
        Journal = _journal.Facts,
        Asked = _cast.Asked,
        MostFrames = _line?.MostFrames ?? 0,
        MostWaiting = _mostWaiting?.Invoke() ?? 0,
        MostKept = _line?.MostKept ?? 0,
        HasPerfectLine = _line is null,
    };

    private async Task ConverseAsync(CancellationToken cancellationToken)
    {
        var session = _scenario.Session;
        var options = new ConversationOptions { Greeting = session.Greeting, IdleTimeout = session.IdleTimeout, MaxDuration = session.MaxDuration };
        OptionsBinder.Bind(_scenario.Conversation, options);
        var settings = new SessionSettings
        {
            Input = session.Microphone ? _page.Microphone.Format : null,
            Output = session.Audio ? _page.Loudspeaker.Format : null,
        };
        var loop = new ConversationLoop(_cast.Engines, options, settings, Transport, _journal, _time, _cast.Screen);
        _mostWaiting = () => loop.MostWaiting;
        var reason = await loop.RunAsync(cancellationToken);
        if (!cancellationToken.IsCancellationRequested)
        {
            Transport.Send(new SessionEnded { Reason = reason });
        }
    }

    private async Task StepAsync(int number)
    {
        var step = _scenario.Steps[number];
        if (step.SendAfter is { } after)
        {
            var from = _stepStarts is [.., var start] ? start : 0;
            if (await NextAsync(happened => happened.Type == after.Event, from, _page.Now + Patience) is not { } index)
            {
                _failures.Add($"step {number + 1} waits for {after.Event}, which does not come");
                return;
            }

            var wait = _page.Events[index].At + after.Plus - _page.Now;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, _time);
            }
        }

        _stepStarts.Add(_page.Events.Count);
        await DoAsync(step);
        await ExpectAsync(step, number);
    }

    private async Task DoAsync(ScenarioStep step)
    {
        switch (step)
        {
            case { Say: { } text }:
                await SayAsync(text, step.Pace);
                break;
            case { Hold: { } text }:
                _page.HoldMicrophone();
                await SayAsync(text, step.Pace);
                _page.ReleaseMicrophone();
                break;
            case { Microphone: MicrophoneStep.Open }:
                _page.OpenMicrophone();
                break;
            case { Microphone: MicrophoneStep.Close }:
                _page.CloseMicrophone();
                break;
            case { Network: { } network }:
                _line!.Meet(network);
                break;
            case { Noise: { } duration }:
                await SayAsync($"(noise {Duration.Write(duration)})", pace: null);
                break;
            case { Write: { } text }:
                _page.Write(text);
                break;
            case { Interrupt: true }:
                _page.Interrupt();
                break;
            case { End: true }:
                _page.End();
                break;
            case { Wait: { } duration }:
                await Task.Delay(duration, _time);
                break;
        }
    }

    private async Task SayAsync(string text, TimeSpan? pace)
    {
        var speech = _cast.Speaker.Say(text, pace, _page.Microphone.Format);
        var began = await _page.SayAsync(speech.Samples, speech.Text);
        _said.AddRange(speech.Sounds.Select(sound => sound with { At = began + sound.At }));
    }

    private static Action<Memory<short>> Noise(double ratio, Random random) => piece => People.Room.AddNoise(piece.Span, ratio, random);

    private async Task ExpectAsync(ScenarioStep step, int number)
    {
        var moment = _page.Now;
        var cursor = _stepStarts[number];
        foreach (var pattern in step.Expect)
        {
            var deadline = pattern.WithinMs is { } bound ? moment + TimeSpan.FromMilliseconds(bound) + _slack : moment + Patience;
            if (await NextAsync(pattern.Matches, cursor, deadline) is not { } index)
            {
                var late = await NextAsync(pattern.Matches, cursor, moment + Patience);
                _failures.Add($"step {number + 1}: expected {pattern} within {(deadline - moment).TotalMilliseconds:0} ms; "
                    + (late is { } at ? $"it came after {(_page.Events[at].At - moment).TotalMilliseconds:0} ms" : "it never came"));
                return;
            }

            var delay = _page.Events[index].At - moment;
            if (pattern.NotBeforeMs is { } earliest && delay + _slack < TimeSpan.FromMilliseconds(earliest))
            {
                _failures.Add($"step {number + 1}: expected {pattern} not before {earliest:0} ms; it came after {delay.TotalMilliseconds:0} ms");
                return;
            }

            cursor = index + 1;
        }
    }

    /// <summary>Position of the first event from a position on that fulfils a condition, by a deadline.</summary>
    private async Task<int?> NextAsync(Func<ScenarioEvent, bool> matches, int from, TimeSpan deadline)
    {
        using var expired = new CancellationTokenSource();
        // A millisecond later (delays have no finer grain), so that what happens at the deadline is still in time.
        var wait = deadline - _page.Now + TimeSpan.FromMilliseconds(1);
        var timer = Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, _time, expired.Token);
        for (var seen = from; ;)
        {
            var events = _page.Events;
            for (; seen < events.Count; seen++)
            {
                if (!events[seen].IsPersons && matches(events[seen]))
                {
                    expired.Cancel();
                    return events[seen].At <= deadline ? seen : null;
                }
            }

            if (timer.IsCompleted)
            {
                return null;
            }

            await Task.WhenAny(_page.NextEventAsync(), timer);
        }
    }

    private async Task RestAsync()
    {
        if (_scenario.ThenWait is { } wait)
        {
            await Task.Delay(wait, _time);
            return;
        }

        var deadline = _page.Now + Patience;
        while (_failures.Count == 0 && _page.Loudspeaker.IsPlaying(_page.Now) && _page.Now < deadline)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), _time);
        }
    }

    private void CheckAbsent()
    {
        var events = _page.Events;
        for (var i = 0; i < _stepStarts.Count; i++)
        {
            var until = i + 1 < _stepStarts.Count ? _stepStarts[i + 1] : events.Count;
            foreach (var pattern in _scenario.Steps[i].Absent)
            {
                var found = events.Take(until).Skip(_stepStarts[i]).FirstOrDefault(happened => !happened.IsPersons && pattern.Matches(happened));
                if (found is not null)
                {
                    _failures.Add($"step {i + 1}: {pattern} must not happen; it did at {found.At.TotalSeconds:0.000} s");
                }
            }
        }
    }
}
