using Troupe.Testing.Scenarios;

namespace Troupe.Testing.Cast;

/// <summary>The faults of one engine. Thread-safe.</summary>
/// <param name="faults">What goes wrong.</param>
/// <param name="time">The clock.</param>
internal sealed class FaultPlan(IList<EngineFault> faults, TimeProvider time)
{
    private int _calls;

    /// <summary>Counts a call, and gives what goes wrong with it.</summary>
    public CallFault Next() => Of(Interlocked.Increment(ref _calls) - 1);

    /// <summary>What goes wrong with a call.</summary>
    public CallFault Of(int call) => new(faults.FirstOrDefault(fault => fault.Concerns(call)), time);
}

/// <summary>What goes wrong with one call of an engine.</summary>
/// <param name="fault">The fault; null for none.</param>
/// <param name="time">The clock.</param>
internal readonly struct CallFault(EngineFault? fault, TimeProvider time)
{
    /// <summary>How much longer everything takes.</summary>
    public double Factor => fault is { Kind: EngineFaultKind.Slow } ? fault.Factor : 1;

    /// <summary>Whether a place is left out.</summary>
    public bool Drops(int at) => fault is { Kind: EngineFaultKind.Drops } && fault.At == at;

    /// <summary>Stalls or fails where the fault says so.</summary>
    public async ValueTask MeetAsync(int at, EngineLog.Work work, CancellationToken cancellationToken)
    {
        ThrowIfDead(at, work);
        if (fault is { Kind: EngineFaultKind.Stalls } && fault.At == at)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
    }

    /// <summary>Whether it stalls at a place or did before.</summary>
    public bool StallsBy(int at) => fault is { Kind: EngineFaultKind.Stalls } && at >= fault.At;

    /// <summary>Fails where the fault says so.</summary>
    public void ThrowIfDead(int at, EngineLog.Work work)
    {
        if (fault is { Kind: EngineFaultKind.Dead } || (fault is { Kind: EngineFaultKind.Dies } && fault.At <= at))
        {
            throw work.Failed("The scenario's engine fails.", fault.Transient);
        }
    }
}
