namespace Troupe.Conversation.Hearing;

/// <summary>What kind of answer a question asks for.</summary>
internal enum AnswerKind
{
    /// <summary>Nothing was asked, or nothing that has a shape.</summary>
    Any,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>How many, or how much.</summary>
    Amount,

    /// <summary>A number that is read out, of a length that is not known.</summary>
    Number,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>The number of a card.</summary>
    Card,

    /// <summary>A code, a PIN or a postcode.</summary>
    Code,

    /// <summary>A name.</summary>
    Name,

    /// <summary>Something letter by letter.</summary>
    Spelling,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A day with its year.</summary>
    BirthDate,
}

/// <summary>The answer that the presenter's last words ask for, as far as they tell. English.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Asks">Whether anything was asked at all; an answer may be a phrase without a verb.</param>
internal readonly record struct ExpectedAnswer(AnswerKind Kind, bool Asks)
{
    private static readonly HashSet<string> Requests = new(StringComparer.OrdinalIgnoreCase) { "please", "tell", "say", "give", "spell", "enter", "read" };

    private static readonly HashSet<string> YesNoBeginnings = new(StringComparer.OrdinalIgnoreCase)
    {
        "is", "are", "am", "was", "were", "did", "does", "do", "has", "have", "had", "shall", "will", "should", "can", "could", "would", "may", "shouldn't", "isn't", "aren't", "don't", "won't",
    };

    /// <summary>Beginnings that ask for yes or no even when the question names a number or a date: "is that your number?".</summary>
    private static readonly HashSet<string> Confirmations = new(StringComparer.OrdinalIgnoreCase) { "is", "are", "was", "were", "did", "does", "isn't", "aren't", "shall", "should" };

    private static readonly HashSet<string> Tags = new(StringComparer.OrdinalIgnoreCase) { "right", "correct", "okay", "ok", "yes", "no" };

    private static readonly HashSet<string> Lead = new(StringComparer.OrdinalIgnoreCase) { "so", "and", "okay", "ok", "well", "now", "then", "but", "great", "thanks" };

    /// <summary>Whether the answer is given in pieces, with pauses between them.</summary>
    public bool IsDictated => Kind is AnswerKind.Number or AnswerKind.Phone or AnswerKind.Card or AnswerKind.Code or AnswerKind.Spelling or AnswerKind.Email or AnswerKind.Date or AnswerKind.BirthDate;

    /// <summary>Looks at the last sentence of what the presenter said.</summary>
    public static ExpectedAnswer Of(string? said)
    {
        if (string.IsNullOrWhiteSpace(said))
        {
            return default;
        }

        var text = said.AsSpan().TrimEnd(" \t\r\n\"'”’)");
        var asks = text is [.., '?' or '？'];
        var start = text.Length < 2 ? 0 : text[..^1].LastIndexOfAny(".?!。") + 1;
        var words = ClauseEnd.Words(text[start..].ToString());
        var first = words.FindIndex(word => !Lead.Contains(word));
        if (first < 0 || !(asks || Requests.Contains(words[first]) || words.Contains("please", StringComparer.OrdinalIgnoreCase)))
        {
            return default;
        }

        var yesNo = asks && YesNoBeginnings.Contains(words[first]);
        if ((yesNo && Confirmations.Contains(words[first])) || (asks && Tags.Contains(words[^1])))
        {
            return new ExpectedAnswer(AnswerKind.YesNo, Asks: true);
        }

        var kind = KindOf(words);
        return new ExpectedAnswer(kind == AnswerKind.Any && yesNo ? AnswerKind.YesNo : kind, Asks: true);
    }

    private static AnswerKind KindOf(List<string> words)
    {
        bool Has(params ReadOnlySpan<string> any)
        {
            foreach (var word in any)
            {
                if (words.Contains(word, StringComparer.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }

        return true switch
        {
            _ when Has("spell", "spelled", "spelt", "letters") => AnswerKind.Spelling,
            _ when Has("email", "e-mail", "mail") => AnswerKind.Email,
            _ when Has("phone", "telephone", "mobile") => AnswerKind.Phone,
            _ when Has("card") => AnswerKind.Card,
            _ when Has("code", "pin", "postcode", "zip") => AnswerKind.Code,
            _ when Has("number", "digits") => AnswerKind.Number,
            _ when Has("born", "birth", "birthday") => AnswerKind.BirthDate,
            _ when Has("date", "when") || (Has("day") && Has("what", "which")) => AnswerKind.Date,
            _ when Has("how") && Has("many", "much", "old", "long") => AnswerKind.Amount,
            _ when Has("name") || (Has("who") && Has("speaking")) => AnswerKind.Name,
            _ => AnswerKind.Any,
        };
    }
}
