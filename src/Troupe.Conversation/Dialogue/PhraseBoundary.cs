using System.Collections.Frozen;

namespace Troupe.Conversation.Dialogue;

/// <summary>What lies between two words.</summary>
internal enum Boundary
{
    /// <summary>They belong together.</summary>
    None,

    /// <summary>A sentence ends.</summary>
    Sentence,

    /// <summary>A part of a sentence ends.</summary>
    Soft,

    /// <summary>More of the next word is needed.</summary>
    Undecided,
}

/// <summary>Says where English (and, by its punctuation, any) text may be cut.</summary>
internal static class PhraseBoundary
{
    /// <summary>Length beyond which a word is none of those listed here.</summary>
    public const int LongestStarter = 12;

    private const string Closers = "\"'”’)]»›*_`~";
    private const string Openers = "\"'“‘([«‹*_`~¿¡#>";
    private const string WideTerminals = "。！？";
    private const string WideSoft = "，；：、";

    /// <summary>Abbreviations that something always follows.</summary>
    private static readonly FrozenSet<string> Leading = Words(
        "dr mr mrs ms mx prof gen sen rep capt cpt lt col maj sgt rev hon gov pres messrs mme mlle fr vs v cf viz approx e.g i.e eg ie a.k.a incl excl tel ext resp esp");

    /// <summary>Abbreviations when a number follows; "No." is also an answer.</summary>
    private static readonly FrozenSet<string> Numbering = Words("no nos p pp ca fig figs vol ch sec art eq ver rm apt c est para jan feb mar apr jun jul aug sep sept oct nov dec");

    /// <summary>Abbreviations that may end a sentence; a name often follows them.</summary>
    private static readonly FrozenSet<string> Trailing = Words("st mt ft inc ltd co corp jr sr bros dept univ ave blvd rd ph.d m.d b.a m.a");

    /// <summary>Abbreviations that end a sentence when a capital follows.</summary>
    private static readonly FrozenSet<string> Ending = Words("etc al a.m p.m");

    private static readonly FrozenSet<string> Dates = Words(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december gmt utc est pst cet");

    /// <summary>Words that begin sentences much more often than they go on from a name.</summary>
    private static readonly FrozenSet<string> Starters = Words(
        "a an the i i'm i'll i've it it's he she we we're you you're they there this that these those in on at by for from to with as if when while what who where why how which "
        + "but and or so yet then also no not yes our my your his her its their please however after before is are was were do does did can could will would let let's here now today once sorry thanks");

    /// <summary>Words that begin a part of a sentence: conjunctions, relative pronouns and prepositions.</summary>
    private static readonly FrozenSet<string> PartStarters = Words(
        "and but or so because while although though which who where when if since until unless before after with without from for in on at by through during between into about near under over as that than");

    /// <summary>Words that lean on the next one: a voice does not pause after them.</summary>
    private static readonly FrozenSet<string> Leaning = Words(
        "a an the my your his her its our their this that these those some any no every each and but or so if when while as because which who where than to of in on at by for from with without into about near under over between "
        + "through during is are was were be been am do does did has have had can could will would may might must shall should not very too more most i he she we they there mr mrs ms dr");

    /// <summary>Whether a boundary may lie between a word and a character that follows without whitespace.</summary>
    public static bool MayTouch(ReadOnlySpan<char> word, char next)
    {
        var last = word[^1];
        if (next is '<' or '[')
        {
            var core = word.TrimEnd(Closers);
            return core.Length > 0 && (core[^1] is '.' or '!' or '?' or '…' or ',' or ';' or ':' || WideTerminals.Contains(core[^1]));
        }

        return (WideTerminals.Contains(last) || WideSoft.Contains(last) || last == '—') && next != last && !WideTerminals.Contains(next) && !Closers.Contains(next);
    }

    /// <summary>Whether something in a word is spoken: tags and lone signs are not.</summary>
    public static bool IsSpoken(ReadOnlySpan<char> word)
    {
        var depth = 0;
        foreach (var character in word)
        {
            depth += character is '<' or '[' ? 1 : character is '>' or ']' && depth > 0 ? -1 : 0;
            if (depth == 0 && char.IsLetterOrDigit(character))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a voice would not pause after a word: articles, prepositions, numbers and abbreviations.</summary>
    public static bool LeansOnNext(ReadOnlySpan<char> word)
    {
        var bare = Bare(word);
        return bare.IsEmpty || char.IsDigit(bare[^1]) || bare[^1] is '.' or '-' or '$' or '€' or '£' || Holds(Leaning, bare);
    }

    /// <summary>Whether a part of a sentence begins with a word.</summary>
    public static bool StartsPart(ReadOnlySpan<char> word) => Holds(PartStarters, Bare(word).TrimEnd(",.;:!?"));

    /// <summary>What lies between two words.</summary>
    /// <param name="word">The whole word before, without whitespace around it.</param>
    /// <param name="gap">The whitespace between; empty when the words touch.</param>
    /// <param name="next">What is known of the next word: at least one character.</param>
    /// <param name="complete">Whether the next word is known to its end.</param>
    /// <param name="startsLine">Whether the word before begins a line or a phrase.</param>
    public static Boundary Between(ReadOnlySpan<char> word, ReadOnlySpan<char> gap, ReadOnlySpan<char> next, bool complete, bool startsLine)
    {
        complete |= next.Length > LongestStarter;
        if (gap.IsEmpty && next[0] is '<' or '[')
        {
            if (next.Length == 1 && !complete)
            {
                return Boundary.Undecided;
            }

            if (next.Length == 1 || next[1] == '/' || !char.IsLetter(next[1]))
            {
                return Boundary.None;
            }
        }

        var opened = next.TrimStart(Openers);
        if (opened.IsEmpty && !complete)
        {
            return Boundary.Undecided;
        }

        var first = opened.IsEmpty ? '\0' : opened[0];
        var core = WithoutClosers(word);
        var quoted = core.Length < word.Length && word[core.Length] is not ('*' or '_' or '`' or '~' or '<' or '[');
        if (gap.Contains('\n') && (gap.Count('\n') > 1 || !char.IsLower(first) || opened.Length < next.Length))
        {
            return Boundary.Sentence;
        }

        if (core.IsEmpty)
        {
            return Boundary.None;
        }

        var lower = char.IsLower(first);
        switch (core[^1])
        {
            case '!' or '?':
                return quoted && lower ? Boundary.None : Boundary.Sentence;
            case '…':
                return lower || char.IsDigit(first) ? Boundary.Soft : Boundary.Sentence;
            case '.' when core.EndsWith(".."):
                return lower || char.IsDigit(first) ? Boundary.Soft : Boundary.Sentence;
            case '.':
                return quoted && lower ? Boundary.None : AfterFullStop(Bare(core[..^1]), opened, complete, startsLine);
            case ',' when core.Length > 1 && char.IsDigit(core[^2]) && char.IsDigit(first):
                return Boundary.None;
            case ',' or ';' or ':' or '—' or '–':
                return core.Length > 1 || !startsLine ? Boundary.Soft : Boundary.None;
            case '-' when core.Length <= 2 && core[0] == '-':
                return startsLine ? Boundary.None : Boundary.Soft;
            default:
                return WideTerminals.Contains(core[^1]) ? Boundary.Sentence : WideSoft.Contains(core[^1]) ? Boundary.Soft : Boundary.None;
        }
    }

    private static Boundary AfterFullStop(ReadOnlySpan<char> bare, ReadOnlySpan<char> next, bool complete, bool startsLine)
    {
        var first = next.IsEmpty ? '\0' : next[0];
        if (bare.IsEmpty || (startsLine && bare.Length <= 3 && bare.IndexOfAnyExceptInRange('0', '9') < 0) || Holds(Leading, bare))
        {
            return Boundary.None;
        }

        if (Holds(Numbering, bare) && char.IsDigit(first))
        {
            return Boundary.None;
        }

        var ending = Holds(Ending, bare);
        if (!ending && !Holds(Trailing, bare) && !IsInitials(bare))
        {
            return Boundary.Sentence;
        }

        if (!char.IsUpper(first))
        {
            return char.IsLetterOrDigit(first) || first is '\0' or '(' or '-' or '–' or '—' or '&' ? Boundary.None : Boundary.Sentence;
        }

        if (!complete)
        {
            return Boundary.Undecided;
        }

        var follows = Bare(next).TrimEnd(",.;:!?…");
        return ending != Holds(ending ? Dates : Starters, follows) ? Boundary.Sentence : Boundary.None;
    }

    /// <summary>A word without the quotes, brackets, emphasis, closing tags and note numbers after it.</summary>
    private static ReadOnlySpan<char> WithoutClosers(ReadOnlySpan<char> word)
    {
        while (true)
        {
            var opening = word.IsEmpty ? -1 : word[^1] == '>' ? word.LastIndexOf('<') : word[^1] == ']' ? word.LastIndexOf('[') : -1;
            if (opening > 0 && (word[^1] == '>' || word[(opening + 1)..^1].IndexOfAnyExceptInRange('0', '9') < 0))
            {
                word = word[..opening];
            }
            else if (!word.IsEmpty && Closers.Contains(word[^1]))
            {
                word = word[..^1];
            }
            else
            {
                return word;
            }
        }
    }

    /// <summary>"J" and "U.S": single letters with full stops between them.</summary>
    private static bool IsInitials(ReadOnlySpan<char> bare)
    {
        for (var i = 0; i < bare.Length; i++)
        {
            if (i % 2 == 0 ? !char.IsLetter(bare[i]) : bare[i] != '.')
            {
                return false;
            }
        }

        return bare.Length % 2 == 1;
    }

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> word) => word.TrimStart(Openers).TrimEnd(Closers);

    private static bool Holds(FrozenSet<string> words, ReadOnlySpan<char> word) =>
        word.Length is > 0 and <= LongestStarter && words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
