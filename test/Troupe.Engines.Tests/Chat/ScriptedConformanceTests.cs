using Microsoft.Extensions.AI;
using Troupe.Engines.Chat;
using Troupe.Testing;

namespace Troupe.Engines.Tests.Chat;

/// <summary>The scripted writer through a chain: it answers whatever is asked with the same sentence.</summary>
[Trait("Category", "fast")]
public sealed class ScriptedConformanceTests : ChatConformance
{
    protected override IChatClient Open() =>
        new FallbackChatClient([new ScriptedWriter(TimeProvider.System, "This is the whole script.") { FirstToken = TimeSpan.FromMilliseconds(2), PerWord = TimeSpan.FromMilliseconds(1) }]);

    protected override string Answer(int number) => "This is the whole script.";
}
