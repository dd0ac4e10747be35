using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Performances;

namespace Troupe.Cli.LipSync;

/// <summary>Lip sync from sound alone: a network hears the mouth in it.</summary>
internal static class SoundWay
{
    /// <summary>The utterance of a sound.</summary>
    /// <param name="file">A WAV file of PCM16.</param>
    /// <param name="weights">Of another network than the one that ships, or null.</param>
    /// <param name="progress">Is told how many seconds of all are heard.</param>
    /// <param name="cancellationToken">Stops hearing.</param>
    /// <exception cref="LipSyncException">A file cannot be used.</exception>
    public static async Task<PerformedUtterance> HearAsync(FileInfo file, FileInfo? weights, Action<int, int> progress, CancellationToken cancellationToken)
    {
        var sound = await InputFile.ReadSoundAsync(file, cancellationToken);
        var model = weights is null ? LipModel.Default : await InputFile.ParseAsync(weights, LipModel.Read, cancellationToken);
        var (ear, cues) = (new AudioCues(model, sound.Format), new List<VisemeCue>());
        var second = sound.Format.SampleRate;
        for (var from = 0; from < sound.Samples.Length; from += second)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ear.Add(sound.Samples.Span.Slice(from, Math.Min(second, sound.Samples.Length - from)), cues);
            progress((from / second) + 1, (sound.Samples.Length + second - 1) / second);
        }

        ear.Finish(cues);
        return PerformanceTake.Of(cues, sound.Duration);
    }
}
