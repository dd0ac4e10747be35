using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Testing.People;
using Troupe.Testing.Scenarios;

namespace Troupe.Testing.Cast;

/// <summary>
/// Understands what the person of a scenario says, from the sound that it gets and nothing else: a word that did not reach it is not understood, and one that
/// is given to two recognitions is understood by both.
/// </summary>
internal sealed class CastRecognizer(ScenarioRecognizer options, SpokenScript script, EngineLog log, Random random) : ISpeechRecognizer
{
    private readonly FaultPlan _faults = new(options.Faults, log.Time);

    public EngineDescription Description { get; } = new("scenario", "1", "Apache-2.0", "Understands what a scenario says.");

    public AudioFormat Format => AudioFormat.Hearing;

    public ValueTask<IRecognition> OpenAsync(CancellationToken cancellationToken)
    {
        var fault = _faults.Next();
        var work = log.Begin("recognizer");
        try
        {
            fault.ThrowIfDead(at: -1, work);
            return ValueTask.FromResult<IRecognition>(new CastRecognition(options, script, log.Time, random, fault, work));
        }
        catch (EngineException)
        {
            work.Dispose();
            throw;
        }
    }
}
