using Troupe.Contracts;

namespace Troupe.Conversation.Tests.Talks;

/// <summary>What of each turn left the loudspeaker, from its samples alone.</summary>
internal static class HeardWords
{
    private static readonly int WordSamples = DoubtfulTalk.Format.Samples(DoubtfulTalk.WordDuration);

    // Places are told in milliseconds and cut to samples: a word that lacks a sample or two was heard.
    private const int Rounding = 2;

    /// <summary>The words of a turn's answer that were played from their first sample to their last.</summary>
    /// <param name="talk">The conversation.</param>
    /// <param name="turn">The turn.</param>
    public static string Of(DoubtfulTalk talk, uint turn)
    {
        var origins = new Dictionary<uint, long>();
        var played = new List<(long From, long To)>();
        foreach (var start in talk.Sent.OfType<SpeechStart>().Where(start => start.Turn == turn))
        {
            var origin = start.Resumes is { } place ? origins[place.Utterance] + (long)Math.Round(place.Position * 16) : 0;
            origins[start.Utterance] = origin;
            played.AddRange(talk.Played.Where(sound => sound.Utterance == start.Utterance).Select(sound => (origin + sound.Offset, origin + sound.Offset + sound.Samples.Length)));
        }

        var words = talk.Sent.OfType<ReplyDelta>().Where(delta => delta.Turn == turn).SelectMany(delta => delta.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return string.Join(' ', words.Where((_, index) => IsCovered(index * WordSamples, (index + 1) * WordSamples, played)));
    }

    private static bool IsCovered(long from, long to, List<(long From, long To)> played)
    {
        foreach (var (begin, end) in played.OrderBy(stretch => stretch.From))
        {
            from = begin <= from + Rounding && end > from ? end : from;
        }

        return from >= to - Rounding;
    }
}
