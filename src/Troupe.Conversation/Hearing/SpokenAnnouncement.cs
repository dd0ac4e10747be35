namespace Troupe.Conversation.Hearing;

/// <summary>Finds what the person says that they are about to dictate: "my card number is", "you can reach me at", "send it to Anna".</summary>
internal static class SpokenAnnouncement
{
    private static readonly HashSet<string> Phones = new(StringComparer.OrdinalIgnoreCase) { "phone", "telephone", "mobile", "cell", "landline", "fax", "whatsapp" };

    private static readonly HashSet<string> Codes = new(StringComparer.OrdinalIgnoreCase) { "code", "pin", "postcode", "zip", "password", "passcode", "combination" };

    private static readonly HashSet<string> Calls = new(StringComparer.OrdinalIgnoreCase) { "call", "reach", "dial", "phone", "ring", "text" };

    /// <summary>Things whose numbers are short and are said in one breath: "room number four one two".</summary>
    private static readonly HashSet<string> Places = new(StringComparer.OrdinalIgnoreCase)
    {
        "room", "table", "seat", "gate", "platform", "track", "bus", "line", "house", "floor", "exhibit", "question", "extension", "apartment", "flight", "lucky", "favourite", "favorite", "locker",
    };

    private static readonly HashSet<string> Mails = new(StringComparer.OrdinalIgnoreCase) { "email", "e-mail", "mail" };

    private static readonly HashSet<string> Owners = new(StringComparer.OrdinalIgnoreCase) { "my", "our", "his", "her", "their", "the" };

    private static readonly HashSet<string> Sends = new(StringComparer.OrdinalIgnoreCase) { "write", "send", "mail", "email", "e-mail", "forward" };

    /// <summary>What stands between "send" and "to" in requests that name an address next; of other things ("send money to") a place follows.</summary>
    private static readonly HashSet<string> Sent = new(StringComparer.OrdinalIgnoreCase) { "it", "that", "this", "them", "everything", "me", "us" };

    /// <summary>Words after "is" or "to" that name no address: "my email is wrong", "send it to my wife".</summary>
    private static readonly HashSet<string> NoAddress = new(StringComparer.OrdinalIgnoreCase)
    {
        "wrong", "not", "correct", "right", "missing", "full", "broken", "old", "new", "working", "on", "in", "down", "blocked", "hacked", "the", "a", "an", "there", "here", "still", "different", "fine", "okay", "too", "very",
        "me", "us", "him", "her", "them", "you", "my", "your", "our", "his", "their", "this", "that", "someone", "somebody", "everyone", "no", "also", "already", "bouncing", "long", "gone",
    };

    /// <summary>The kind of number that the words before it announce.</summary>
    /// <param name="words">What was understood.</param>
    /// <param name="run">Where the digits begin.</param>
    /// <param name="isPlace">Whether it is the number of a place, which is short.</param>
    public static AnswerKind OfNumber(List<string> words, int run, out bool isPlace)
    {
        isPlace = false;
        if (run == 0)
        {
            return AnswerKind.Any;
        }

        var before = words[run - 1];
        var from = Math.Max(0, run - 6);
        if (Calls.Contains(before) || (before is "at" or "on" or "under" && words.Skip(from).Take(run - 1 - from).Any(Calls.Contains)))
        {
            return AnswerKind.Phone;
        }

        var copula = before is "is" or "was" or "it's" or "number" or "code" or "pin";
        for (var i = run - 1; copula && i >= from; i--)
        {
            if (words[i] is "number")
            {
                var of = i > 0 ? words[i - 1] : "";
                isPlace = Places.Contains(of);
                return isPlace || before is "number" && !Phones.Contains(of) ? AnswerKind.Any : Phones.Contains(of) ? AnswerKind.Phone : of is "card" ? AnswerKind.Card : Codes.Contains(of) ? AnswerKind.Code : AnswerKind.Number;
            }

            if (Phones.Contains(words[i]) || Codes.Contains(words[i]) || words[i] is "card")
            {
                return Phones.Contains(words[i]) ? AnswerKind.Phone : words[i] is "card" ? AnswerKind.Card : AnswerKind.Code;
            }
        }

        return AnswerKind.Any;
    }

    /// <summary>Whether the words announce an e-mail address and have begun to say it.</summary>
    public static bool IsAddress(List<string> words)
    {
        for (var i = 0; i < words.Count - 1; i++)
        {
            var next = words[i + 1];
            if (words[i] is "is" && i > 0 && !NoAddress.Contains(next))
            {
                var mail = Mails.Contains(words[i - 1]) || (words[i - 1] is "address" && (i < 2 || Owners.Contains(words[i - 2]) || Mails.Contains(words[i - 2])));
                if (mail && words.Take(i).Any(Owners.Contains) && !(words[i - 1] is "address" && IsStreet(words, i + 1)))
                {
                    return true;
                }
            }

            if (words[i] is "to" or "at" && i > 0 && !NoAddress.Contains(next)
                && (Sends.Contains(words[i - 1]) || (i > 1 && Sends.Contains(words[i - 2]) && Sent.Contains(words[i - 1]))) && words[0] is not ("how" or "where" or "did" or "do"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"My address is twelve Main Street": a number names a house.</summary>
    private static bool IsStreet(List<string> words, int from) => SpokenDate.IsNumber(words[from]) || words[^1] is "street" or "road" or "avenue" or "lane" or "square" or "drive" or "way";
}
