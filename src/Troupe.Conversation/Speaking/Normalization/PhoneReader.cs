using System.Text.RegularExpressions;

namespace Troupe.Conversation.Speaking.Normalization;

/// <summary>Telephone numbers, digit by digit with a pause between the groups: +1 555 123 4567, (555) 123-4567, 555-123-4567, 1-800-555-0199.</summary>
internal static partial class PhoneReader
{
    private const int FewestDigits = 7;
    private const int MostDigits = 15;

    /// <summary>Reads a telephone number.</summary>
    public static int Read(PhraseReading reading, int at)
    {
        var whole = "";
        for (var length = 1; length <= 6 && Piece().IsMatch(reading[at + length - 1].Core); length++)
        {
            var token = reading[at + length - 1];
            whole += (length > 1 ? " " : "") + (token.Lead.EndsWith('(') ? "(" : "") + token.Core + (token.Tail.StartsWith(')') ? ")" : "");
            var isOver = token.Tail.TrimStart(')').Length > 0 || !Piece().IsMatch(reading[at + length].Core) || reading[at + length].Core.StartsWith('+');
            if (isOver)
            {
                return IsPhone(whole) ? Say(reading, at, length) : 0;
            }
        }

        return 0;
    }

    private static bool IsPhone(string text) =>
        text.Count(char.IsAsciiDigit) is >= FewestDigits and <= MostDigits && (International().IsMatch(text) || National().IsMatch(text));

    private static int Say(PhraseReading reading, int at, int length)
    {
        for (var index = at; index < at + length; index++)
        {
            var core = reading[index].Core;
            var groups = core.Split(['-', '.', '(', ')', '+'], StringSplitOptions.RemoveEmptyEntries).Select(NumberWords.Digits);
            reading.Say(index, (core.StartsWith('+') ? "plus " : "") + string.Join(", ", groups) + (index < at + length - 1 ? "," : ""));
        }

        return length;
    }

    [GeneratedRegex(@"^\+?[\d().-]*\d[\d().-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Piece();

    [GeneratedRegex(@"^\+\d{1,3}([ .-]?\(?\d{1,5}\)?)+$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex International();

    [GeneratedRegex(@"^(1[ .-])?(\(\d{3}\)[ .-]?|\d{3}[ .-])\d{3}[ .-]\d{4}$|^\d{3}-\d{4}$", RegexOptions.CultureInvariant)]
    private static partial Regex National();
}
