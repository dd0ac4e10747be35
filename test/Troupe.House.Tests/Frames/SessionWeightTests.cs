using Troupe.Benchmarks.Sessions;
using Troupe.Conversation;
using Troupe.Testing;

namespace Troupe.House.Tests.Frames;

/// <summary>People who only listen cost memory all the time: a server of a thousand of them must not need a large machine.</summary>
[Collection(AloneCollection.Name)]
[Trait("Category", "fast")]
public sealed class SessionWeightTests
{
    [Fact]
    public async Task An_idle_session_weighs_no_more_than_expected()
    {
        var engines = new ConversationEngines
        {
            VoiceActivity = new ScriptedVoiceActivity(),
            Recognizer = new ScriptedRecognizer(TimeProvider.System),
            Writer = new ScriptedWriter(TimeProvider.System, "Hello."),
            Synthesizer = new ScriptedSynthesizer(TimeProvider.System),
            TurnModel = new ScriptedTurnModel(TimeProvider.System, 0.5),
        };

        var weight = await SessionWeight.MeasureAsync(engines, 200, TestContext.Current.CancellationToken);

        weight.Heap.ShouldBeLessThanOrEqualTo(Expectations.Number("bytes_per_idle_session"));
    }
}
