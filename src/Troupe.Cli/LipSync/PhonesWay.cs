using System.Globalization;
using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Performances;

namespace Troupe.Cli.LipSync;

/// <summary>Lip sync from phones whose times are known.</summary>
internal static class PhonesWay
{
    /// <summary>The utterance of a file of phones; as long as the sound if that is given.</summary>
    /// <param name="phones">The file of phones.</param>
    /// <param name="sound">The WAV file that the phones belong to, or null.</param>
    /// <param name="settings">What of the mouth is shown.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <exception cref="LipSyncException">A file cannot be used, or they do not belong together.</exception>
    public static async Task<PerformedUtterance> ActAsync(FileInfo phones, FileInfo? sound, LipSyncSettings settings, CancellationToken cancellationToken)
    {
        var timed = await InputFile.ParseAsync(phones, bytes => TimedPhones.Read(bytes), cancellationToken);
        var (duration, spoken) = (timed.End, timed.Phones);
        if (sound is not null)
        {
            var heard = await InputFile.ParseAsync(sound, bytes => WavFile.Parse(bytes.Span), cancellationToken);
            duration = heard.Duration;
            RequireMatch(timed, phones, duration, sound);
            spoken = VowelLoudness.Measure(spoken, heard.Samples.Span, heard.Format);
        }

        return PerformanceTake.Of(spoken, timed.Words, duration, settings);
    }

    // Aligners round to their step and drop the last breath: up to a phone's length is no mistake.
    private static void RequireMatch(TimedPhones timed, FileInfo phones, TimeSpan duration, FileInfo sound)
    {
        var apart = timed.End - duration;
        if (apart.Duration() > timed.MeanPhone)
        {
            var cure = apart > TimeSpan.Zero
                ? "Give the sound that the phones were taken from, or see whether their times are milliseconds of it."
                : string.Create(CultureInfo.InvariantCulture, $"If the sound only ends in silence, end the list with a pause: {{\"ipa\":\"\",\"duration\":{-apart.TotalMilliseconds:0.###}}}.");
            throw new LipSyncException(string.Create(
                CultureInfo.InvariantCulture,
                $"{phones}: the phones end at {timed.End.TotalMilliseconds:0.#} ms and {sound} at {duration.TotalMilliseconds:0.#} ms: {apart.Duration().TotalMilliseconds:0.#} ms apart, more than a phone's length, which is {timed.MeanPhone.TotalMilliseconds:0.#} ms on average here. {cure}"));
        }
    }
}
