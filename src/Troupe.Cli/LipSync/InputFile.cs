using Troupe.Conversation.Audio;
using Troupe.Conversation.Performances;

namespace Troupe.Cli.LipSync;

/// <summary>A file that somebody gave.</summary>
internal static class InputFile
{
    /// <summary>Reads a WAV file of PCM16.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <exception cref="LipSyncException">It cannot be read, is none, or has a rate that cannot be heard.</exception>
    public static async Task<WavFile> ReadSoundAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var sound = await ParseAsync(file, bytes => WavFile.Parse(bytes.Span), cancellationToken);
        return Resampler.Rates.Contains(sound.Format.SampleRate)
            ? sound
            : throw new LipSyncException($"{file}: a sound of {sound.Format.SampleRate} Hz cannot be heard: give one of {string.Join(", ", Resampler.Rates)} Hz.");
    }

    /// <summary>Reads it whole and makes of it what it holds.</summary>
    /// <param name="file">The file.</param>
    /// <param name="parse">Makes it.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <exception cref="LipSyncException">It cannot be read, or does not hold that.</exception>
    public static async Task<T> ParseAsync<T>(FileInfo file, Func<ReadOnlyMemory<byte>, T> parse, CancellationToken cancellationToken)
    {
        try
        {
            return parse(await File.ReadAllBytesAsync(file.FullName, cancellationToken));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or PerformanceException or FormatException or InvalidDataException)
        {
            throw new LipSyncException($"{file}: {problem.Message}");
        }
    }
}
