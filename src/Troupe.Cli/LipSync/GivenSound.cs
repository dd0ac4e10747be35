using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Audio;

namespace Troupe.Cli.LipSync;

/// <summary>A sound that somebody gave, and the network that hears it.</summary>
/// <param name="Sound">At a rate that can be heard.</param>
/// <param name="Model">What the network has learnt.</param>
internal sealed record GivenSound(WavFile Sound, LipModel Model)
{
    /// <summary>Reads both.</summary>
    /// <param name="file">A WAV file of PCM16.</param>
    /// <param name="weights">Of another network than the one that ships, or null.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <exception cref="LipSyncException">A file cannot be used.</exception>
    public static async Task<GivenSound> ReadAsync(FileInfo file, FileInfo? weights, CancellationToken cancellationToken) => new(
        await InputFile.ReadSoundAsync(file, cancellationToken),
        weights is null ? LipModel.Default : await InputFile.ParseAsync(weights, LipModel.Read, cancellationToken));

    /// <summary>Hears it second by second, so that it can be seen how far it is, and stopped.</summary>
    /// <param name="hear">Takes the samples that follow.</param>
    /// <param name="progress">Is told how many seconds of all are heard.</param>
    /// <param name="cancellationToken">Stops hearing.</param>
    public void Hear(Action<ReadOnlySpan<short>> hear, Action<int, int> progress, CancellationToken cancellationToken)
    {
        var (samples, second) = (Sound.Samples, Sound.Format.SampleRate);
        for (var from = 0; from < samples.Length; from += second)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hear(samples.Span.Slice(from, Math.Min(second, samples.Length - from)));
            progress((from / second) + 1, (samples.Length + second - 1) / second);
        }
    }
}
