namespace Troupe.Testing.People;

/// <summary>All sounds that the person of a scenario made so far, by the numbers of their <see cref="SoundMark"/>. Thread-safe.</summary>
internal sealed class SpokenScript
{
    private readonly Lock _lock = new();
    private readonly List<SpokenSound> _sounds = [];

    /// <summary>Adds a sound; gives its number.</summary>
    public int Add(SpokenSound sound)
    {
        lock (_lock)
        {
            _sounds.Add(sound);
            return _sounds.Count - 1;
        }
    }

    /// <summary>The sound of a number; null when nothing was said under it.</summary>
    public SpokenSound? Find(int number)
    {
        lock (_lock)
        {
            return number < _sounds.Count ? _sounds[number] : null;
        }
    }
}
