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
        new(new DocumentOptions { Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../samples/documents")), PresenterName = "Ada" });

    [Fact]
    public async Task Answers_the_labelled_questions()
    {
        using var writer = Samples();
        var right = 0;
        foreach (var (question, expected) in DocumentQuestions.Known)
        {
            var answer = await AskAsync(writer, question);
            if (answer.Contains(expected, StringComparison.OrdinalIgnoreCase))
            {
                right++;
            }
            else
            {
                output.WriteLine($"{question} -> {answer}");
            }
        }

        output.WriteLine($"Answered right: {right} of {DocumentQuestions.Known.Count}");
        ((double)right / DocumentQuestions.Known.Count).ShouldBeGreaterThanOrEqualTo(0.9);
    }

    [Fact]
    public async Task Refuses_the_questions_that_no_document_answers()
    {
        using var writer = Samples();
        var refused = 0;
        foreach (var question in DocumentQuestions.Unknown)
        {
            var answer = await AskAsync(writer, question);
            if (answer.Contains(Refusal, StringComparison.Ordinal))
            {
                refused++;
            }
            else
            {
                output.WriteLine($"{question} -> {answer}");
            }
        }

        output.WriteLine($"Refused: {refused} of {DocumentQuestions.Unknown.Count}");
        ((double)refused / DocumentQuestions.Unknown.Count).ShouldBeGreaterThanOrEqualTo(0.9);
    }

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

    private static async Task<string> AskAsync(DocumentWriter writer, string question) => (await writer.GetResponseAsync(question, cancellationToken: Stop)).Text;
}
