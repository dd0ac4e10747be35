using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Troupe.Conversation;
using Troupe.Engines.Documents;
using Troupe.Engines.Tests.Chat;

namespace Troupe.Engines.Tests.Documents;

[Trait("Category", "fast")]
public sealed class DocumentConformanceTests : ChatConformance
{
    private static readonly string[] Questions = ["When are you open?", "How much is a ticket?", "Is there a café?", "Who wrote Hamlet?"];

    protected override IChatClient Open() => DocumentWriterTests.Samples();

    protected override string Question(int number) => Questions[number];

    protected override string Answer(int number)
    {
        using var writer = Open();
        return string.Concat(writer.GetStreamingResponseAsync(Questions[number], cancellationToken: Stop).ToBlockingEnumerable(Stop).Select(update => update.Text));
    }
}

[Trait("Category", "fast")]
public sealed class DocumentWriterTests(ITestOutputHelper output)
{
    private const string Refusal = "I do not know";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal static DocumentWriter Samples([CallerFilePath] string here = "") =>
        new(new DocumentOptions { Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../samples/documents")) }, "Ada");

    [Fact]
    public async Task Answers_the_labelled_questions() => (await AnsweredAsync(DocumentQuestions.Known)).ShouldBeGreaterThanOrEqualTo(0.9);

    [Fact]
    public async Task Answers_questions_in_other_words() => (await AnsweredAsync(OtherQuestions.Known)).ShouldBeGreaterThanOrEqualTo(0.85);

    [Fact]
    public async Task Refuses_the_questions_that_no_document_answers() => (await RefusedAsync(DocumentQuestions.Unknown)).ShouldBeGreaterThanOrEqualTo(0.9);

    [Fact]
    public async Task Refuses_other_unanswerable_questions() => (await RefusedAsync(OtherQuestions.Unknown)).ShouldBeGreaterThanOrEqualTo(0.8);

    [Fact]
    public async Task Understands_follow_ups_from_what_was_asked_before()
    {
        using var writer = Samples();
        var right = 0;
        foreach (var (first, followUp, expected) in DocumentQuestions.FollowUps)
        {
            var before = await AskAsync(writer, first);
            var answer = (await writer.GetResponseAsync([new(ChatRole.User, first), new(ChatRole.Assistant, before), new(ChatRole.User, followUp)], cancellationToken: Stop)).Text;
            if (answer.Contains(expected, StringComparison.OrdinalIgnoreCase))
            {
                right++;
            }
            else
            {
                output.WriteLine($"{first} / {followUp} -> {answer}");
            }
        }

        output.WriteLine($"Follow-ups answered right: {right} of {DocumentQuestions.FollowUps.Count}");
        ((double)right / DocumentQuestions.FollowUps.Count).ShouldBeGreaterThanOrEqualTo(0.9);
    }

    [Theory]
    [InlineData("Hello!", "Hello. I am Ada, an AI presenter. I can tell you about")]
    [InlineData("good morning", "Hello. I am Ada, an AI presenter.")]
    [InlineData("Who are you?", "I am Ada, an AI presenter. I am not a person.")]
    [InlineData("hi, what's your name", "I am Ada, an AI presenter.")]
    [InlineData("Are you a real person?", "I am not a person.")]
    [InlineData("am i talking to a robot", "I am not a person.")]
    [InlineData("What can you do?", "You can ask, for example, about opening hours, tickets or groups and guided tours.")]
    [InlineData("Thank you very much!", "You are welcome.")]
    [InlineData("okay thanks", "You are welcome.")]
    [InlineData("How are you?", "I am fine, thank you.")]
    [InlineData("Goodbye.", "Goodbye")]
    [InlineData("", "I am sorry, I do not know that.")]
    [InlineData("and?", "I am sorry, I do not know that.")]
    public async Task Knows_how_to_greet_and_who_it_is(string said, string answer)
    {
        using var writer = Samples();
        (await AskAsync(writer, said)).ShouldContain(answer);
    }

    [Theory]
    [InlineData("Hello!", "Hello. I am Gail, an AI presenter.")]
    [InlineData("Who are you?", "I am Gail, an AI presenter. I am not a person.")]
    public async Task Has_the_name_of_whom_it_was_told_to_be(string said, string answer)
    {
        using var writer = Samples();
        var reply = await writer.GetResponseAsync([new(ChatRole.System, "You are Gail.") { AuthorName = "Gail" }, new(ChatRole.User, said)], cancellationToken: Stop);
        reply.Text.ShouldStartWith(answer);
    }

    [Theory]
    [InlineData("um when are you open", "when are you open")]
    [InlineData("how much is uh a ticket", "how much is a ticket")]
    [InlineData("uh what about um dogs", "what about dogs")]
    [InlineData("um who are you", "who are you")]
    public async Task Answers_as_well_when_somebody_hesitates(string hesitant, string fluent)
    {
        using var writer = Samples();
        (await AskAsync(writer, hesitant)).ShouldBe(await AskAsync(writer, fluent));
    }

    [Fact]
    public async Task Names_its_source()
    {
        using var writer = Samples();
        (await AskAsync(writer, "When are you open?")).ShouldStartWith("According to Opening hours, the museum is open from Tuesday to Sunday, from ten in the morning until six in the evening.");
    }

    [Fact]
    public async Task Goes_on_with_what_was_not_said_yet()
    {
        using var writer = Samples();
        List<ChatMessage> messages = [new(ChatRole.User, "Tell me about the steam ship Aurora.")];
        List<string> answers = [];
        for (var i = 0; i < 4; i++)
        {
            answers.Add((await writer.GetResponseAsync(messages, cancellationToken: Stop)).Text);
            messages.AddRange([new(ChatRole.Assistant, answers[^1]), new(ChatRole.User, "Tell me more.")]);
        }

        answers[1].ShouldNotContain("1903");
        answers[^1].ShouldBe("That is all that I know about the steam ship Aurora.");
    }

    [Theory]
    [InlineData("\" OR 1=1 -- '")]
    [InlineData("NEAR(a b) AND * ^ col:x {y}")]
    [InlineData("'''''")]
    [InlineData("\ud83d\ude00 \u0000")]
    public async Task Takes_any_text_as_a_question(string said)
    {
        using var writer = Samples();
        (await AskAsync(writer, said)).ShouldContain(Refusal);
    }

    [Fact]
    public async Task A_very_long_question_is_answered_in_time()
    {
        using var writer = Samples();
        var watch = Stopwatch.StartNew();
        await AskAsync(writer, string.Join(' ', Enumerable.Range(0, 20_000).Select(i => $"word{i}")));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Is_quick()
    {
        var watch = Stopwatch.StartNew();
        using var writer = Samples();
        var index = watch.Elapsed;
        List<TimeSpan> times = [];
        for (var round = 0; round < 3; round++)
        {
            foreach (var (question, _) in DocumentQuestions.Known)
            {
                watch.Restart();
                await AskAsync(writer, question);
                times.Add(watch.Elapsed);
            }
        }

        times.Sort();
        output.WriteLine($"Index: {index.TotalMilliseconds:0.0} ms for {writer.Sections} sections; answer: p50 {times[times.Count / 2].TotalMilliseconds:0.00} ms, p95 {times[times.Count * 95 / 100].TotalMilliseconds:0.00} ms");
        times[times.Count / 2].ShouldBeLessThan(TimeSpan.FromMilliseconds(50));
    }

    private async Task<double> AnsweredAsync(IReadOnlyList<(string Question, string Answer)> questions)
    {
        using var writer = Samples();
        var right = 0;
        foreach (var (question, expected) in questions)
        {
            var answer = await AskAsync(writer, question);
            var isRight = answer.Contains(expected, StringComparison.OrdinalIgnoreCase);
            right += isRight ? 1 : 0;
            if (!isRight)
            {
                output.WriteLine($"{question} -> {answer}");
            }
        }

        output.WriteLine($"Answered right: {right} of {questions.Count}");
        return (double)right / questions.Count;
    }

    private async Task<double> RefusedAsync(IReadOnlyList<string> questions)
    {
        using var writer = Samples();
        var refused = 0;
        foreach (var question in questions)
        {
            var answer = await AskAsync(writer, question);
            var isRefused = answer.Contains(Refusal, StringComparison.Ordinal);
            refused += isRefused ? 1 : 0;
            if (!isRefused)
            {
                output.WriteLine($"{question} -> {answer}");
            }
        }

        output.WriteLine($"Refused: {refused} of {questions.Count}");
        return (double)refused / questions.Count;
    }

    private static async Task<string> AskAsync(DocumentWriter writer, string question) => (await writer.GetResponseAsync(question, cancellationToken: Stop)).Text;
}
