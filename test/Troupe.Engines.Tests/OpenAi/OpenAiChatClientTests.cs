using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Troupe.Conversation;
using Troupe.Engines.OpenAi;
using Troupe.Testing;
using static Troupe.Testing.FakeChatReply;

namespace Troupe.Engines.Tests.OpenAi;

[Trait("Category", "fast")]
public sealed class OpenAiChatClientTests : IAsyncDisposable
{
    private readonly FakeChatServer _server = new();
    private readonly OpenAiOptions _options;

    public OpenAiChatClientTests() => _options = new OpenAiOptions
    {
        Endpoint = _server.Endpoint,
        ApiKey = "key-1",
        Model = "small",
        FirstTokenTimeout = TimeSpan.FromMilliseconds(400),
        TokenTimeout = TimeSpan.FromMilliseconds(400),
        TotalTimeout = TimeSpan.FromSeconds(5),
        Retries = 0,
        RetryDelay = TimeSpan.FromMilliseconds(5),
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Asks_for_a_streamed_chat_completion()
    {
        _options.Temperature = 0.5f;
        _options.MaxOutputTokens = 77;
        await AskAsync(new ChatMessage(ChatRole.System, "Be brief."), new ChatMessage(ChatRole.User, "Hello"), new ChatMessage(ChatRole.Assistant, "Hi!"), new ChatMessage(ChatRole.User, "Bye"));
        var request = _server.Requests.ShouldHaveSingleItem();
        (request.Method, request.Path, request.Headers["Authorization"]).ShouldBe(("POST", "/v1/chat/completions", "Bearer key-1"));
        using var body = JsonDocument.Parse(request.Body);
        var root = body.RootElement;
        root.GetProperty("model").GetString().ShouldBe("small");
        root.GetProperty("stream").GetBoolean().ShouldBeTrue();
        root.GetProperty("stream_options").GetProperty("include_usage").GetBoolean().ShouldBeTrue();
        root.GetProperty("temperature").GetDouble().ShouldBe(0.5);
        root.GetProperty("max_tokens").GetInt32().ShouldBe(77);
        root.TryGetProperty("max_completion_tokens", out _).ShouldBeFalse();
        root.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()).ShouldBe(["system", "user", "assistant", "user"]);
        request.LastMessage.ShouldBe("Bye");
    }

    [Fact]
    public async Task Options_of_a_call_go_before_those_of_the_writer()
    {
        using var client = new OpenAiChatClient(_options);
        await client.GetResponseAsync("Hello", new ChatOptions { Temperature = 1, MaxOutputTokens = 5, StopSequences = ["END"], Instructions = "Be kind." }, Stop);
        using var body = JsonDocument.Parse(_server.Requests[0].Body);
        var root = body.RootElement;
        (root.GetProperty("temperature").GetDouble(), root.GetProperty("max_tokens").GetInt32(), root.GetProperty("stop")[0].GetString()).ShouldBe((1, 5, "END"));
        root.GetProperty("messages")[0].GetProperty("content").ToString().ShouldContain("Be kind.");
    }

    [Fact]
    public async Task Passes_on_usage_finish_reason_and_model()
    {
        var response = await AskAsync();
        response.Text.ShouldBe("This is fine.");
        response.FinishReason.ShouldBe(ChatFinishReason.Stop);
        response.ModelId.ShouldBe("fake");
        (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount, response.Usage.TotalTokenCount).ShouldBe((7, 3, 10));
    }

    [Theory]
    [InlineData("length")]
    [InlineData("content_filter")]
    public async Task Says_why_an_answer_was_cut(string reason)
    {
        _server.Enqueue(Of([Token("Half an"), .. End(reason)]));
        (await AskAsync()).FinishReason.ShouldBe(new ChatFinishReason(reason));
    }

    [Fact]
    public async Task Passes_tools_and_their_calls_through()
    {
        _server.Enqueue(Of([
            Chunk("""{"role":"assistant","tool_calls":[{"index":0,"id":"call-1","type":"function","function":{"name":"weather","arguments":""}}]}"""),
            Chunk("""{"tool_calls":[{"index":0,"function":{"arguments":"{\"city\":"}}]}"""),
            Chunk("""{"tool_calls":[{"index":0,"function":{"arguments":"\"Bern\"}"}}]}"""),
            .. End("tool_calls")]));
        using var client = new OpenAiChatClient(_options);
        var tool = AIFunctionFactory.Create((string city) => city, "weather", "Says the weather.");
        List<ChatMessage> messages = [new(ChatRole.User, "Weather in Bern?")];
        var response = await client.GetResponseAsync(messages, new ChatOptions { Tools = [tool] }, Stop);
        response.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        var call = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ShouldHaveSingleItem();
        (call.CallId, call.Name, call.Arguments!["city"]!.ToString()).ShouldBe(("call-1", "weather", "Bern"));

        messages.AddRange(response.Messages);
        messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent("call-1", "sunny")]));
        await client.GetResponseAsync(messages, new ChatOptions { Tools = [tool] }, Stop);
        _server.Requests[0].Body.ShouldContain("\"name\":\"weather\"");
        _server.Requests[1].Body.ShouldContain("\"tool_call_id\":\"call-1\"");
        _server.Requests[1].LastMessage.ShouldBe("sunny");
    }

    [Fact]
    public async Task Refuses_what_it_cannot_send()
    {
        var picture = new ChatMessage(ChatRole.User, [new DataContent(new byte[] { 1 }, "image/png")]);
        (await Should.ThrowAsync<ArgumentException>(() => AskAsync(picture))).Message.ShouldContain("DataContent");
        _server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(400, false, "refused the request (HTTP 400)")]
    [InlineData(401, false, "refused the API key (HTTP 401)")]
    [InlineData(403, false, "refused the API key (HTTP 403)")]
    [InlineData(404, false, "knows no model 'small'")]
    [InlineData(408, true, "waited too long")]
    [InlineData(429, true, "asks for fewer requests (HTTP 429)")]
    [InlineData(500, true, "a fault of its own (HTTP 500)")]
    [InlineData(503, true, "a fault of its own (HTTP 503)")]
    public async Task A_refusal_is_an_engine_failure(int status, bool transient, string message)
    {
        _server.Enqueue(Refusal(status));
        await FailsAsync(transient, message);
        _server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_said_is_not_in_the_message_of_a_failure()
    {
        _server.Enqueue(new FakeChatReply { Status = 400, ContentType = "application/json", Steps = [new FakeChatStep.Send("""{"error":{"message":"bad message: canary","code":"x"}}""")] });
        (await FailsAsync(transient: false, "HTTP 400")).Message.ShouldNotContain("canary");
    }

    [Fact]
    public async Task Nobody_listening_is_a_passing_failure()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        _options.Endpoint = new Uri($"http://127.0.0.1:{port}/v1");
        _options.FirstTokenTimeout = TimeSpan.FromSeconds(2);
        await FailsAsync(transient: true, "connection was refused");
    }

    [Fact]
    public async Task An_unknown_host_is_a_lasting_failure()
    {
        _options.Endpoint = new Uri("http://nowhere.invalid/v1");
        _options.FirstTokenTimeout = TimeSpan.FromSeconds(5);
        var fault = await Should.ThrowAsync<EngineException>(() => AskAsync());
        fault.Message.ShouldContain("nowhere.invalid");
    }

    public static TheoryData<string, FakeChatReply, bool, string> BeforeTheFirstToken { get; } = new()
    {
        { "stall before headers", Of(Stall), true, "no first token within 0.4 s" },
        { "stall after the role", Of(Role, Stall), true, "no first token within 0.4 s" },
        { "only comments", Of([Role, .. Enumerable.Range(0, 20).SelectMany(_ => new FakeChatStep[] { new FakeChatStep.Wait(TimeSpan.FromMilliseconds(50)), new FakeChatStep.Send(": keep-alive\n\n") }), Stall]), true, "no first token within 0.4 s" },
        { "reset before headers", Of(Disconnect), true, "was lost" },
        { "reset after the role", Of(Role, Disconnect), true, "was lost" },
        { "empty stream", Of(), true, "ended the stream without an answer" },
        { "done without an answer", Of(Role, new FakeChatStep.Send("data: [DONE]\n\n")), true, "ended the stream without an answer" },
        { "error event", Of(new FakeChatStep.Send("data: {\"error\":{\"message\":\"out of memory\"}}\n\n")), true, "ended the stream without an answer" },
        { "not JSON", Of(new FakeChatStep.Send("data: <html>\n\n")), false, "not in the chat completion format" },
        { "half JSON", Of(new FakeChatStep.Send("data: {\"id\":\n\n")), false, "not in the chat completion format" },
        { "other JSON", Of(new FakeChatStep.Send("data: {\"choices\":7}\n\n")), false, "not in the chat completion format" },
        { "an array", Of(new FakeChatStep.Send("data: [1,2]\n\n")), false, "not in the chat completion format" },
        { "a huge line", Of(new FakeChatStep.Send("data: \"" + new string('x', 300 * 1024))), false, "a line of more than 262144 bytes" },
        { "a web page", new FakeChatReply { ContentType = "text/html", Steps = [new FakeChatStep.Send("<html>Hello</html>")] }, true, "ended the stream without an answer" },
    };

    [Theory]
    [MemberData(nameof(BeforeTheFirstToken))]
    public async Task A_fault_before_the_first_token_is_precise(string name, FakeChatReply reply, bool transient, string message)
    {
        _server.Enqueue(reply);
        (await FailsAsync(transient, message)).Message.ShouldContain(_server.Endpoint.ToString(), customMessage: name);
    }

    public static TheoryData<string, FakeChatReply, bool, string> InTheMiddle { get; } = new()
    {
        { "stall", Of(Token("Half"), Token(" an"), Stall), true, "fell silent in the middle of an answer for 0.4 s" },
        { "reset", Of(Token("Half"), Token(" an"), new FakeChatStep.Wait(TimeSpan.FromMilliseconds(50)), Disconnect), true, "was lost" },
        { "clean end", Of(Token("Half"), Token(" an")), true, "ended the stream in the middle of an answer" },
        { "done without a reason", Of(Token("Half"), Token(" an"), new FakeChatStep.Send("data: [DONE]\n\n")), true, "ended the stream in the middle of an answer" },
        { "not JSON", Of(Token("Half"), Token(" an"), new FakeChatStep.Send("data: {]\n\n")), false, "not in the chat completion format" },
        { "a huge line", Of(Token("Half"), Token(" an"), new FakeChatStep.Send("data: \"" + new string('x', 300 * 1024))), false, "a line of more than" },
    };

    [Theory]
    [MemberData(nameof(InTheMiddle))]
    public async Task A_fault_in_the_middle_is_never_a_shorter_answer(string name, FakeChatReply reply, bool transient, string message)
    {
        _options.Retries = 3;
        _server.Enqueue(reply);
        using var client = new OpenAiChatClient(_options);
        var said = "";
        var fault = await Should.ThrowAsync<EngineException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync("Hello", cancellationToken: Stop))
            {
                said += update.Text;
            }
        });
        (said.Length > 0 && "Half an".StartsWith(said, StringComparison.Ordinal)).ShouldBeTrue(name);
        fault.Transient.ShouldBe(transient);
        fault.Message.ShouldContain(message);
        _server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_does_not_close_after_the_answer_delays_it_little()
    {
        _options.TokenTimeout = TimeSpan.FromSeconds(5);
        _server.Enqueue(Of(Token("All"), Token(" said."), Chunk("{}", "stop"), Stall));
        var watch = Stopwatch.StartNew();
        (await AskAsync()).Text.ShouldBe("All said.");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_slow_reader_is_not_a_silent_endpoint()
    {
        _options.TokenTimeout = TimeSpan.FromMilliseconds(100);
        using var client = new OpenAiChatClient(_options);
        var said = "";
        await foreach (var update in client.GetStreamingResponseAsync("Hello", cancellationToken: Stop))
        {
            await Task.Delay(150, Stop);
            said += update.Text;
        }

        said.ShouldBe("This is fine.");
    }

    [Fact]
    public async Task Repeats_passing_failures_before_the_first_token()
    {
        _options.Retries = 4;
        _server.Enqueue(Refusal(500), Of(Disconnect), Refusal(429, ("Retry-After", "0")), Of(Role, Stall));
        (await AskAsync()).Text.ShouldBe("This is fine.");
        _server.Requests.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Does_not_repeat_lasting_failures()
    {
        _options.Retries = 4;
        _server.Enqueue(Refusal(401));
        await FailsAsync(transient: false, "API key");
        _server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Waits_as_long_as_the_server_asks()
    {
        _options.Retries = 1;
        _server.Enqueue(Refusal(429, ("Retry-After", "1")));
        var watch = Stopwatch.StartNew();
        await AskAsync();
        watch.Elapsed.ShouldBeInRange(TimeSpan.FromMilliseconds(990), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Gives_up_at_once_when_the_server_asks_for_too_long()
    {
        _options.Retries = 3;
        _server.Enqueue(Refusal(429, ("Retry-After", "30")));
        var watch = Stopwatch.StartNew();
        await FailsAsync(transient: true, "fewer requests");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task The_whole_answer_has_a_limit()
    {
        _options.TotalTimeout = TimeSpan.FromMilliseconds(400);
        _server.Enqueue(Words(TimeSpan.FromMilliseconds(100), Enumerable.Repeat("la ", 100)));
        await FailsAsync(transient: true, "did not finish the answer within 0.4 s");
    }

    [Fact]
    public async Task The_limit_of_the_whole_answer_counts_attempts_too()
    {
        _options.TotalTimeout = TimeSpan.FromMilliseconds(500);
        _options.Retries = 5;
        _server.Otherwise = _ => Of(Stall);
        await FailsAsync(transient: true, "did not finish the answer within 0.5 s");
        _server.Requests.Count.ShouldBeInRange(1, 2);
    }

    [Fact]
    public async Task Leaves_a_failing_endpoint_alone_for_a_while()
    {
        _options.BreakAfter = 3;
        _options.BreakDuration = TimeSpan.FromMilliseconds(500);
        _server.Enqueue(Refusal(500), Refusal(500), Refusal(500));
        using var client = new OpenAiChatClient(_options);
        for (var i = 0; i < 3; i++)
        {
            await Should.ThrowAsync<EngineException>(() => client.GetResponseAsync("Hello", cancellationToken: Stop));
        }

        var fault = await Should.ThrowAsync<EngineException>(() => client.GetResponseAsync("Hello", cancellationToken: Stop));
        fault.Message.ShouldContain("left alone for 0.5 s");
        fault.Transient.ShouldBeTrue();
        _server.Requests.Count.ShouldBe(3);
        await Task.Delay(600, Stop);
        (await client.GetResponseAsync("Hello", cancellationToken: Stop)).Text.ShouldBe("This is fine.");
    }

    [Fact]
    public async Task Cancelling_ends_the_connection()
    {
        _server.Enqueue(Of(Token("Half"), Stall));
        using var client = new OpenAiChatClient(_options);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in client.GetStreamingResponseAsync("Hello", cancellationToken: cancellation.Token))
            {
                cancellation.CancelAfter(20);
            }
        });
        for (var i = 0; i < 100 && _server.Abandoned == 0; i++)
        {
            await Task.Delay(10, Stop);
        }

        _server.Abandoned.ShouldBe(1);
    }

    private async Task<ChatResponse> AskAsync(params ChatMessage[] messages)
    {
        using var client = new OpenAiChatClient(_options);
        return await client.GetResponseAsync(messages.Length == 0 ? [new ChatMessage(ChatRole.User, "Hello")] : messages, cancellationToken: Stop);
    }

    private async Task<EngineException> FailsAsync(bool transient, string message)
    {
        var watch = Stopwatch.StartNew();
        var fault = await Should.ThrowAsync<EngineException>(() => AskAsync());
        fault.Message.ShouldContain(message);
        fault.Transient.ShouldBe(transient);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        return fault;
    }
}
