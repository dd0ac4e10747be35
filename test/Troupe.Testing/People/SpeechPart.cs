using Troupe.Testing.Scenarios;

namespace Troupe.Testing.People;

/// <summary>A part of what a step says: a sound, or a pause.</summary>
/// <param name="Source">As it is written.</param>
/// <param name="Kind">What it is; null for a pause.</param>
/// <param name="Text">The word, or the name of the sound.</param>
/// <param name="Duration">How long it is, if that is written.</param>
internal sealed record SpeechPart(string Source, SoundKind? Kind, string Text, TimeSpan? Duration)
{
    /// <summary>Reads a text.</summary>
    /// <exception cref="ScenarioException">Something in parentheses is neither a duration nor a sound.</exception>
    public static IReadOnlyList<SpeechPart> Of(string text) => [.. Split(text).Select(Read)];

    /// <summary>
    /// How long it usually lasts. Coughs and laughs come in bouts of which these are single ones; breaths and clicks are too short to be anything else.
    /// </summary>
    public TimeSpan Usual(TimeSpan pace) => Kind switch
    {
        SoundKind.Fragment => pace / 2,
        SoundKind.Cough => TimeSpan.FromMilliseconds(350),
        SoundKind.Laugh => TimeSpan.FromMilliseconds(600),
        SoundKind.Breath => TimeSpan.FromMilliseconds(400),
        SoundKind.Click => TimeSpan.FromMilliseconds(30),
        SoundKind.Noise => TimeSpan.FromMilliseconds(400),
        _ => pace,
    };

    private static SpeechPart Read(string source)
    {
        if (source is ['(', .. var inside, ')'])
        {
            if (Scenarios.Duration.Parse(inside) is { } pause)
            {
                return new SpeechPart(source, Kind: null, "", pause);
            }

            var words = inside.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var duration = words.Length == 2 ? Scenarios.Duration.Parse(words[1]) : null;
            return words.Length is 1 or 2 && (words.Length == 1) == (duration is null) && Named(words[0]) is { } kind
                ? new SpeechPart(source, kind, words[0], duration)
                : throw new ScenarioException($"'{source}' is neither a pause such as (400ms) nor one of (cough), (laugh), (breath), (click), (noise)");
        }

        if (source.EndsWith(')') && source.IndexOf('(', StringComparison.Ordinal) is > 0 and var opening)
        {
            return Scenarios.Duration.Parse(source[(opening + 1)..^1]) is { } drawnOut
                ? new SpeechPart(source, SoundKind.Word, source[..opening], drawnOut)
                : throw new ScenarioException($"'{source}' is not a drawn-out word such as um(800ms)");
        }

        return new SpeechPart(source, source.EndsWith('-') ? SoundKind.Fragment : SoundKind.Word, source, null);
    }

    private static SoundKind? Named(string name) => name switch
    {
        "cough" => SoundKind.Cough,
        "laugh" => SoundKind.Laugh,
        "breath" => SoundKind.Breath,
        "click" => SoundKind.Click,
        "noise" => SoundKind.Noise,
        _ => null,
    };

    /// <summary>Splits at spaces outside of parentheses.</summary>
    private static IEnumerable<string> Split(string text)
    {
        var (from, depth) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            var letter = i < text.Length ? text[i] : ' ';
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (i == text.Length || (char.IsWhiteSpace(letter) && depth <= 0))
            {
                if (i > from)
                {
                    yield return text[from..i];
                }

                from = i + 1;
            }
        }
    }
}
