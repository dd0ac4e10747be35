using Troupe.Contracts.Control;
using Troupe.Conversation;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Speaking;
using Troupe.Server.Commands;
using Troupe.Server.Presenters;

namespace Troupe.Server.Sessions;

/// <summary>Has the voice of a profile speak its greeting, which the voice then keeps.</summary>
internal sealed class SessionRehearsal(SessionEngines engines) : IRehearsal
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Reason>> RehearseAsync(PresenterProfile profile, CancellationToken cancellationToken)
    {
        var available = engines.Current;
        var voice = profile.Voice is { } name && available?.Voices.TryGetValue(name, out var own) == true ? own : available?.Synthesizer;
        if (voice is null || profile.Persona.Greeting is not { Length: > 0 } greeting)
        {
            return [];
        }

        try
        {
            var style = new SpeakingStyle { Speed = profile.Speech.Rate, Pitch = profile.Speech.Pitch, Volume = profile.Speech.Volume };
            foreach (var phrase in PhraseSplitter.Phrases(greeting.Replace("{name}", profile.Persona.Name, StringComparison.Ordinal)))
            {
                await foreach (var _ in voice.SpeakAsync(phrase, style, cancellationToken))
                {
                    // Only the work counts.
                }
            }

            return [];
        }
        catch (EngineException failure)
        {
            return [new Reason("voice_failed", $"The voice {voice.Voice.Id} failed: {failure.Message}", "/voice")];
        }
    }
}
