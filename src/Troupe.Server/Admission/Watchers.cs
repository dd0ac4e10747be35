using System.Collections.Immutable;
using Troupe.Server.Admission;

namespace Troupe.Server.Tenants;

/// <summary>Who hears of credentials that end. Thread-safe.</summary>
internal sealed class CredentialWatchers
{
    private ImmutableList<Action<CredentialsEnded>> _all = [];

    /// <summary>Adds one; dispose the result to take it away.</summary>
    public IDisposable Add(Action<CredentialsEnded> heard)
    {
        ImmutableInterlocked.Update(ref _all, static (all, added) => all.Add(added), heard);
        return new Watching(this, heard);
    }

    /// <summary>Tells all.</summary>
    public void Tell(CredentialsEnded ended) => _all.ForEach(heard => heard(ended));

    private sealed class Watching(CredentialWatchers watchers, Action<CredentialsEnded> heard) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref watchers._all, static (all, gone) => all.Remove(gone), heard);
    }
}
