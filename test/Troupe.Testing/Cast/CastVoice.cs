using System.Runtime.CompilerServices;
using Troupe.Conversation;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Speaking;
using Troupe.Testing.Scenarios;

namespace Troupe.Testing.Cast;

/// <summary>Speaks as <see cref="ScriptedSynthesizer"/> or <see cref="UntimedVoice"/> does, in the time and with the faults of a scenario.</summary>
internal sealed class CastVoice(ScenarioVoice script, EngineLog log, Random random) : ISpeechSynthesizer
{
    private readonly FaultPlan _faults = new(script.Faults, log.Time);
    private readonly ISpeechSynthesizer _voice = script.Untimed is { } id
        ? new UntimedVoice(id)
        : new ScriptedSynthesizer(log.Time) { FirstByte = TimeSpan.Zero, PerChunk = TimeSpan.Zero, WordDuration = script.Word };

    public EngineDescription Description => _voice.Description;

    public Voice Voice => _voice.Voice;

    public async IAsyncEnumerable<SpeechChunk> SpeakAsync(Phrase phrase, SpeakingStyle style, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var fault = _faults.Next();
        using var work = log.Begin("voice", phrase.Text);
        var chunks = 0;
        await foreach (var chunk in _voice.SpeakAsync(phrase, style, cancellationToken))
        {
            await fault.MeetAsync(chunks, work, cancellationToken);
            await Task.Delay((chunks == 0 ? script.FirstAudio : script.Chunk).Next(random) * fault.Factor, log.Time, cancellationToken);
            if (fault.Drops(0))
            {
                break;
            }

            chunks++;
            yield return chunk;
        }

        work.Done();
    }
}
