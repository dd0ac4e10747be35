using Troupe.Conversation.Speaking;
using Troupe.Conversation.Speaking.Normalization;

namespace Troupe.Conversation.Acting.Aligning;

/// <summary>
/// What may be heard of a text: for each word first a pause or a sound that is no part of the text, both optional, then one of the ways to say it, shape by shape of its phones; behind the last word
/// a pause or another sound again. Places follow each other in this order. Immutable.
/// </summary>
internal sealed class PhoneGraph
{
    private PhoneGraph(SpokenText text, IReadOnlyList<SpokenPhone> phones, GraphPlace[] places, GraphWord[] words) =>
        (Text, Phones, Places, Words) = (text, phones, places, words);

    /// <summary>The text.</summary>
    public SpokenText Text { get; }

    /// <summary>All phones of all ways to say all words.</summary>
    public IReadOnlyList<SpokenPhone> Phones { get; }

    /// <summary>Where a listener can be.</summary>
    public GraphPlace[] Places { get; }

    /// <summary>The spoken words in order, and one more for what is behind them.</summary>
    public GraphWord[] Words { get; }

    /// <summary>The graph of a text.</summary>
    public static PhoneGraph Of(SpokenText text, IPronouncer pronouncer)
    {
        var (phones, places, words) = (new List<SpokenPhone>(), new List<GraphPlace>(), new List<GraphWord>());
        var pause = SpokenPause.Sentence;
        foreach (var (written, index) in text.Words.Select((word, index) => (word, index)))
        {
            foreach (var spoken in written.Spoken)
            {
                var first = AddBetween(places, words.Count);
                var ways = pronouncer.Pronounce(spoken.Text);
                foreach (var way in ways)
                {
                    AddWay(way, words.Count, phones, places);
                }

                words.Add(new GraphWord(index, pause != SpokenPause.None, first, places.Count, Length(ways[0]), Accent(ways[0])));
                pause = spoken.Pause;
            }
        }

        var last = AddBetween(places, words.Count);
        words.Add(new GraphWord(-1, MayPause: true, last, places.Count, TimeSpan.Zero, Accent: null));
        return new PhoneGraph(text, phones, [.. places], [.. words]);
    }

    private static int AddBetween(List<GraphPlace> places, int word)
    {
        places.Add(new GraphPlace(FrameOdds.Pause, -1, word, -1, Weight: 1, IsEnd: false, PhoneLengths.Between));
        places.Add(new GraphPlace(FrameOdds.Other, -1, word, -1, Weight: 1, IsEnd: false, PhoneLengths.Between));
        return places.Count - 2;
    }

    private static void AddWay(IReadOnlyList<SpokenPhone> way, int word, List<SpokenPhone> phones, List<GraphPlace> places)
    {
        var before = -1;
        for (var index = 0; index < way.Count; index++)
        {
            foreach (var shape in PhoneShapes.Of(way[index].Ipa))
            {
                var sound = way[index].Ipa == "ə" ? FrameOdds.Schwa : shape.Viseme == PhoneShapes.NextVowel ? VowelAfter(way, index) : shape.Viseme;
                var weight = PhoneShapes.IsVowel(shape.Viseme) && !way[index].Stressed ? shape.Weight * PhoneShapes.Unstressed : shape.Weight;
                places.Add(new GraphPlace(sound, before, word, phones.Count, weight, IsEnd: false, PhoneLengths.Of(way[index].Ipa, shape.Share)));
                before = places.Count - 1;
            }

            phones.Add(way[index]);
        }

        places[before] = places[before] with { IsEnd = true };
    }

    private static TimeSpan Length(IEnumerable<SpokenPhone> way) => TimeSpan.FromTicks(way.Sum(phone => PhoneLengths.MeanOf(phone.Ipa).Ticks));

    private static TimeSpan? Accent(IReadOnlyList<SpokenPhone> way)
    {
        var stressed = way.Count - 1;
        while (stressed >= 0 && !way[stressed].Stressed)
        {
            stressed--;
        }

        return stressed < 0 ? null : Length(way.Take(stressed));
    }

    private static int VowelAfter(IReadOnlyList<SpokenPhone> way, int index)
    {
        var next = index + 1 < way.Count ? PhoneShapes.Of(way[index + 1].Ipa)[0].Viseme : VisemeSet.AA;
        return PhoneShapes.IsVowel(next) ? next : VisemeSet.AA;
    }
}

/// <summary>Where a listener to a text can be.</summary>
/// <param name="Sound">What is heard there, by position in <see cref="FrameOdds"/>.</param>
/// <param name="Before">The place that it follows; -1 for a pause, another sound, and the first shape of a word.</param>
/// <param name="Word">Its word.</param>
/// <param name="Phone">Its phone; -1 for a pause and another sound.</param>
/// <param name="Weight">How strongly its shape is shown, 0 to 1: a vowel without stress opens less.</param>
/// <param name="IsEnd">Whether a way to say the word ends with it.</param>
/// <param name="Lengths">How long it lasts.</param>
internal readonly record struct GraphPlace(int Sound, int Before, int Word, int Phone, float Weight, bool IsEnd, PhoneLengths Lengths);

/// <summary>A spoken word in a graph.</summary>
/// <param name="Written">Position of the written word that it is said for; -1 behind the last word.</param>
/// <param name="MayPause">Whether punctuation makes a pause before it likely.</param>
/// <param name="First">Its first place, the pause before it; the place after that is another sound.</param>
/// <param name="After">The place after its last.</param>
/// <param name="Length">How long it takes on average to say it in the most usual way.</param>
/// <param name="Accent">How much of that comes before its last stressed phone; null for a word without stress.</param>
internal readonly record struct GraphWord(int Written, bool MayPause, int First, int After, TimeSpan Length, TimeSpan? Accent);
