using Troupe.Cli.LipSync;

namespace Troupe.Cli.Voices;

/// <summary>Sentences of a folder: beside each WAV file a text file of the same name says what is said in it.</summary>
internal static class RecordedSentences
{
    private const string SoundEnding = ".wav";
    private const string TextEnding = ".txt";

    /// <summary>All of them, by name.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <exception cref="LipSyncException">There is no such folder, nothing in it, or a file cannot be used.</exception>
    public static async Task<IReadOnlyList<VoiceSentence>> ReadAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        if (!folder.Exists)
        {
            throw new LipSyncException($"There is no folder {folder}.");
        }

        var sentences = new List<VoiceSentence>();
        foreach (var file in folder.GetFiles("*" + SoundEnding).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            var beside = new FileInfo(Path.ChangeExtension(file.FullName, TextEnding));
            if (!beside.Exists)
            {
                throw new LipSyncException($"{file}: what is said in it is missing: write it into {beside.Name} beside it.");
            }

            var sound = await InputFile.ReadSoundAsync(file, cancellationToken);
            sentences.Add(new VoiceSentence(file.Name, await File.ReadAllTextAsync(beside.FullName, cancellationToken), sound));
        }

        return sentences.Count > 0
            ? sentences
            : throw new LipSyncException($"{folder}: there is no {SoundEnding} file in it. Have the voice say the sentences of `troupe voice sentences`, and put each into a file with its text beside it.");
    }
}
