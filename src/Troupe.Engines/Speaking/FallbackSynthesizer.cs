using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Troupe.Engines.Speaking;

/// <summary>
/// Has a second voice speak the phrases that the first cannot begin, in the first one's format.
/// A voice that fails within a phrase fails the phrase: nobody changes voice in the middle of a sentence.
/// </summary>
/// <param name="first">The voice.</param>
/// <param name="backup">The voice that steps in.</param>
/// <param name="log">Where stepping in is noted.</param>
internal sealed class FallbackSynthesizer(ISpeechSynthesizer first, ISpeechSynthesizer backup, ILogger log) : ISpeechSynthesizer
{
    public EngineDescription Description => first.Description;

    public Voice Voice => first.Voice;

    public async IAsyncEnumerable<SpeechChunk> SpeakAsync(Phrase phrase, SpeakingStyle style, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (chunks, any) = await BeginAsync(phrase, style, cancellationToken).ConfigureAwait(false);
        try
        {
            var rate = any && chunks.Current.Format != Voice.Format ? new Resampler(chunks.Current.Format, Voice.Format) : null;
            while (any)
            {
                yield return rate is null ? chunks.Current : Convert(chunks.Current, rate);
                any = await chunks.MoveNextAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await chunks.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<(IAsyncEnumerator<SpeechChunk> Chunks, bool Any)> BeginAsync(Phrase phrase, SpeakingStyle style, CancellationToken cancellationToken)
    {
        try
        {
            return await BeginAsync(first, phrase, style, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException failure)
        {
            log.VoiceStoodIn(failure, backup.Voice.Id, first.Voice.Id);
            return await BeginAsync(backup, phrase, style, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask<(IAsyncEnumerator<SpeechChunk> Chunks, bool Any)> BeginAsync(
        ISpeechSynthesizer voice, Phrase phrase, SpeakingStyle style, CancellationToken cancellationToken)
    {
        var chunks = voice.SpeakAsync(phrase, style, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            return (chunks, await chunks.MoveNextAsync().ConfigureAwait(false));
        }
        catch
        {
            await chunks.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private SpeechChunk Convert(SpeechChunk chunk, Resampler rate)
    {
        var audio = new short[rate.MaxOutput(chunk.Audio.Length) + (chunk.IsLast ? rate.MaxOutput(0) : 0)];
        var count = rate.Convert(chunk.Audio.Span, audio);
        count += chunk.IsLast ? rate.Flush(audio.AsSpan(count)) : 0;
        return chunk with { Audio = audio.AsMemory(0, count), Format = Voice.Format };
    }
}
