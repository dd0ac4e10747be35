namespace Troupe.Conversation.Acting.Aligning;

/// <summary>How well each sound of a text fits a frame, as logarithms: the 15 visemes by their positions, then a schwa, then any other sound. Allocates nothing. Not thread-safe.</summary>
internal sealed class FrameOdds
{
    /// <summary>A pause.</summary>
    public const int Pause = VisemeSet.Sil;

    /// <summary>A vowel without stress, which networks and voices take for any short unrounded vowel.</summary>
    public const int Schwa = VisemeSet.Count;

    /// <summary>Whatever is no part of the text.</summary>
    public const int Other = VisemeSet.Count + 1;

    /// <summary>How many.</summary>
    public const int Count = VisemeSet.Count + 2;

    // Frames of 10 ms repeat each other: each counts for half. Chosen, as all constants of this room, on 60 sentences of rms, awb and espeak-ng in noise of 10 dB that no benchmark scores.
    private const float Weight = 0.5f;

    // What the network rules out may still be what is said.
    private const float Floor = 0.01f;

    // The network answers frequent visemes more readily.
    private const float WeightOfPrior = 0.3f;

    // Any sound fits as well as the viseme that fits best, less this: words that are said fit better, others worse.
    private const float OtherLess = 1.4f;

    // A schwa shows as one of three visemes.
    private const float SchwaShare = 0.7f;

    // Logarithms of how often each is seen in English speech with pauses.
    private static readonly float[] Priors = [.. new[] { 0.15f, 0.06f, 0.05f, 0.03f, 0.08f, 0.05f, 0.04f, 0.08f, 0.1f, 0.07f, 0.13f, 0.06f, 0.12f, 0.06f, 0.06f }.Select(static odds => MathF.Log(odds))];

    private readonly float[] _odds = new float[Count];

    /// <summary>How well a sound fits the frame.</summary>
    public float this[int sound] => _odds[sound];

    /// <summary>Takes what the network heard in a frame.</summary>
    /// <param name="visemes">15 probabilities.</param>
    /// <param name="closure">The probability that the lips touch: it finds p, b and m where the visemes hesitate.</param>
    public void Hear(ReadOnlySpan<float> visemes, float closure)
    {
        var most = float.MinValue;
        for (var viseme = 0; viseme < VisemeSet.Count; viseme++)
        {
            var odds = viseme == VisemeSet.PP ? MathF.Max(visemes[viseme], closure) : visemes[viseme];
            _odds[viseme] = Fit(odds) - (WeightOfPrior * Priors[viseme]);
            most = MathF.Max(most, _odds[viseme]);
        }

        _odds[Schwa] = Fit(SchwaShare * (visemes[VisemeSet.AA] + visemes[VisemeSet.E] + visemes[VisemeSet.IH]));
        _odds[Other] = most - OtherLess;
    }

    private static float Fit(float odds) => Weight * MathF.Log(((1 - Floor) * odds) + (Floor / VisemeSet.Count));
}
