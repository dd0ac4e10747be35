using Microsoft.Extensions.Logging;
using Troupe.Engines.Speaking;

namespace Troupe.Engines;

/// <summary>The voice that the options choose, as far as it works, with its backup and its cache.</summary>
internal sealed class VoiceSet : IDisposable
{
    private const string None = "none";

    private readonly EmbeddedVoices _voices;

    private VoiceSet(EmbeddedVoices voices, ISpeechSynthesizer? voice, IReadOnlyList<EngineFinding> findings)
    {
        (_voices, Voice, Findings) = (voices, voice, findings);
        All = voice is null ? new Dictionary<string, ISpeechSynthesizer>(StringComparer.Ordinal) : voices.Ids
            .Where(id => id == voice.Voice.Id || Probe(voices, id).Found)
            .OrderByDescending(id => id == voice.Voice.Id)
            .ToDictionary(id => id, id => id == voice.Voice.Id ? voice : voices.Get(id).UseCache(), StringComparer.Ordinal);
    }

    /// <summary>What speaks, or null.</summary>
    public ISpeechSynthesizer? Voice { get; }

    /// <summary>The voices that work, by name, what speaks first.</summary>
    public IReadOnlyDictionary<string, ISpeechSynthesizer> All { get; }

    public IReadOnlyList<EngineFinding> Findings { get; }

    public static VoiceSet Open(EngineOptions options, ILoggerFactory logs)
    {
        var voices = new EmbeddedVoices(options.Voices);
        if (options.Voice == None)
        {
            return new VoiceSet(voices, null, [new EngineFinding("synthesizer", None, Found: false, "Answers are not spoken: the options choose no voice.", $"Set Voice to one of {string.Join(", ", voices.Ids)}.")]);
        }

        var chosen = Probe(voices, options.Voice);
        List<EngineFinding> findings = [chosen];
        var voice = chosen.Found ? voices.Get(options.Voice) : null;
        if (options.BackupVoice != None && options.BackupVoice != options.Voice)
        {
            var backup = Probe(voices, options.BackupVoice);
            findings.Add(backup);
            if (backup.Found)
            {
                voice = voice is null ? voices.Get(options.BackupVoice) : voice.UseFallback(voices.Get(options.BackupVoice), logs.CreateLogger<VoiceSet>());
            }
        }

        return new VoiceSet(voices, voice?.UseCache(), findings);
    }

    public void Dispose() => _voices.Dispose();

    private static EngineFinding Probe(EmbeddedVoices voices, string id) => voices.Ids.Contains(id)
        ? voices.Probe(id)
        : new EngineFinding("synthesizer", id, Found: false, $"No voice is called '{id}'.", $"Choose one of {string.Join(", ", voices.Ids)}.");
}
