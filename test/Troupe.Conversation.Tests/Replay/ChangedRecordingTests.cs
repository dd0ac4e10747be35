using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Troupe.Conversation.Replay;
using Troupe.Conversation.Tests.Scenarios;
using Troupe.Testing.Scenarios;

namespace Troupe.Conversation.Tests.Replay;

/// <summary>A recording that is not what was recorded: by mistake, by a change of the code, or by malice.</summary>
[Trait("Category", "fast")]
public sealed partial class ChangedRecordingTests
{
    // One that is interrupted, one with a slow network, one whose engine fails, and one that is resumed.
    private static readonly string[][] Recordings = [.. new[] { "barge-in", "network-slow", "voice-fails", "cough", "pause-in-a-sentence" }.Select(name => RecordedText.Of(ScenarioRunner.Run(ScenarioTests.Read(name))))];

    [Fact]
    public void A_changed_line_is_refused_or_replayed_and_never_a_crash() => Prop.ForAll(
        (from recording in Gen.Elements(Recordings)
         from line in Gen.Choose(0, recording.Length - 1)
         from place in Gen.Choose(0, 999)
         from change in Gen.Elements<Func<string[], int, int, string[]>>(Drop, Double, Swap, Cut, Digit, Letter)
         select change(recording, line, place)).ToArbitrary(),
        changed =>
        {
            Outcome(changed);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void A_deed_that_is_missing_doubled_or_changed_is_found() => Prop.ForAll(
        (from recording in Gen.Elements(Recordings)
         from line in Gen.Elements([.. Enumerable.Range(0, recording.Length).Where(line => IsDeed(recording[line]))])
         from place in Gen.Choose(0, 999)
         from change in Gen.Elements<Func<string[], int, int, string[]>>(Drop, Double, Digit)
         let changed = change(recording, line, place)
         where !changed.SequenceEqual(recording)
         select changed).ToArbitrary(),
        changed => Outcome(changed) is not { Difference: null }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Theory]
    [InlineData("\"type\":\"message.send\"")]
    [InlineData("\"type\":\"understood\"")]
    [InlineData("\"type\":\"guessed\"")]
    [InlineData("\"type\":\"wrote\"")]
    [InlineData("\"type\":\"made\"")]
    public void What_is_not_met_is_missed(string item)
    {
        var recording = Recordings.First(lines => lines.Any(text => text.Contains(item, StringComparison.Ordinal)));
        var line = Array.FindIndex(recording, text => text.Contains(item, StringComparison.Ordinal));

        (Outcome(Drop(recording, line, 0)) is { Difference: null }).ShouldBeFalse(recording[line]);
    }

    [Fact]
    public void The_first_difference_is_named_to_the_field()
    {
        var recording = Recordings[0];
        var line = Array.FindIndex(recording, text => text.Contains("\"heard\":\"This is a long\"", StringComparison.Ordinal));

        var difference = Outcome(recording.Select((text, i) => i == line ? text.Replace("This is a long\"", "This is\"", StringComparison.Ordinal) : text).ToArray())!.Difference;

        difference.ShouldBe(new ReplayDifference(line + 1, difference!.At, "message.heard", "\"This is\"", "\"This is a long\""));
    }

    /// <summary>What comes of it; null when it is refused.</summary>
    private static ReplayOutcome? Outcome(string[] lines)
    {
        try
        {
            return ConversationReplay.Run(RecordedText.Read(lines));
        }
        catch (RecordingException refused)
        {
            refused.Line.ShouldBeInRange(1, lines.Length + 1);
            return null;
        }
    }

    private static bool IsDeed(string line) => Deed().IsMatch(line);

    private static string[] Drop(string[] lines, int line, int place) => [.. lines[..line], .. lines[(line + 1)..]];

    private static string[] Double(string[] lines, int line, int place) => [.. lines[..line], lines[line], .. lines[line..]];

    private static string[] Swap(string[] lines, int line, int place) =>
        line + 1 < lines.Length ? [.. lines[..line], lines[line + 1], lines[line], .. lines[(line + 2)..]] : lines;

    private static string[] Cut(string[] lines, int line, int place) => [.. lines[..line], lines[line][..(place % lines[line].Length)]];

    private static string[] Digit(string[] lines, int line, int place) => Changed(lines, line, place, char.IsAsciiDigit, found => (char)('0' + ((found - '0' + 1 + (place % 9)) % 10)));

    private static string[] Letter(string[] lines, int line, int place) => Changed(lines, line, place, char.IsAsciiLetter, found => found == 'x' ? 'y' : 'x');

    private static string[] Changed(string[] lines, int line, int place, Func<char, bool> fits, Func<char, char> change)
    {
        int[] places = [.. Enumerable.Range(0, lines[line].Length).Where(i => fits(lines[line][i]))];
        if (places.Length == 0)
        {
            return lines;
        }

        var text = lines[line].ToCharArray();
        text[places[place % places.Length]] = change(text[places[place % places.Length]]);
        return [.. lines[..line], new string(text), .. lines[(line + 1)..]];
    }

    [GeneratedRegex("^\\{\"type\":\"(sent|speech|step\\.sent|phrase\\.screened|phrase\\.synthesised|engine\\.failed)\"")]
    private static partial Regex Deed();
}
