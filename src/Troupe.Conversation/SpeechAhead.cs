using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation;

/// <summary>The stage that speaks phrases, one after the other, ahead of the one that plays: the next phrases are made while this one is heard. Used once.</summary>
/// <param name="voice">Who speaks.</param>
/// <param name="style">How.</param>
/// <param name="phrasesAhead">Phrases that are made beyond the one that is read.</param>
/// <param name="arrived">Told of every chunk as it is made.</param>
internal sealed class SpeechAhead(ISpeechSynthesizer voice, SpeakingStyle style, int phrasesAhead, Func<SpeechChunk, ValueTask> arrived)
{
    /// <summary>Chunks of one phrase that wait to be read: with the 100 ms that voices usually give at once, 25 s; beyond it the voice waits.</summary>
    private const int ChunksPerPhrase = 256;

    /// <summary>The chunks of all phrases in order.</summary>
    public async IAsyncEnumerable<SpeechChunk> SpeakAsync(IAsyncEnumerable<Phrase> phrases, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var ahead = new Ahead<ChannelReader<SpeechChunk>>(SpeakEachAsync(phrases, cancellationToken), phrasesAhead, cancellationToken);
        await foreach (var chunks in ahead.ReadAsync(cancellationToken))
        {
            while (await chunks.WaitToReadAsync(cancellationToken))
            {
                while (chunks.TryRead(out var chunk))
                {
                    yield return chunk;
                }
            }
        }
    }

    // Gives the phrase's chunks to the reader before they are made, so that the first ones play while the others are made.
    private async IAsyncEnumerable<ChannelReader<SpeechChunk>> SpeakEachAsync(
        IAsyncEnumerable<Phrase> phrases, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var phrase in phrases.WithCancellation(cancellationToken))
        {
            var chunks = Channel.CreateBounded<SpeechChunk>(
                new BoundedChannelOptions(ChunksPerPhrase) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true, SingleWriter = true });
            yield return chunks.Reader;
            if (!await SpeakAsync(phrase, chunks.Writer, cancellationToken))
            {
                yield break;
            }
        }
    }

    private async ValueTask<bool> SpeakAsync(Phrase phrase, ChannelWriter<SpeechChunk> chunks, CancellationToken cancellationToken)
    {
        try
        {
            var any = false;
            await foreach (var chunk in StageFailure.NameAsync("synthesizer", () => voice.SpeakAsync(phrase, style, cancellationToken), cancellationToken))
            {
                any = true;
                await arrived(chunk);
                await chunks.WriteAsync(chunk, cancellationToken);
            }

            chunks.Complete(any ? null : new StageFailure("synthesizer", new EngineException("The voice gave nothing for a phrase.", transient: true)));
            return any;
        }
        catch (Exception failure)
        {
            chunks.Complete(failure);
            return false;
        }
    }
}
