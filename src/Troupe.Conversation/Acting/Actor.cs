using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Acting;

/// <summary>The stage that gives speech its face. Holds no state.</summary>
/// <param name="settings">What of the mouth is shown.</param>
/// <param name="pronouncer">Says how words are said that a voice speaks without telling its phonemes; null for the mouth of sound alone.</param>
/// <param name="model">Hears the mouth of a voice that tells no phonemes; null for <see cref="LipModel.Default"/>.</param>
/// <param name="gestures">How much head, brows and eyes move with speech: 0 for not at all, 1 as made, to 2.</param>
internal sealed class Actor(LipSyncSettings settings, IPronouncer? pronouncer, LipModel? model, double gestures = 1)
{
    /// <summary>
    /// Adds the face to speech. The first chunk of a phrase carries the visemes, cues and blend shapes of the whole phrase; later chunks pass as they are. Where the voice tells no phonemes
    /// they are found in the sound: then every chunk carries what belongs to its sound, which comes <see cref="Aligning.TextCues.LookAhead"/> later. What such a voice said before it fails or falls
    /// silent within a phrase comes with its face too; then the failure goes on to the caller.
    /// </summary>
    /// <param name="speech">Chunks of one phrase after another.</param>
    /// <param name="blendShapes">Whether to make blend-shape frames.</param>
    /// <param name="cancellationToken">Ends the stage.</param>
    public async IAsyncEnumerable<ActedChunk> PerformAsync(
        IAsyncEnumerable<SpeechChunk> speech, bool blendShapes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HeardPhrase? heard = null;
        ExceptionDispatchInfo? failure = null;
        var isFirst = true;
        await using var chunks = speech.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await chunks.MoveNextAsync())
                {
                    break;
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
                break;
            }

            var chunk = chunks.Current;
            heard = isFirst ? HeardPhrase.Begins(chunk) ? new HeardPhrase(chunk, pronouncer, model ?? LipModel.Default, settings, blendShapes) : null : heard;
            isFirst = chunk.IsLast;
            if (heard is null)
            {
                yield return chunk.Phonemes.Count == 0 ? new ActedChunk { Speech = chunk } : Act(chunk, blendShapes);
            }
            else if (heard.Add(chunk) is { } acted)
            {
                yield return acted with { Cues = Moved(acted.Cues) };
            }
        }

        if (!isFirst && heard?.BreakOff() is { } rest)
        {
            yield return rest with { Cues = Moved(rest.Cues) };
        }

        failure?.Throw();
    }

    private IReadOnlyList<ExpressionCue> Moved(IReadOnlyList<ExpressionCue> cues) => gestures switch
    {
        1 => cues,
        <= 0 => [],
        _ => [.. cues.Select(cue => cue with { Weight = (float)Math.Min(1, cue.Weight * gestures) })],
    };

    private ActedChunk Act(SpeechChunk chunk, bool blendShapes)
    {
        chunk = chunk with { Phonemes = VowelLoudness.Of(chunk) };
        VisemeCue[] visemes = [.. Coarticulation.Plan(chunk.Phonemes, settings)];
        ExpressionCue[] cues = [.. Moved(Direction.Of(chunk))];
        return new ActedChunk
        {
            Speech = chunk,
            Visemes = visemes,
            Cues = cues,
            BlendShapes = blendShapes ? BlendShapes.Frames(visemes, cues) : null,
        };
    }
}
