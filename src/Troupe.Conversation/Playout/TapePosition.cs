using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Playout;

/// <summary>Where on a tape an utterance begins: at its start, or where an earlier utterance was cut. The default is the start.</summary>
/// <param name="Sample">The first sample that is played.</param>
/// <param name="Heard">The time up to which the tape was heard: less than a sample later than <paramref name="Sample"/>. Words that end by then are not said again.</param>
internal readonly record struct TapePosition(long Sample, TimeSpan Heard)
{
    /// <summary>The position of a point in the utterance that begins here.</summary>
    /// <param name="heard">Time within that utterance.</param>
    /// <param name="output">Format of the tape.</param>
    public TapePosition After(TimeSpan heard, AudioFormat output)
    {
        var time = output.Duration(Sample) + heard;
        return new TapePosition(Sample + output.Samples(heard), time > Heard ? time : Heard);
    }
}
