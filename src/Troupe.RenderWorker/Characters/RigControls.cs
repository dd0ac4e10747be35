using Troupe.Conversation.Acting;

namespace Troupe.RenderWorker.Characters;

/// <summary>The controls of a rig: their names, their drivers and their values in a pose.</summary>
internal sealed class RigControls
{
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly List<(int Input, int Control, double Amount)> _drivers = [];
    private readonly List<(int Control, double Lowest, double Highest)> _limits = [];
    private double[] _values = [];

    public RigControls()
    {
        foreach (var name in VisemeSet.Names.Concat(FaceSet.Names))
        {
            _positions.Add(name, _positions.Count);
        }
    }

    /// <summary>Values by position of the last pose.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Whether a name is a viseme or a value of the face.</summary>
    public static bool IsInput(string name) => VisemeSet.Names.Contains(name, StringComparer.Ordinal) || FaceSet.Names.Contains(name, StringComparer.Ordinal);

    /// <summary>Position of a control, or null where nothing moves it.</summary>
    public int? Find(string name) => _positions.TryGetValue(name, out var position) ? position : null;

    /// <summary>Lets an input move a control.</summary>
    public void Drive(string input, string control, double amount)
    {
        _positions.TryAdd(control, _positions.Count);
        _drivers.Add((_positions[input], _positions[control], amount));
    }

    /// <summary>Keeps a control within a range.</summary>
    public void Limit(int control, double lowest, double highest) => _limits.Add((control, lowest, highest));

    /// <summary>Computes the values of a pose.</summary>
    public void Set(Pose pose)
    {
        if (_values.Length != _positions.Count)
        {
            _values = new double[_positions.Count];
        }

        Array.Clear(_values);
        for (var index = 0; index < VisemeSet.Count; index++)
        {
            _values[index] = pose.Visemes[index];
        }

        for (var index = 0; index < FaceSet.Count; index++)
        {
            _values[VisemeSet.Count + index] = pose.Face[index];
        }

        foreach (var (input, control, amount) in _drivers)
        {
            _values[control] += amount * (input < VisemeSet.Count ? pose.Visemes[input] : pose.Face[input - VisemeSet.Count]);
        }

        foreach (var (control, lowest, highest) in _limits)
        {
            _values[control] = Math.Clamp(_values[control], lowest, highest);
        }
    }
}
