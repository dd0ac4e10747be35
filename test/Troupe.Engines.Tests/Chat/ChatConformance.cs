using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace Troupe.Engines.Tests.Chat;

/// <summary>What every writer promises, whoever made it.</summary>
public abstract class ChatConformance
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A fresh writer; disposed by the test.</summary>
    protected abstract IChatClient Open();

    /// <summary>A question whose answer has several words.</summary>
    protected virtual string Question(int number) => $"question {number}";

    /// <summary>The answer to a question.</summary>
    protected abstract string Answer(int number);

    [Fact]
    public async Task Streams_the_answer_in_more_than_one_piece()
    {
        using var writer = Open();
        var updates = await writer.GetStreamingResponseAsync(Question(1), cancellationToken: Stop).ToListAsync(Stop);
        updates.Count(update => update.Text.Length > 0).ShouldBeGreaterThan(1);
        string.Concat(updates.Select(update => update.Text)).ShouldBe(Answer(1));
        updates.ShouldAllBe(update => update.Role == ChatRole.Assistant);
        updates.Count(update => update.FinishReason == ChatFinishReason.Stop).ShouldBe(1);
    }

    [Fact]
    public async Task Gives_the_same_text_at_once_as_streamed()
    {
        using var writer = Open();
        var response = await writer.GetResponseAsync(Question(2), cancellationToken: Stop);
        response.Text.ShouldBe(Answer(2));
        response.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Answers_the_last_message_of_a_longer_conversation()
    {
        using var writer = Open();
        ChatMessage[] messages = [new(ChatRole.System, "Be brief."), new(ChatRole.User, Question(1)), new(ChatRole.Assistant, Answer(1)), new(ChatRole.User, Question(2))];
        (await writer.GetResponseAsync(messages, cancellationToken: Stop)).Text.ShouldBe(Answer(2));
    }

    [Fact]
    public async Task Stops_promptly_when_cancelled()
    {
        using var writer = Open();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var pieces = 0;
        var watch = Stopwatch.StartNew();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in writer.GetStreamingResponseAsync(Question(1), cancellationToken: cancellation.Token))
            {
                pieces++;
                watch.Restart();
                await cancellation.CancelAsync();
            }
        });
        pieces.ShouldBe(1);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Does_nothing_when_cancelled_before()
    {
        using var writer = Open();
        await Should.ThrowAsync<OperationCanceledException>(() => writer.GetResponseAsync(Question(1), cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Parallel_answers_do_not_mix()
    {
        using var writer = Open();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            await Task.Yield();
            return (await writer.GetResponseAsync(Question(i % 4), cancellationToken: Stop)).Text;
        }));
        answers.ShouldBe(Enumerable.Range(0, 16).Select(i => Answer(i % 4)));
    }

    [Fact]
    public async Task Abandoning_an_answer_does_not_harm_the_next()
    {
        using var writer = Open();
        for (var i = 0; i < 3; i++)
        {
            await foreach (var _ in writer.GetStreamingResponseAsync(Question(1), cancellationToken: Stop))
            {
                break;
            }
        }

        (await writer.GetResponseAsync(Question(3), cancellationToken: Stop)).Text.ShouldBe(Answer(3));
    }

    [Fact]
    public async Task An_empty_conversation_is_refused()
    {
        using var writer = Open();
        (await Should.ThrowAsync<ArgumentException>(() => writer.GetResponseAsync(Array.Empty<ChatMessage>(), cancellationToken: Stop))).Message.ShouldContain("nothing to answer");
        Should.Throw<ArgumentException>(() => writer.GetStreamingResponseAsync([new ChatMessage(ChatRole.System, "Be brief.")], cancellationToken: Stop));
    }

    [Fact]
    public void Says_which_service_it_is()
    {
        using var writer = Open();
        writer.GetService<IChatClient>().ShouldNotBeNull();
        writer.GetService(typeof(IChatClient), "another").ShouldBeNull();
    }
}
