using System.Globalization;
using System.Security;
using System.Text;
using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Testing.Pages;

namespace Troupe.Cli.Talk;

/// <summary>Draws a turn as SVG on one time line: the question's sound, the server's messages, the answer's sound, words, phonemes and visemes.</summary>
/// <param name="turn">The turn.</param>
internal sealed class TimelinePicture(RecordedTurn turn)
{
    private const double PixelsPerSecond = 260;
    private const double Left = 90;
    private const double SoundHeight = 60;

    private static readonly string[] Marks = ["voice.started", "voice.stopped", "transcript.end", "turn.started", "reply.delta", "speech.start", "turn.interrupted", "turn.ended", "error.raised"];

    private readonly StringBuilder _svg = new();

    /// <summary>The picture.</summary>
    public string Draw()
    {
        var seconds = Math.Max(1, new[] { turn.Events.Count == 0 ? 0 : turn.Events[^1].At.TotalSeconds, turn.Played.Count == 0 ? 0 : turn.Played[^1].End(turn.Output).TotalSeconds }.Max() + 0.2);
        var width = Left + (seconds * PixelsPerSecond) + 20;
        var text = string.Create(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{width:0}" height="420" viewBox="0 0 {width:0} 420" font-family="system-ui, sans-serif" font-size="11">""");
        _svg.AppendLine(text);
        _svg.AppendLine("""<rect width="100%" height="100%" fill="#fff"/>""");
        Seconds(seconds);
        Question(50);
        Messages(120);
        Answer(250);
        Performance(295);
        return _svg.AppendLine("</svg>").ToString();
    }

    private static double X(double seconds) => Left + (seconds * PixelsPerSecond);

    private void Seconds(double seconds)
    {
        for (var tick = 0; tick <= seconds * 10; tick++)
        {
            var whole = tick % 10 == 0;
            Add($"""<line x1="{X(tick / 10.0):0.0}" y1="16" x2="{X(tick / 10.0):0.0}" y2="410" stroke="{(whole ? "#ccc" : "#f2f2f2")}"/>""");
            if (whole)
            {
                Add($"""<text x="{X(tick / 10.0):0.0}" y="12" text-anchor="middle" fill="#666">{tick / 10} s</text>""");
            }
        }
    }

    private void Question(double y)
    {
        Label("Person", y);
        if (turn.Question is { } question)
        {
            Wave(question.Sound.Samples.Span, question.Sound.Format.SampleRate, question.Began.TotalSeconds, y, "#b45309");
        }

        Add($"""<text x="{X(turn.Question?.Began.TotalSeconds ?? turn.Asked.TotalSeconds):0.0}" y="{y + 40:0}" fill="#92400e">{Escape(turn.Transcript)}</text>""");
    }

    private void Messages(double y)
    {
        Label("Server", y);
        var row = 0;
        foreach (var happened in turn.Events.Where(happened => Marks.Contains(happened.Type)))
        {
            var x = X(happened.At.TotalSeconds);
            var at = y + (row++ % 6 * 15);
            Add($"""<line x1="{x:0.0}" y1="{y - 10:0}" x2="{x:0.0}" y2="{at:0}" stroke="#4338ca"/>""");
            Add($"""<text x="{x + 3:0.0}" y="{at:0}" fill="#3730a3">{Escape(happened.Type)} {happened.At.TotalSeconds:0.000}</text>""");
        }
    }

    private void Answer(double y)
    {
        Label("Presenter", y);
        foreach (var sound in turn.Played)
        {
            Wave(sound.Samples.Span, turn.Output.SampleRate, sound.At.TotalSeconds, y, "#0f766e");
        }

        if (turn.Heard is { } heard)
        {
            Add($"""<line x1="{X(turn.Asked.TotalSeconds):0.0}" y1="{y - 40:0}" x2="{X(heard.TotalSeconds):0.0}" y2="{y - 40:0}" stroke="#be123c" stroke-width="3"/>""");
            Add($"""<text x="{X(heard.TotalSeconds) + 6:0.0}" y="{y - 36:0}" fill="#be123c">{(heard - turn.Asked).TotalMilliseconds:0} ms until heard</text>""");
        }
    }

    private void Performance(double y)
    {
        Label("Words", y);
        Label("Phonemes", y + 30);
        Label("Visemes", y + 60);
        foreach (var deltas in turn.Messages.OfType<SpeechDelta>().GroupBy(delta => delta.Utterance))
        {
            if (turn.Played.FirstOrDefault(sound => sound.Utterance == deltas.Key) is not { } spoken)
            {
                continue;
            }

            foreach (var word in CaptionLines.Of(deltas).SelectMany(caption => caption.Words))
            {
                Span(word.Text, spoken.At.TotalSeconds + (word.Start / 1000), word.Duration / 1000, y, "#e0f2fe");
            }
        }

        foreach (var delta in turn.Messages.OfType<SpeechDelta>())
        {
            if (turn.Played.FirstOrDefault(sound => sound.Utterance == delta.Utterance) is not { } first)
            {
                continue;
            }

            var start = first.At.TotalSeconds;
            foreach (var phoneme in delta.Phonemes ?? [])
            {
                Span(phoneme.Ipa, start + (phoneme.Start / 1000), phoneme.Duration / 1000, y + 30, "#f3e8ff");
            }

            foreach (var viseme in delta.Visemes ?? [])
            {
                Span(VisemeSet.Names[viseme.Viseme], start + (viseme.Start / 1000), viseme.Duration / 1000, y + 60, "#dcfce7");
            }
        }
    }

    private void Span(string text, double start, double duration, double y, string colour)
    {
        Add($"""<rect x="{X(start):0.0}" y="{y - 12:0}" width="{duration * PixelsPerSecond:0.0}" height="18" fill="{colour}" stroke="#94a3b8" stroke-width="0.5"/>""");
        Add($"""<text x="{X(start) + 2:0.0}" y="{y + 1:0}" font-size="9">{Escape(text)}</text>""");
    }

    private void Wave(ReadOnlySpan<short> samples, int rate, double start, double y, string colour)
    {
        var step = Math.Max(1, (int)(rate / PixelsPerSecond));
        var path = new StringBuilder();
        for (var from = 0; from < samples.Length; from += step)
        {
            var (low, high) = (0, 0);
            foreach (var sample in samples[from..Math.Min(from + step, samples.Length)])
            {
                low = Math.Min(low, sample);
                high = Math.Max(high, sample);
            }

            var x = X(start + ((double)from / rate));
            path.Append(CultureInfo.InvariantCulture, $"M{x:0.0} {y - (high / 32768.0 * SoundHeight / 2):0.0}V{y - (low / 32768.0 * SoundHeight / 2) + 0.5:0.0}");
        }

        Add($"""<path d="{path}" stroke="{colour}" fill="none"/>""");
    }

    private void Label(string text, double y) => Add($"""<text x="8" y="{y + 2:0}" font-weight="600">{text}</text>""");

    private void Add(FormattableString element) => _svg.AppendLine(element.ToString(CultureInfo.InvariantCulture));

    private static string Escape(string text) => SecurityElement.Escape(text);
}
