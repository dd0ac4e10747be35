using System.Runtime.CompilerServices;
using Troupe.Conversation;
using Troupe.Conversation.Dialogue;
using Troupe.Testing.Scenarios;

namespace Troupe.Testing.Cast;

/// <summary>Leaves phrases out that hold one of its words.</summary>
internal sealed class CastScreen(ScenarioScreen script, EngineLog log, Random random) : IPhraseScreen
{
    private readonly FaultPlan _faults = new(script.Faults, log.Time);

    public async IAsyncEnumerable<Phrase> ScreenAsync(Phrase phrase, string before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var fault = _faults.Next();
        using var work = log.Begin("screen", phrase.Text);
        await fault.MeetAsync(0, work, cancellationToken);
        await Task.Delay(script.Takes.Next(random) * fault.Factor, log.Time, cancellationToken);
        work.Done();
        if (!fault.Drops(0) && !script.Refuses.Any(word => phrase.Text.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            yield return phrase;
        }
    }
}
