using System.Globalization;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Testing.People;
using Troupe.Testing.Scenarios;

namespace Troupe.Testing.Reports;

/// <summary>Draws what came of a scenario on one time line, a lane for each who takes part. Readable on light and on dark ground.</summary>
public static class ScenarioPicture
{
    private static readonly string[] Marks =
        ["voice.started", "voice.stopped", "speech.ducked", "speech.restored", "turn.interrupted", "turn.ended", "error.raised", "command.refused", "session.resumed", "session.warned", "session.ended", "write", "interrupt", "hold", "release", "end"];

    /// <summary>The picture of a run, as SVG.</summary>
    public static string Draw(Scenario scenario, ScenarioRun run)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(run);
        var end = new[] { run.Duration.TotalSeconds, run.Played.Count == 0 ? 0 : run.Played[^1].End(run.Output).TotalSeconds, 1 }.Max();
        var svg = new LaneChart(TimeSpan.FromSeconds(end));
        DrawMarks(svg, run);
        DrawPerson(svg, run);
        DrawTranscript(svg, run);
        DrawStates(svg, run);
        foreach (var (lane, title, style) in new[] { ("recognizer", "recogniser", "ear"), ("writer", "writer", "mind"), ("screen", "screen", "guard"), ("voice", "voice", "made") })
        {
            DrawEngine(svg, run, lane, title, style);
        }

        DrawPresenter(svg, run);
        DrawEngine(svg, run, "network", "network", "trouble");
        return svg.Finish(scenario.Name, run.Passed ? string.Create(CultureInfo.InvariantCulture, $"seed {run.Seed}") : string.Join("; ", run.Failures), run.Passed);
    }

    private static void DrawMarks(LaneChart svg, ScenarioRun run)
    {
        var marked = run.Events.Where(happened => Marks.Contains(happened.Type)).ToArray();
        svg.Lane("events", rows: Math.Clamp(marked.Length, 1, 6));
        var row = 0;
        foreach (var happened in marked)
        {
            svg.Mark(happened.At, row++ % 6, happened.IsPersons ? $"{happened.Type} {Field(happened, "text")}" : $"{happened.Type} {Field(happened, "reason")}{Field(happened, "code")}", happened.Type switch
            {
                "error.raised" or "command.refused" => "trouble",
                "turn.interrupted" or "speech.ducked" => "person",
                _ => happened.IsPersons ? "person" : "mind",
            });
        }
    }

    private static void DrawPerson(LaneChart svg, ScenarioRun run)
    {
        svg.Lane("person");
        foreach (var sound in run.Said)
        {
            svg.Box(sound.At, sound.At + sound.Duration, sound.Text, sound.Kind is SoundKind.Word ? "person" : "noise");
        }
    }

    private static void DrawTranscript(LaneChart svg, ScenarioRun run)
    {
        svg.Lane("understood", rows: 2);
        foreach (var happened in run.Events)
        {
            switch (happened.Message)
            {
                case TranscriptDelta delta:
                    svg.Tick(happened.At, "person", delta.Text);
                    break;
                case TranscriptEnd final:
                    svg.Say(happened.At, 1, final.Text, "person");
                    break;
            }
        }
    }

    private static void DrawStates(LaneChart svg, ScenarioRun run)
    {
        svg.Lane("state");
        var states = run.Events.Where(happened => happened.Message is StateChanged).Select(happened => (happened.At, ((StateChanged)happened.Message!).State.ToString().ToLowerInvariant())).ToArray();
        for (var i = 0; i < states.Length; i++)
        {
            svg.Box(states[i].At, i + 1 < states.Length ? states[i + 1].At : run.Duration, states[i].Item2, "state-" + states[i].Item2);
        }
    }

    private static void DrawEngine(LaneChart svg, ScenarioRun run, string lane, string title, string style)
    {
        var spans = run.Spans.Where(span => span.Lane == lane).ToArray();
        if (spans.Length == 0)
        {
            return;
        }

        // Work that overlaps is drawn in two rows.
        bool Overlaps(int i) => i > 0 && spans[i].From < (spans[i - 1].To ?? run.Duration);
        svg.Lane(title, rows: Enumerable.Range(0, spans.Length).Any(Overlaps) ? 2 : 1);
        for (var i = 0; i < spans.Length; i++)
        {
            svg.Box(spans[i].From, spans[i].To ?? run.Duration, spans[i].Text, spans[i].Outcome switch { "failed" => "trouble", "cancelled" => "dropped", _ => style }, Overlaps(i) ? 1 : 0);
        }
    }

    private static void DrawPresenter(LaneChart svg, ScenarioRun run)
    {
        svg.Lane("sent");
        foreach (var sent in ScenarioReport.Utterances(run))
        {
            svg.Box(sent.From, sent.To + TimeSpan.FromMilliseconds(Protocol.PacketMilliseconds), string.Create(CultureInfo.InvariantCulture, $"epoch {sent.Epoch}"), "sent");
        }

        var heard = HeardSpeech.Of(run);
        svg.Lane("heard");
        foreach (var stretch in heard)
        {
            svg.Box(stretch.From, stretch.To, "", "heard");
            foreach (var word in stretch.Words)
            {
                svg.Box(word.At, Earlier(word.At + word.Duration, stretch.To), word.Text, word.Heard ? "heard" : "dropped");
            }
        }

        svg.Lane("face");
        var faces = run.Events.Select(happened => happened.Message).OfType<SpeechDelta>().ToLookup(delta => delta.Utterance);
        foreach (var stretch in heard)
        {
            foreach (var viseme in faces[stretch.Utterance].SelectMany(delta => delta.Visemes ?? []))
            {
                var at = stretch.From + TimeSpan.FromMilliseconds(viseme.Start) - stretch.Position;
                if (at >= stretch.From && at < stretch.To)
                {
                    svg.Box(at, Earlier(at + TimeSpan.FromMilliseconds(viseme.Duration), stretch.To), VisemeSet.Names[viseme.Viseme], "face");
                }
            }
        }
    }

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static string Field(ScenarioEvent happened, string name) =>
        happened.Fields.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString()! : "";
}
