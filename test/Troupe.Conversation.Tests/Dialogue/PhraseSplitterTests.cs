using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Troupe.Conversation.Dialogue;

namespace Troupe.Conversation.Tests.Dialogue;

[Trait("Category", "fast")]
public sealed class PhraseSplitterTests
{
    /// <summary>Text, with | where phrases end. Whitespace at the bars does not count.</summary>
    public static TheoryData<string> Texts { get; } =
    [
        // Sentences.
        "Hello.", "Hello. | How are you?", "Yes! | No? | Maybe.", "No end here", "Really?! | Yes.", "One. | Two. | Three",
        // The first phrase ends early.
        "Of course, | the café is on the first floor, next to the shop.",
        "Well, that is fine, | said the man, who knew.",
        "The museum opens at nine | and closes at five, except on Mondays.",
        "Our friendly guides meet you | in the entrance hall of the old house every morning.",
        "Tickets cost twelve euros | for adults.",
        "Many old red brick houses stand there quietly | watching the river go by, day after day.",
        "We have guides — | the best ones — for you.", "Sure thing: | here it is: all of it.", "Fine - really - | it works.",
        "Yes. | We are open on Monday, Tuesday, Wednesday and all other days of the week but one, I think.",
        // Numbers, times, dates and lists of numbers.
        "It is 3.5 metres. | It weighs 1,000 kilos.", "It is 10:30. | Go.", "In 2024. | Next.", "Version 1.2.3. | Done.", "On May 5, 2024, | we open.",
        "Fine. | It opens at 9 a.m. and closes at 5 p.m. | Then we sleep.", "It opens at 9 a.m. and closes | at 5 p.m. | Then we sleep.", "Come at 9 a.m. Monday. | Bye.", "That is $5.99. | Thanks.", "It has no. 5 on it. | Good.",
        "No. | It is closed.", "See fig. 3 there. | Fine.", "It was 5. | Then 6.",
        // Abbreviations, initials and acronyms.
        "Dr. Smith is in. | Ask him.", "Mr. J. R. Tolkien wrote it. | Yes.", "Bring fruit, | e.g. apples, i.e. red ones.", "It is in the U.S. | It is big.", "The U.S. Army. | Yes.",
        "Apples, pears, | etc. are here. | Plums etc. | We like them.", "Acme Inc. Europe sells it. | Acme Inc. | The shop.", "St. Mary is there. | On Main St. | It is near.",
        "It is Plan B. | We like it.", "Cats vs. Dogs is a film. | See it.",
        // Addresses.
        "Write to info@museum.example.org. | We answer.", "See https://example.org/a.b?c=d,e!f. | Bye.", "Visit www.example.com today. | Thanks.",
        // Tags.
        "[face:joy] Hello. | Hi.", "Great. | [face:joy] Let's go.", "Great! | [face:joy]Let's go.", "Wait. | <break time=\"1.5 s. Long\"/> Go.", "Good.</b> | Next.", "Built in 1920.[1] | It stands.",
        "<speak>Hello there.</speak> | Bye.", "Look [at the page. Now](https://example.org/x). | Yes.", "[face:joy] Oh. | [look: left, up] So.", "If a < b. | Then c.",
        // Ellipses.
        "Well... maybe not.", "Let me see... | maybe not.", "Wait... | Now go.", "Hm… | So it is.", "It was… | so so, so so, so.",
        // Quotes.
        "He said \"Stop.\" | Then he went.", "\"Really?\" she asked. | Yes.", "He said “Go!” | They went.", "(It is true.) | Yes.", "‘I see.’ he said. | Fine.",
        // Lines, lists and Markdown.
        "Hello\n|\nWorld", "First line | \n Second line", "wrapped\nline here. | Yes.", "# Title\n|The text.", "We sell:\n|- apples\n|- pears\n|- plums", "1. Go in. | 2. Turn left. | 3. Stop.", "1. Go in\n|2. Turn left",
        "* one\n|* two", "**Note.** | Text.", "**Bold words.** | _More._ | `x`", "- a - b",
        // Other scripts.
        "你好。| 再见！| 好吗？", "Ça va ? | Oui.", "¿Qué tal? | ¡Bien! | Sí.",
        // Emoji.
        "Hi! | 😀 Fine.", "Done 👍. | Next.",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Ends_phrases_where_the_bars_are(string marked)
    {
        var expected = marked.Split('|').Select(part => part.Trim()).ToArray();
        var phrases = await Split([marked.Replace("|", "", StringComparison.Ordinal)]);
        phrases.Select(phrase => phrase.Text).ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Numbers_phrases_and_marks_only_the_last(string marked)
    {
        var phrases = await Split([marked.Replace("|", "", StringComparison.Ordinal)]);
        phrases.Select(phrase => phrase.Index).ShouldBe(Enumerable.Range(0, phrases.Count));
        phrases.Select(phrase => phrase.IsLast).ShouldBe(Enumerable.Range(1, phrases.Count).Select(count => count == phrases.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    public async Task Nothing_visible_gives_no_phrase(string text) => (await Split([text])).ShouldBeEmpty();

    [Fact]
    public async Task Gives_a_whole_text_the_same_phrases_as_a_stream()
    {
        const string text = "Hello, I am Ada, an AI presenter. What would you like to know?";
        (await PhraseSplitter.SplitAsync(new[] { text }.ToAsyncEnumerable(), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken))
            .ShouldBe(PhraseSplitter.Phrases(text));
    }

    [Fact]
    public async Task A_phrase_is_known_with_the_first_character_after_it()
    {
        var read = 0;
        async IAsyncEnumerable<string> Tokens()
        {
            foreach (var token in new[] { "Hello", ".", " ", "H", "ow", " are", " you", "?" })
            {
                read++;
                yield return token;
                await Task.Yield();
            }
        }

        await foreach (var phrase in PhraseSplitter.SplitAsync(Tokens(), TestContext.Current.CancellationToken))
        {
            phrase.ShouldBe(new Phrase(0, "Hello."));
            read.ShouldBe(4);
            break;
        }
    }

    [Fact]
    public async Task The_first_phrase_never_has_more_than_eight_words()
    {
        var phrases = await Split([string.Join(' ', Enumerable.Repeat("the", 100))]);
        phrases[0].Text.Split(' ').Length.ShouldBe(8);
        phrases.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_very_long_sentence_may_end_at_soft_punctuation()
    {
        var phrases = await Split(["Good. " + string.Join(' ', Enumerable.Repeat("apples pears and plums,", 20)) + " done."]);
        phrases.Select(phrase => phrase.Text.Split(' ').Length).ShouldBe([1, 32, 32, 17]);
    }

    [Fact]
    public async Task A_bracket_that_never_closes_does_not_swallow_the_answer()
    {
        var phrases = await Split(["Look <here " + new string('x', 300) + ". It works. Yes."]);
        phrases.Select(phrase => phrase.Text[^3..]).ShouldBe(["xx.", "ks.", "es."]);
    }

    [Fact]
    public async Task A_million_characters_without_a_space_are_split_in_linear_time()
    {
        var text = new string('x', 1_000_000);
        var phrases = await Split([text]);
        phrases.ShouldBe([new Phrase(0, text, IsLast: true)]);
    }

    [Fact]
    public void Sentences_are_not_cut_early()
    {
        var sentence = string.Join(' ', Enumerable.Repeat("apples, pears and plums,", 20)) + " done.";
        PhraseSplitter.Sentences($"{sentence} Dr. Who, well? Yes").ShouldBe([sentence, "Dr. Who, well?", "Yes"]);
    }

    [Fact]
    public async Task Cancellation_reaches_the_source()
    {
        using var cancellation = new CancellationTokenSource();
        async IAsyncEnumerable<string> Endless([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            yield return "Hello. How";
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in PhraseSplitter.SplitAsync(Endless(CancellationToken.None), cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });
    }

    [Fact]
    public void The_phrases_together_are_the_text() =>
        Prop.ForAll(Gens.Text.ToArbitrary(), Gens.Cuts.ToArbitrary(), (text, cuts) =>
            Bare(string.Concat(SplitNow(Cut(text, cuts)).Select(phrase => phrase.Text))) == Bare(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_text_in_other_pieces_gives_the_same_phrases() =>
        Prop.ForAll(Gens.Text.ToArbitrary(), Gens.Cuts.ToArbitrary(), (text, cuts) =>
            SplitNow(Cut(text, cuts)).SequenceEqual(SplitNow([text]))).QuickCheckThrowOnFailure();

    [Fact]
    public void Exactly_the_last_phrase_is_marked() =>
        Prop.ForAll(Gens.Text.ToArbitrary(), text =>
        {
            var phrases = SplitNow([text]);
            return phrases.Count == 0 ? Bare(text).Length == 0 : phrases[^1].IsLast && phrases.Count(phrase => phrase.IsLast) == 1 && phrases.All(phrase => Bare(phrase.Text).Length > 0);
        }).QuickCheckThrowOnFailure();

    private static string Bare(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    private static IEnumerable<string> Cut(string text, int[] sizes)
    {
        for (int at = 0, i = 0; at < text.Length; i++)
        {
            var size = sizes.Length == 0 ? text.Length : Math.Min(sizes[i % sizes.Length], text.Length - at);
            yield return text.Substring(at, size);
            at += size;
        }
    }

    private static List<Phrase> SplitNow(IEnumerable<string> pieces)
    {
        var split = Split(pieces);
        split.IsCompleted.ShouldBeTrue();
        return split.GetAwaiter().GetResult();
    }

    private static async Task<List<Phrase>> Split(IEnumerable<string> pieces)
    {
        var phrases = new List<Phrase>();
        await foreach (var phrase in PhraseSplitter.SplitAsync(pieces.ToAsyncEnumerable(), CancellationToken.None))
        {
            phrases.Add(phrase);
        }

        return phrases;
    }

    private static class Gens
    {
        private static readonly string[] Parts =
        [
            " ", " ", " ", " ", "\n", "\n\n", ".", ". ", "! ", "? ", ", ", "...", "…", "—", "- ", "\"", "”", ")", "(", "[", "]", "<", ">", "[face:joy]", "<b>", "</b>", "*", "# ", "1. ", "3.5", "1,000", "U.S.", "e.g.", "Dr. ",
            "a.m. ", "No. ", "Monday", "The ", "and ", "museum ", "open", "x", "I", "😀", "。", "，", "好", "a@b.org", "http://x.y/z?q ", "10:30 ", "for ",
        ];

        public static Gen<string> Text { get; } = Gen.Elements(Parts).ListOf().Select(parts => new StringBuilder().AppendJoin("", parts).ToString());

        public static Gen<int[]> Cuts { get; } = Gen.Choose(1, 9).ArrayOf();
    }
}
