using System.Collections.Frozen;

namespace Troupe.Engines.Documents;

/// <summary>One thing that a question asks about.</summary>
/// <param name="Words">The words that were said.</param>
/// <param name="Related">Words that documents use for it.</param>
/// <param name="Kind">Whether it only says what kind of answer is wanted, as "when" does.</param>
/// <param name="Weak">Whether it says little about the topic, as "bring" and "offer" do.</param>
internal sealed record Concept(IReadOnlyList<string> Words, IReadOnlyList<string> Related, bool Kind, bool Weak = false);

/// <summary>What a question asks for, as concepts to search.</summary>
/// <param name="Words">The question's words in lower case.</param>
/// <param name="Concepts">What it asks about, without stop words.</param>
/// <param name="IsFollowUp">Whether it leans on what was said before.</param>
internal sealed record SpokenQuestion(IReadOnlyList<string> Words, IReadOnlyList<Concept> Concepts, bool IsFollowUp)
{
    private static readonly FrozenSet<string> StopWords = Set(
        "a an the i me my mine we us our you your yours he him his she her it its they them their this that these those there here one ones am is are was were be been being do does did doing done have has had having "
        + "can could will would shall should may might must to of in on at by for from with about into onto as if than then so and or but not no nor any some all each every such own same too very just also only even "
        + "what which who whom whose how why please tell say know want wants like need needs think let let's i'm i'd i'll you're it's that's there's what's where's who's when's how's don't can't isn't oh well okay ok yes yeah hey hi hello dear "
        + "give show get got go going come take make thing things something anything anyone anybody somebody way kind sort lot much many more really actually maybe now again today up out off over s t re ll d m ve explain question wonder possible allowed able there "
        + "exactly currently usually probably before after during until while someone somebody else still ever always please right later soon both own sorry");

    private static readonly FrozenSet<string> WeakWords = Set(
        "bring brings offer offers offered provide provides goes gone use used using somewhere anywhere everywhere place places serve serves served talk talks speak find found see look looking try happen happens start starts begin begins run runs "
        + "leave visit visiting visitor visitors people person man woman day time times today tomorrow work works working name called mean means different");

    /// <summary>Sounds of hesitation, which a recogniser may write: a question is the same with and without them.</summary>
    private static readonly FrozenSet<string> Hesitations = Set("um uh er erm");

    private static readonly FrozenSet<string> FollowUpStarts = Set("and or but also then so what how");

    private static readonly FrozenSet<string> Pronouns = Set("it its they them their there that those this these one ones he she him her");

    /// <summary>Ways to ask that say what kind of answer is wanted.</summary>
    private static readonly (string[] Said, string[] Related)[] Kinds =
    [
        Kind("how much", "cost price dollars euros pay free"), Kind("what does cost", "price dollars"),
        Kind("what time", "open close from until o'clock hours starts"), Kind("how late", "open until close hours"), Kind("how early", "open from hours"), Kind("when", "open from until hours starts every year month day in"),
        Kind("how long", "hour hours minutes takes months meters long until"), Kind("how old", "years built founded made"), Kind("how big", "meters large long high tons"), Kind("how tall", "meters high"), Kind("how heavy", "tons weighs"),
        Kind("how far", "minutes walk kilometers"), Kind("where", "address street floor next beside behind front desk found"), Kind("get there", "bus train tram street walk"), Kind("get here", "bus train tram street walk"),
        Kind("get in", "entry ticket admission"), Kind("get to", "bus train tram street walk"), Kind("reach", "bus train tram walk"),
    ];

    /// <summary>Groups of words that people use for one another.</summary>
    private static readonly FrozenDictionary<string, string[]> Synonyms = Groups(
        "open opens opening opened|hours", "close closes closing closed shut|hours", "cost costs price prices fee expensive cheap charge pay|cost price dollars euros pay free", "ticket tickets admission entry|ticket entry admission",
        "buy purchase order book|buy book sells", "discount reduced cheaper|students children family free", "kid kids child children toddler toddlers son daughter|child children family", "baby babies infant|baby change feed", "senior seniors pensioner|adults",
        "toilet toilets bathroom bathrooms restroom restrooms loo lavatory wc washroom|rest rooms toilet restroom", "food eat eating lunch dinner meal restaurant hungry snack drink thirsty breakfast|food lunch café restaurant coffee",
        "cafe café coffee cafeteria|café cafe coffee", "vegetarian vegan vegetarians vegans|vegetarian vegan", "car cars park parking garage drive|parking park", "bike bikes bicycle bicycles cycle|bicycle", "bus train tram subway metro transport|bus train tram",
        "address location located situated|address street number", "directions route|bus train tram street", "wheelchair disabled disability disabilities accessible accessibility handicapped|wheelchair disability access elevator", "elevator lift stairs|elevator floors",
        "deaf hearing|hear hearing loop", "dog dogs pet pets animal animals cat|dogs pets", "photo photos photograph photographs picture pictures camera selfie|photographs", "film filming video|photographs film", "bag bags luggage backpack suitcase locker lockers|lockers bags", "coat jacket umbrella cloakroom|coat umbrella",
        "wifi wireless internet network online|wireless internet network", "password|password", "phone telephone call|call phone", "lost forgot forgotten missing|lost", "shop store gift gifts souvenir souvenirs|shop", "tour tours guide guided|tour guided", "group groups class school|group groups",
        "founded founder started began created established|founded", "built build construction|built", "ship ships boat boats steamer vessel|ship boat", "biggest largest|largest", "card cards cash|cash credit cards", "fish fishes aquarium|fish tanks", "map maps|map maps", "oldest old age|old older years",
        "stop interrupt interrupting|interrupt stop", "type typing keyboard write|type typing", "licence license licensed|licence", "private privacy record recorded recording secret stored|privacy voice log", "language languages english|english languages", "software program code|software source code", "answer answers|answers", "fed feed feeding|fed feed",
        "disability|disability", "stroller strollers buggy pram|strollers", "exhibition exhibitions exhibit exhibits special|exhibition", "weekend|saturday sunday", "evening night late|evening late", "morning early|morning", "holiday holidays christmas|christmas new year", "work works working|works");

    /// <summary>Words that are read; what counts stands at the end of a long speech, and a search of thousands of words would keep others waiting.</summary>
    private const int MostWords = 60;

    /// <summary>Reads a question as it was said or typed.</summary>
    public static SpokenQuestion Read(string text)
    {
        var all = Split(text).Where(word => !Hesitations.Contains(word)).ToList();
        IReadOnlyList<string> words = all.Count > MostWords ? [.. all.Skip(all.Count - MostWords)] : all;
        List<Concept> concepts = [];
        var used = new bool[words.Count];
        foreach (var (said, related) in Kinds)
        {
            var at = Find(words, said);
            if (at.Count == 0 || at.Exists(i => used[i]))
            {
                continue;
            }

            at.ForEach(i => used[i] = true);
            concepts.Add(new Concept([], related, Kind: true));
        }

        for (var i = 0; i < words.Count; i++)
        {
            if (!used[i] && !StopWords.Contains(words[i]))
            {
                var related = Synonyms.GetValueOrDefault(words[i], []);
                if (!concepts.Exists(known => !known.Kind && known.Related.Count > 0 && known.Related == related))
                {
                    concepts.Add(new Concept([words[i]], related, Kind: false, WeakWords.Contains(words[i])));
                }
            }
        }

        var topics = concepts.Count(concept => !concept.Kind && !concept.Weak);
        var starts = words.Count > 0 && FollowUpStarts.Contains(words[0]) && (words[0] is not ("what" or "how") || (words.Count > 1 && words[1] == "about"));
        return new SpokenQuestion(words, concepts, starts || topics == 0 || (topics <= 1 && words.Any(Pronouns.Contains)));
    }

    /// <summary>Words in lower case, without punctuation.</summary>
    public static IReadOnlyList<string> Split(string text) =>
        [.. new string([.. text.ToLowerInvariant().Replace('’', '\'').Select(character => char.IsLetterOrDigit(character) || character == '\'' ? character : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('\'')).Where(word => word.Length > 0)];

    /// <summary>Positions of words that follow each other, with up to two others between them.</summary>
    private static List<int> Find(IReadOnlyList<string> words, string[] said)
    {
        List<int> at = [];
        var next = 0;
        for (var i = 0; i < words.Count && next < said.Length; i++)
        {
            if (words[i] == said[next] && (next == 0 || i - at[^1] <= 3))
            {
                at.Add(i);
                next++;
            }
        }

        return next == said.Length ? at : [];
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();

    private static (string[] Said, string[] Related) Kind(string said, string related) => (said.Split(' '), related.Split(' '));

    private static FrozenDictionary<string, string[]> Groups(params ReadOnlySpan<string> groups)
    {
        var all = new Dictionary<string, string[]>();
        foreach (var group in groups)
        {
            var parts = group.Split('|');
            var related = parts[1].Split(' ');
            foreach (var word in parts[0].Split(' '))
            {
                all.TryAdd(word, related);
            }
        }

        return all.ToFrozenDictionary();
    }
}
