using Troupe.Contracts.Control;
using Troupe.Server.Commands;

namespace Troupe.Server.Presenters;

/// <summary>Has a profile speak once, unheard: what it says first is ready then, and a voice that fails is known. Thread-safe.</summary>
internal interface IRehearsal
{
    /// <summary>Rehearses.</summary>
    /// <returns>What does not work; empty when it can go on stage.</returns>
    Task<IReadOnlyList<Reason>> RehearseAsync(PresenterProfile profile, CancellationToken cancellationToken);
}
