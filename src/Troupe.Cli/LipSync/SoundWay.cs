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
        var given = await GivenSound.ReadAsync(file, weights, cancellationToken);
        var (ear, cues) = (new AudioCues(given.Model, given.Sound.Format), new List<VisemeCue>());
        given.Hear(second => ear.Add(second, cues), progress, cancellationToken);
        ear.Finish(cues);
        return PerformanceTake.Of(cues, given.Sound.Duration);
    }
}
