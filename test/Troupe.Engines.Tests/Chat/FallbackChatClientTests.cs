using Microsoft.Extensions.AI;
using Troupe.Conversation;
using Troupe.Engines.Chat;
using Troupe.Engines.OpenAi;
using Troupe.Testing;

namespace Troupe.Engines.Tests.Chat;

[Trait("Category", "fast")]
public sealed class FallbackChatClientTests : IAsyncDisposable
{
    private readonly FakeChatServer _first = new() { Otherwise = _ => FakeChatReply.Words("First", " here.") };
    private readonly FakeChatServer _second = new() { Otherwise = _ => FakeChatReply.Words("Second", " here.") };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task The_first_writer_answers_while_it_can()
    {
        using var chain = Chain();
        (await chain.GetResponseAsync("Hello", cancellationToken: Stop)).Text.ShouldBe("First here.");
        _second.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(401)]
    public async Task The_next_takes_over_when_the_first_fails_before_its_first_token(int status)
    {
        _first.Enqueue(FakeChatReply.Refusal(status));
        using var chain = Chain();
        (await chain.GetResponseAsync("Hello", cancellationToken: Stop)).Text.ShouldBe("Second here.");
        (await chain.GetResponseAsync("Hello", cancellationToken: Stop)).Text.ShouldBe("First here.");
    }

    [Fact]
    public async Task The_next_does_not_go_on_with_half_an_answer()
    {
        _first.Enqueue(FakeChatReply.Of(FakeChatReply.Token("Half"), new FakeChatStep.Wait(TimeSpan.FromMilliseconds(50)), FakeChatReply.Disconnect));
        using var chain = Chain();
        (await Should.ThrowAsync<EngineException>(() => chain.GetResponseAsync("Hello", cancellationToken: Stop))).Message.ShouldContain("lost");
        _second.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task When_none_can_answer_all_reasons_are_given()
    {
        _first.Enqueue(FakeChatReply.Refusal(401));
        _second.Enqueue(FakeChatReply.Refusal(500));
        using var chain = Chain();
        var fault = await Should.ThrowAsync<EngineException>(() => chain.GetResponseAsync("Hello", cancellationToken: Stop));
        fault.Message.ShouldContain("None of 2 writers");
        fault.Message.ShouldContain("HTTP 401");
        fault.Message.ShouldContain("HTTP 500");
        fault.Transient.ShouldBeTrue();
    }

    [Fact]
    public void A_chain_needs_a_writer() => Should.Throw<ArgumentException>(() => new FallbackChatClient([]));

    private FallbackChatClient Chain() => new([
        new OpenAiChatClient(new OpenAiOptions { Endpoint = _first.Endpoint, Retries = 0 }),
        new OpenAiChatClient(new OpenAiOptions { Endpoint = _second.Endpoint, Retries = 0 }),
    ]);
}
