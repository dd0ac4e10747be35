using System.Collections.Immutable;

namespace Troupe.Server.Admission;

/// <summary>Who hears of something. Thread-safe.</summary>
internal sealed class Watchers<T>
{
    private ImmutableList<Action<T>> _all = [];

    /// <summary>Adds one, which must be quick and must not throw; dispose the result to take it away.</summary>
    public IDisposable Add(Action<T> heard)
    {
        ImmutableInterlocked.Update(ref _all, static (all, added) => all.Add(added), heard);
        return new Watching(this, heard);
    }

    /// <summary>Tells all.</summary>
    public void Tell(T news) => _all.ForEach(heard => heard(news));

    private sealed class Watching(Watchers<T> watchers, Action<T> heard) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref watchers._all, static (all, gone) => all.Remove(gone), heard);
    }
}
