using System.Runtime.CompilerServices;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Acting;

/// <summary>The stage that gives speech its face. Holds no state.</summary>
/// <param name="settings">What of the mouth is shown.</param>
internal sealed class Actor(LipSyncSettings settings)
{
    /// <summary>
    /// Adds the face to speech. The first chunk of a phrase carries the visemes, cues and blend shapes of the whole phrase; later chunks pass as they are.
    /// </summary>
    /// <param name="speech">Chunks of one phrase after another.</param>
    /// <param name="blendShapes">Whether to make blend-shape frames.</param>
    /// <param name="cancellationToken">Ends the stage.</param>
    public async IAsyncEnumerable<ActedChunk> PerformAsync(
        IAsyncEnumerable<SpeechChunk> speech, bool blendShapes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var chunk in speech.WithCancellation(cancellationToken))
        {
            yield return chunk.Phonemes.Count == 0 ? new ActedChunk { Speech = chunk } : Act(chunk, blendShapes);
        }
    }

    private ActedChunk Act(SpeechChunk chunk, bool blendShapes)
    {
        VisemeCue[] visemes = [.. Coarticulation.Plan(chunk.Phonemes, settings)];
        ExpressionCue[] cues = [.. Direction.Of(chunk)];
        return new ActedChunk
        {
            Speech = chunk,
            Visemes = visemes,
            Cues = cues,
            BlendShapes = blendShapes ? BlendShapes.Frames(visemes, cues) : null,
        };
    }
}
