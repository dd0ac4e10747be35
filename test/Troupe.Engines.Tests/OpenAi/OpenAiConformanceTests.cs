using Microsoft.Extensions.AI;
using Troupe.Engines.OpenAi;
using Troupe.Engines.Tests.Chat;
using Troupe.Testing;

namespace Troupe.Engines.Tests.OpenAi;

[Trait("Category", "fast")]
public sealed class OpenAiConformanceTests : ChatConformance, IAsyncDisposable
{
    private readonly FakeChatServer _server = new()
    {
        Otherwise = request => FakeChatReply.Words(TimeSpan.FromMilliseconds(1), ("You asked " + request.LastMessage + ".").Split(' ').Select((word, i) => i == 0 ? word : " " + word)),
    };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    protected override IChatClient Open() => new OpenAiChatClient(new OpenAiOptions { Endpoint = _server.Endpoint });

    protected override string Answer(int number) => $"You asked question {number}.";
}
