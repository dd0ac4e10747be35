using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Troupe.Engines.Speaking;

/// <summary>Has a second voice speak the phrases that the first cannot begin. A voice that fails within a phrase fails the phrase: nobody changes voice in mid-sentence.</summary>
/// <param name="first">The voice.</param>
/// <param name="backup">The voice that steps in; it speaks in the same format.</param>
/// <param name="log">Where a step-in is noted.</param>
internal sealed class FallbackSynthesizer(ISpeechSynthesizer first, ISpeechSynthesizer backup, ILogger log) : ISpeechSynthesizer
{
    public EngineDescription Description => first.Description;

    public Voice Voice => first.Voice;

    public async IAsyncEnumerable<SpeechChunk> SpeakAsync(Phrase phrase, SpeakingStyle style, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chunks = first.SpeakAsync(phrase, style, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            var isBackup = false;
            while (true)
            {
                bool any;
                try
                {
                    any = await chunks.MoveNextAsync().ConfigureAwait(false);
                }
                catch (EngineException failure) when (!isBackup && !_hasBegun(chunks))
                {
                    log.VoiceStoodIn(failure, first.Voice.Id, backup.Voice.Id);
                    isBackup = true;
                    await chunks.DisposeAsync().ConfigureAwait(false);
                    chunks = backup.SpeakAsync(phrase, style, cancellationToken).GetAsyncEnumerator(cancellationToken);
                    continue;
                }

                if (!any)
                {
                    yield break;
                }

                yield return chunks.Current;
            }
        }
        finally
        {
            await chunks.DisposeAsync().ConfigureAwait(false);
        }
    }
}
