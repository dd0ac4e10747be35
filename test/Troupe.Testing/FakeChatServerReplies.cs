using System.Text.Json;

namespace Troupe.Testing;

/// <summary>What a client asked of a <see cref="FakeChatServer"/>.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path of the request.</param>
/// <param name="Headers">By name, whatever its case.</param>
/// <param name="Body">JSON.</param>
public sealed record FakeChatRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The text of the last message.</summary>
    public string LastMessage
    {
        get
        {
            using var body = JsonDocument.Parse(Body);
            var content = body.RootElement.GetProperty("messages").EnumerateArray().Last().GetProperty("content");
            return content.ValueKind == JsonValueKind.String ? content.GetString()! : string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString()));
        }
    }
}

/// <summary>One thing that a <see cref="FakeChatServer"/> does while it answers.</summary>
public abstract record FakeChatStep
{
    private FakeChatStep()
    {
    }

    /// <summary>Sends text as it stands.</summary>
    /// <param name="Text">Bytes of the body, in UTF-8.</param>
    public sealed record Send(string Text) : FakeChatStep;

    /// <summary>Does nothing for a while.</summary>
    /// <param name="Duration">How long.</param>
    public sealed record Wait(TimeSpan Duration) : FakeChatStep;

    /// <summary>Resets the connection.</summary>
    public sealed record Disconnect : FakeChatStep;
}

/// <summary>How a <see cref="FakeChatServer"/> answers one request.</summary>
public sealed record FakeChatReply
{
    /// <summary>HTTP status. Default: 200.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Media type. Default: that of server-sent events.</summary>
    public string ContentType { get; init; } = "text/event-stream";

    /// <summary>Further headers.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>What happens, in order; after it the answer ends as HTTP demands.</summary>
    public IReadOnlyList<FakeChatStep> Steps { get; init; } = [];

    /// <summary>A step that does nothing until the peer goes away.</summary>
    public static FakeChatStep Stall { get; } = new FakeChatStep.Wait(Timeout.InfiniteTimeSpan);

    /// <summary>A step that resets the connection.</summary>
    public static FakeChatStep Disconnect { get; } = new FakeChatStep.Disconnect();

    /// <summary>A whole answer of these tokens.</summary>
    public static FakeChatReply Words(params IEnumerable<string> tokens) => Of([Role, .. tokens.Select(Token), .. End()]);

    /// <summary>A whole answer with a pause before each token.</summary>
    public static FakeChatReply Words(TimeSpan pause, params IEnumerable<string> tokens) =>
        Of([Role, .. tokens.SelectMany(token => new[] { new FakeChatStep.Wait(pause), Token(token) }), .. End()]);

    /// <summary>An answer made of steps.</summary>
    public static FakeChatReply Of(params IReadOnlyList<FakeChatStep> steps) => new() { Steps = steps };

    /// <summary>A refusal.</summary>
    public static FakeChatReply Refusal(int status, params IReadOnlyList<(string Name, string Value)> headers) => new()
    {
        Status = status,
        ContentType = "application/json",
        Headers = headers,
        Steps = [new FakeChatStep.Send($$$"""{"error":{"message":"refused with {{{status}}}","type":"test","code":null}}""")],
    };

    /// <summary>The event that names the speaker, as servers send it first.</summary>
    public static FakeChatStep Role { get; } = Chunk("""{"role":"assistant","content":""}""");

    /// <summary>The event of one token.</summary>
    public static FakeChatStep Token(string text) => Chunk($$$"""{"content":{{{JsonSerializer.Serialize(text)}}}}""");

    /// <summary>The events that end an answer: reason, usage, done.</summary>
    public static IReadOnlyList<FakeChatStep> End(string reason = "stop") =>
    [
        Chunk("{}", reason),
        new FakeChatStep.Send("""data: {"id":"chat-1","object":"chat.completion.chunk","created":1,"model":"fake","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}""" + "\n\n"),
        new FakeChatStep.Send("data: [DONE]\n\n"),
    ];

    /// <summary>An event with a delta.</summary>
    public static FakeChatStep Chunk(string delta, string? finishReason = null) => new FakeChatStep.Send(
        $$$"""data: {"id":"chat-1","object":"chat.completion.chunk","created":1,"model":"fake","choices":[{"index":0,"delta":{{{delta}}},"finish_reason":{{{(finishReason is null ? "null" : $"\"{finishReason}\"")}}}}]}""" + "\n\n");
}
