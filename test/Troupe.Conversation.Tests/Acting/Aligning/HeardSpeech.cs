using Troupe.Conversation.Acting;

namespace Troupe.Conversation.Tests.Acting.Aligning;

/// <summary>What a network of reasonable ears would answer to speech: nine tenths for the shape that is there, the rest for all others alike.</summary>
internal sealed class HeardSpeech
{
    private readonly List<int> _shapes = [];

    public int Frames => _shapes.Count;

    /// <summary>Adds shapes one after another, as <c>PP7 aa12</c>: a viseme and its frames of 10 ms.</summary>
    public HeardSpeech Say(string shapes)
    {
        foreach (var shape in shapes.Split(' '))
        {
            var name = shape.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
            _shapes.AddRange(Enumerable.Repeat(VisemeSet.Names.ToList().IndexOf(name), int.Parse(shape[name.Length..], System.Globalization.CultureInfo.InvariantCulture)));
        }

        return this;
    }

    public void Hear(int frame, Span<float> visemes, out float closure)
    {
        visemes.Fill(0.1f / (VisemeSet.Count - 1));
        visemes[_shapes[frame]] = 0.9f;
        closure = _shapes[frame] == VisemeSet.PP ? 0.95f : 0.02f;
    }
}
