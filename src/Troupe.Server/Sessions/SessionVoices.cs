using Troupe.Server.Presenters;

namespace Troupe.Server.Sessions;

/// <summary>The voices that the engines found.</summary>
internal sealed class SessionVoices(SessionEngines engines) : IVoiceCatalog
{
    /// <inheritdoc/>
    public IReadOnlyList<VoicePart> Voices => engines.Current is { } current
        ? [.. current.Voices.Values.Select(voice => new VoicePart(voice.Voice.Id, voice.Description.Note ?? voice.Description.Name, voice.Voice.Locale))]
        : [];
}
