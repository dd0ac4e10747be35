using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Acting;

/// <summary>What the face does besides speaking, from the phrase's text and its stress: pure rules, few enough that none gets tiresome.</summary>
internal static class Direction
{
    // An accent is carried by head and brows together (Graf et al. 2002, "Visual prosody").
    private static readonly TimeSpan NodBeforeAccent = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan Nod = TimeSpan.FromMilliseconds(450);
    private static readonly TimeSpan Asking = TimeSpan.FromMilliseconds(700);

    /// <summary>Words of the shortest phrase whose accent has a nod.</summary>
    public const int ShortestPhraseWithNod = 3;

    /// <summary>The cues of a phrase.</summary>
    public static IReadOnlyList<ExpressionCue> Of(SpeechChunk first)
    {
        var phonemes = first.Phonemes;
        var start = phonemes.Where(phoneme => phoneme.Ipa.Length > 0).Select(phoneme => phoneme.Start).FirstOrDefault();
        var end = phonemes.Where(phoneme => phoneme.Ipa.Length > 0).Select(phoneme => phoneme.End).LastOrDefault();
        if (end <= start)
        {
            return [];
        }

        var accent = phonemes.LastOrDefault(phoneme => phoneme.Stressed);
        return first.Words.Count >= ShortestPhraseWithNod && accent.Duration > TimeSpan.Zero
            ? [.. Mood(first.Phrase.Text, start, end), Accent(accent.Start)]
            : Mood(first.Phrase.Text, start, end);
    }

    /// <summary>What a question or an exclamation looks like, by how the phrase ends.</summary>
    /// <param name="phrase">Its text.</param>
    /// <param name="start">When its first phone begins.</param>
    /// <param name="end">When its last phone ends, after that.</param>
    public static IReadOnlyList<ExpressionCue> Mood(string phrase, TimeSpan start, TimeSpan end)
    {
        var cues = new List<ExpressionCue>();
        var text = phrase.AsSpan().TrimEnd(" \"')]”’»\n\r\t");
        if (text.EndsWith("?"))
        {
            var from = end - Asking > start ? end - Asking : start;
            cues.Add(new ExpressionCue("expression", "raiseBrows", from, end - from + TimeSpan.FromMilliseconds(250), 0.7f));
            cues.Add(new ExpressionCue("gaze", "viewer", from, end - from, 1));
        }
        else if (text.EndsWith("!"))
        {
            cues.Add(new ExpressionCue("expression", "smile", start, end - start + TimeSpan.FromMilliseconds(300), 0.7f));
        }

        return cues;
    }

    /// <summary>The nod to the last stressed phone.</summary>
    /// <param name="start">When that begins.</param>
    public static ExpressionCue Accent(TimeSpan start) => new("gesture", "nod", start > NodBeforeAccent ? start - NodBeforeAccent : TimeSpan.Zero, Nod, 0.35f);
}
