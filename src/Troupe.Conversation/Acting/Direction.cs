using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Acting;

/// <summary>What the face does besides speaking, from the phrase's text and its stress: pure rules, few enough that none gets tiresome.</summary>
internal static class Direction
{
    // An accent is carried by head and brows together (Graf et al. 2002, "Visual prosody").
    private static readonly TimeSpan NodBeforeAccent = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan Nod = TimeSpan.FromMilliseconds(450);
    private static readonly TimeSpan Asking = TimeSpan.FromMilliseconds(700);
    private const int ShortestPhraseWithNod = 3;

    /// <summary>The cues of a phrase.</summary>
    public static IReadOnlyList<ExpressionCue> Of(SpeechChunk first)
    {
        var phonemes = first.Phonemes;
        var text = first.Phrase.Text.AsSpan().TrimEnd(" \"')]”’»\n\r\t");
        var start = phonemes.Where(phoneme => phoneme.Ipa.Length > 0).Select(phoneme => phoneme.Start).FirstOrDefault();
        var end = phonemes.Where(phoneme => phoneme.Ipa.Length > 0).Select(phoneme => phoneme.End).LastOrDefault();
        if (end <= start)
        {
            return [];
        }

        var cues = new List<ExpressionCue>();
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

        var accent = phonemes.LastOrDefault(phoneme => phoneme.Stressed);
        if (first.Words.Count >= ShortestPhraseWithNod && accent.Duration > TimeSpan.Zero)
        {
            var from = accent.Start > NodBeforeAccent ? accent.Start - NodBeforeAccent : TimeSpan.Zero;
            cues.Add(new ExpressionCue("gesture", "nod", from, Nod, 0.35f));
        }

        return cues;
    }
}
