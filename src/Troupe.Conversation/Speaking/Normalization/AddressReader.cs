using System.Text.RegularExpressions;

namespace Troupe.Conversation.Speaking.Normalization;

/// <summary>Addresses of the web and of mail, account names and hash tags.</summary>
internal static partial class AddressReader
{
    /// <summary>Reads an address. Of a long web address only the host and the path are said.</summary>
    public static int Read(PhraseReading reading, int at)
    {
        var word = reading[at].Core;
        if (Mail().Match(word) is { Success: true } mail)
        {
            reading.Say(at, $"{Spell(mail.Groups[1].Value)} at {Spell(mail.Groups[2].Value)}");
            return 1;
        }

        if (Web().Match(word) is { Success: true } web && (web.Groups["scheme"].Success || web.Groups["www"].Success || KnownEnd().IsMatch(web.Groups["host"].Value)))
        {
            var path = web.Groups["path"].Value.TrimEnd('/');
            reading.Say(at, Spell(web.Groups["host"].Value + path));
            return 1;
        }

        if (Tag().Match(word) is { Success: true } tag)
        {
            reading.Say(at, $"{(word[0] == '@' ? "at" : "hashtag")} {Spell(tag.Groups[1].Value)}");
            return 1;
        }

        return 0;
    }

    /// <summary>Parts as words where they can be read, and the marks between them by name.</summary>
    private static string Spell(string address)
    {
        var said = Part().Matches(address).Select(static part => part.Value[0] switch
        {
            '.' => "dot",
            '/' => "slash",
            '-' => "dash",
            '_' => "underscore",
            '+' => "plus",
            ':' => "colon",
            var first when char.IsAsciiDigit(first) => part.Length <= 2 ? NumberWords.Cardinal(part.Value) : NumberWords.Digits(part.Value),
            _ => Initialism.SayPart(part.Value),
        });
        return string.Join(' ', said);
    }

    [GeneratedRegex(@"^([A-Za-z0-9._+-]{1,64})@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})$", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();

    [GeneratedRegex(@"^(?<scheme>[a-z]{2,6}://)?(?<www>www\.)?(?<host>[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}(?::\d{1,5})?)(?<path>(?:/[^?#\s]*)?)(?:[?#]\S*)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Web();

    [GeneratedRegex(@"\.(?:com|org|net|io|dev|ai|edu|gov|co|uk|de|fr|eu|app|info|me|tv|ca|au|jp|ch|nl|us)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex KnownEnd();

    [GeneratedRegex(@"^[@#]([A-Za-z]\w{1,62})$", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[./_+:-]", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
