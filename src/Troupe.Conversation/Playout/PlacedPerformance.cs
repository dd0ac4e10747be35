using Troupe.Conversation.Acting;

namespace Troupe.Conversation.Playout;

/// <summary>The performance of a phrase with its place on the tape.</summary>
/// <param name="Index">Performances before it on the tape.</param>
/// <param name="Chunk">The phrase's first chunk, which carries the performance of all of it; its times count from the phrase.</param>
/// <param name="Start">Where the phrase starts on the tape.</param>
/// <param name="End">Where the last of its movements, sounds and words ends on the tape.</param>
internal sealed record PlacedPerformance(int Index, ActedChunk Chunk, TimeSpan Start, TimeSpan End)
{
    /// <summary>Places a chunk; null when it brings no performance.</summary>
    public static PlacedPerformance? Of(int index, ActedChunk chunk, TimeSpan start)
    {
        var speech = chunk.Speech;
        if (speech.Phonemes.Count + speech.Words.Count + chunk.Visemes.Count + chunk.Cues.Count == 0 && chunk.BlendShapes is null)
        {
            return null;
        }

        TimeSpan[] ends =
        [
            .. speech.Phonemes.Select(sound => sound.End),
            .. speech.Words.Select(word => word.Start + word.Duration),
            .. chunk.Visemes.Select(cue => cue.Start + cue.Duration),
            .. chunk.Cues.Select(cue => cue.Start + cue.Duration),
            chunk.BlendShapes is { } shapes ? shapes.Start + TimeSpan.FromSeconds(shapes.Frames.Count / shapes.FrameRate) : TimeSpan.Zero,
        ];

        // Later chunks bring the rest of the sound: the first one need not keep its own.
        return new PlacedPerformance(index, chunk with { Speech = speech with { Audio = default } }, start, start + ends.Max());
    }
}
