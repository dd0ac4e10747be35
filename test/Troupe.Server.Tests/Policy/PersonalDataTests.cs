using Troupe.Contracts.Control;
using Troupe.Server.Policy.Matching;

namespace Troupe.Server.Tests.Policy;

/// <summary>Personal data is told by its form, from numbers that are none.</summary>
[Trait("Category", "fast")]
public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("Call +49 170 1234567 now.", "+49 170 1234567")]
    [InlineData("Call +14155552671.", "+14155552671")]
    [InlineData("It is (415) 555-2671.", "(415) 555-2671")]
    [InlineData("0170/1234567 or 030 12 34 56 78", "0170/1234567|030 12 34 56 78")]
    [InlineData("Ring 415-555-2671 or 415.555.2671, 1-800-555-0199.", "415-555-2671|415.555.2671|1-800-555-0199")]
    [InlineData("My phone: 5550123.", "5550123")]
    [InlineData("06 12 34 56 78", "06 12 34 56 78")]
    [InlineData("five five five, oh one two three", "five five five, oh one two three")]
    [InlineData("It's plus four nine one seven zero double five triple one two", "plus four nine one seven zero double five triple one two")]
    [InlineData("four one five five five five twenty six seventy one please", "four one five five five five twenty six seventy one")]
    [InlineData("null eins sieben null fünf fünf fünf", "null eins sieben null fünf fünf fünf")]
    [InlineData("zéro six douze trois quatre cinq six sept", "")] // "douze" is not a digit.
    [InlineData("zéro six un deux trois quatre cinq six", "zéro six un deux trois quatre cinq six")]
    [InlineData("555 zero one 2 3", "")]
    public void Finds_phone_numbers(string text, string found) => Found(text, PersonalKind.Phone).ShouldBe(found.Length == 0 ? [] : found.Split('|'));

    [Theory]
    [InlineData("On 2026-11-21 and 21.11.2026, 11/21/2026, from 2024-2025, 1998 2004.")]
    [InlineData("It costs 1 000 000, 12.500.000 or 3.14159265 euros; 1,234,567 people.")]
    [InlineData("The server is 192.168.100.101 and the book 978-3-16-148410-0.")]
    [InlineData("Order 1234567 has 12 34 parts at 12:30:45 and weighs 1234.5678 grams.")]
    [InlineData("One of three, two or four, five hundred and six thousand seven; double espresso, plus one.")]
    [InlineData("The 4th and 5th, 747s, a1234567890 and 1234567890b.")]
    [InlineData("One day in nineteen ninety nine I was twenty one.")]
    public void Leaves_other_numbers_alone(string text)
    {
        Found(text, PersonalKind.Phone).ShouldBeEmpty();
        Found(text, PersonalKind.Card).ShouldBeEmpty();
    }

    // Numbers that payment networks publish for tests.
    [Theory]
    [InlineData("Visa 4111 1111 1111 1111, Amex 3782 822463 10005.", "4111 1111 1111 1111|3782 822463 10005")]
    [InlineData("5555555555554444 and 5555-5555-5555-4444", "5555555555554444|5555-5555-5555-4444")]
    [InlineData("four one one one, one one one one, one one one one, one one one one", "four one one one, one one one one, one one one one, one one one one")]
    [InlineData("4111 1111 1111 1112", "")]
    [InlineData("1111 1111 1111 1117", "")]
    public void Finds_cards_whose_check_digit_fits(string text, string found)
    {
        Found(text, PersonalKind.Card).ShouldBe(found.Length == 0 ? [] : found.Split('|'));
        Found("+" + text, PersonalKind.Phone).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Write to ada.lovelace+x@example.co.uk, please.", "ada.lovelace+x@example.co.uk")]
    [InlineData("jürgen@müller.de!", "jürgen@müller.de")]
    [InlineData("It is ada dot lovelace at example dot com.", "ada dot lovelace at example dot com")]
    [InlineData("ada punkt l at example punkt de", "ada punkt l at example punkt de")]
    [InlineData("Meet me at noon dot dot dot, @ada a@b", "")]
    [InlineData("Look at the dot com bubble.", "")]
    public void Finds_mail_addresses(string text, string found) => Found(text, PersonalKind.Email).ShouldBe(found.Length == 0 ? [] : [found]);

    [Fact]
    public void Reads_any_text_to_its_end()
    {
        var random = new Random(5);
        string[] pieces = ["+", "(", ")", " ", "-", ".", "1", "555", "4111", "one", "double", "plus", "twenty", "dash", "é", "a", "@", ",", "ten", "o", "\uD83D", "\u0301"];
        for (var round = 0; round < 3000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => pieces[random.Next(pieces.Length)]));
            foreach (var kind in Enum.GetValues<PersonalKind>())
            {
                foreach (var found in Found(text, kind))
                {
                    found.Length.ShouldBeGreaterThan(0);
                }
            }
        }
    }

    private static string[] Found(string text, PersonalKind kind)
    {
        var matches = new List<Match>();
        if (kind is PersonalKind.Email)
        {
            MailAddresses.Find(text, 0, matches);
        }
        else
        {
            PersonalNumbers.Find(text, kind, 0, matches);
        }

        return [.. matches.Select(match => text[match.Start..match.End])];
    }
}
