using Troupe.Engines.PocketSphinx;

namespace Troupe.Benchmarks.LipSync;

/// <summary>How far the truth of people is off: the aligner is given sentences of a voice whose phones are known exactly.</summary>
public static class AlignerError
{
    /// <summary>
    /// Milliseconds between where a phone begins and where the aligner has it begin, in ascending order. Of sentences in plain words that both say with the same phones; pauses are left out.
    /// </summary>
    public static IReadOnlyList<double> Of(IEnumerable<LipSyncClip> clips)
    {
        using var aligner = new PhoneAligner(new PocketSphinxOptions().ModelFolder);
        return [.. clips.Where(clip => !clip.Text.Any(char.IsDigit)).SelectMany(clip => Of(aligner, clip)).Order()];
    }

    private static IEnumerable<double> Of(PhoneAligner aligner, LipSyncClip clip)
    {
        var text = string.Concat(clip.Text.ToLowerInvariant().Where(letter => char.IsLetter(letter) || letter is ' ' or '\''));
        if (!aligner.Knows(text))
        {
            return [];
        }

        var found = PeopleClips.Phones(aligner.Align(text, clip.Sound.Span)).Where(phone => phone.Ipa.Length > 0).ToArray();
        var exact = clip.Phones.Where(phone => phone.Ipa.Length > 0).ToArray();
        return found.Length == exact.Length
            ? found.Zip(exact).Where(pair => Shape(pair.First.Ipa) == Shape(pair.Second.Ipa)).Select(pair => (pair.First.Start - pair.Second.Start).Duration().TotalMilliseconds)
            : [];
    }

    private static int Shape(string ipa) => MouthTarget.Of(ipa) is [var first, ..] ? first.Viseme : -1;
}
