using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Troupe.Conversation.Audio;

namespace Troupe.Benchmarks.Corpus;

/// <summary>
/// A synthetic person who asks: a voice of the <c>flite</c> program with another pace, pitch and length of the vocal tract, so that a few voices make many people.
/// None is the presenter's voice; the person behind <c>slt</c>, who is also behind the presenter's, is asked with a longer tract and a lower pitch only.
/// </summary>
/// <param name="Voice">flite's name of the voice.</param>
/// <param name="Pace">How much longer than usual words take.</param>
/// <param name="Pitch">Factor of the pitch.</param>
/// <param name="Tract">Factor of the formants: above 1 for a shorter tract.</param>
internal sealed partial record Speaker(string Voice, double Pace = 1, double Pitch = 1, double Tract = 1)
{
    /// <summary>Ten people.</summary>
    public static IReadOnlyList<Speaker> All { get; } =
    [
        new("rms"),
        new("awb"),
        new("kal16"),
        new("rms", Pace: 0.95, Tract: 1.12),
        new("awb", Pace: 1.1, Tract: 0.92),
        new("kal16", Pace: 1.05, Tract: 1.1),
        new("slt", Pitch: 0.9, Tract: 0.88),
        new("rms", Pace: 0.86, Pitch: 1.08),
        new("awb", Pace: 1.2, Pitch: 1.05),
        new("kal16", Pace: 1.12, Tract: 0.94),
    ];

    /// <summary>A name that says what was changed.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"flite-{Voice} pace {Pace:0.##} pitch {Pitch:0.##} tract {Tract:0.##}");

    /// <summary>
    /// Speaks. A number in brackets after a comma, as in <c>how much is, [500] a ticket</c>, is a pause of so many milliseconds: the voice intones
    /// the comma as people do who go on, and its own pause is lengthened by silence.
    /// </summary>
    /// <exception cref="InvalidOperationException">flite failed, or made other pauses than commas.</exception>
    public async Task<SpokenItem> SayAsync(SpokenKind kind, string text, CancellationToken cancellationToken)
    {
        var wanted = Commas().Matches(text).Select(comma => comma.Groups[1] is { Success: true, Value: var pause } ? int.Parse(pause, CultureInfo.InvariantCulture) : 0).ToArray();
        var words = Commas().Replace(text, ",");
        var (samples, pauses) = await SpeakAsync(words, cancellationToken);
        if (wanted.Any(pause => pause > 0) && pauses.Count != wanted.Length)
        {
            throw new InvalidOperationException($"flite made {pauses.Count} pauses in '{words}'.");
        }

        var silences = pauses.Zip(wanted, (own, pause) => (At: (own.From + own.To) / 2, Silence: TimeSpan.FromMilliseconds(pause) - (own.To - own.From)));
        return SpokenItem.Of(kind, Name, words, Sounds.Spread(samples, silences.Where(silence => silence.Silence > TimeSpan.Zero)));
    }

    private async Task<(short[] Samples, List<(TimeSpan From, TimeSpan To)> Pauses)> SpeakAsync(string text, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Path.GetTempPath(), $"troupe-bench-{Guid.NewGuid():N}.wav");
        try
        {
            // The longer tract is made by playing slower, and the other way round: pace and pitch make up for it.
            string[] arguments =
            [
                "-voice", Voice, "--setf", Feature("duration_stretch", Pace * Tract), "--setf", Feature("f0_shift", Pitch / Tract), "-t", text, "-o", file, "-psdur",
            ];
            using var flite = Process.Start(new ProcessStartInfo("flite", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
            var segments = await flite.StandardOutput.ReadToEndAsync(cancellationToken);
            await flite.WaitForExitAsync(cancellationToken);
            if (flite.ExitCode != 0)
            {
                throw new InvalidOperationException($"flite ended with code {flite.ExitCode}.");
            }

            var sound = WavFile.Parse(await File.ReadAllBytesAsync(file, cancellationToken));
            return (Sounds.Faster(sound.Samples.Span, Tract * sound.Format.SampleRate / AudioFormat.Hearing.SampleRate), [.. PausesIn(segments)]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    // Segments with the times of their ends: "pau:0.254 hh:0.311 …"; the first and the last are the silence around.
    private IEnumerable<(TimeSpan From, TimeSpan To)> PausesIn(string segments)
    {
        var ends = Segments().Matches(segments).Select(segment => (Name: segment.Groups[1].Value, End: double.Parse(segment.Groups[2].Value, CultureInfo.InvariantCulture) / Tract)).ToArray();
        for (var i = 1; i < ends.Length - 1; i++)
        {
            if (ends[i].Name == "pau")
            {
                yield return (TimeSpan.FromSeconds(ends[i - 1].End), TimeSpan.FromSeconds(ends[i].End));
            }
        }
    }

    private static string Feature(string name, double value) => string.Create(CultureInfo.InvariantCulture, $"{name}={value:0.###}");

    [GeneratedRegex(@",(?: \[([0-9]+)\])?")]
    private static partial Regex Commas();

    [GeneratedRegex(@"(\S+):([0-9.]+)")]
    private static partial Regex Segments();
}
