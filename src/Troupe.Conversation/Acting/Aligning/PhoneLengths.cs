using System.Collections.Frozen;

namespace Troupe.Conversation.Acting.Aligning;

/// <summary>How long the shapes of phones last: the odds that one ends after so many frames of 10 ms, and that it goes on. Phones that share a shape are told apart by it.</summary>
/// <param name="Leave">Logarithm of the odds to end after a frame, by the number of frames before it; the last stands for all that follow.</param>
/// <param name="Stay">The same to go on.</param>
internal sealed record PhoneLengths(float[] Leave, float[] Stay)
{
    /// <summary>Frames that are told apart: 240 ms. What lasts longer ends by the odds of the last.</summary>
    public const int Ages = 24;

    private const int Longest = 200;
    private const float Never = -1e9f;

    // Mean and deviation in milliseconds, rounded to what the voices rms, awb and espeak-ng have in common over 60 sentences that no benchmark scores.
    private static readonly FrozenDictionary<string, (double Mean, double Deviation)> Phones = new Dictionary<string, (double Mean, double Deviation)>
    {
        ["æ"] = (125, 45), ["aɪ"] = (155, 55), ["aʊ"] = (145, 50), ["ɑ"] = (115, 45), ["ʌ"] = (82, 28), ["ə"] = (50, 22), ["ɛ"] = (95, 38), ["eɪ"] = (130, 45), ["ɚ"] = (95, 35), ["ɝ"] = (115, 40),
        ["i"] = (95, 42), ["ɪ"] = (66, 26), ["oʊ"] = (135, 50), ["ɔ"] = (120, 45), ["ɔɪ"] = (200, 65), ["u"] = (90, 42), ["ʊ"] = (72, 30), ["b"] = (65, 23), ["d"] = (56, 23), ["dʒ"] = (105, 35),
        ["ð"] = (48, 19), ["f"] = (95, 29), ["ɡ"] = (70, 22), ["h"] = (60, 20), ["j"] = (70, 30), ["k"] = (80, 24), ["l"] = (70, 32), ["m"] = (72, 26), ["n"] = (68, 27), ["ŋ"] = (72, 30), ["p"] = (83, 30),
        ["ɹ"] = (68, 28), ["s"] = (105, 34), ["ʃ"] = (118, 38), ["t"] = (70, 26), ["tʃ"] = (122, 33), ["v"] = (61, 20), ["w"] = (80, 26), ["z"] = (85, 30), ["ʒ"] = (80, 25), ["θ"] = (95, 30),
    }.ToFrozenDictionary();

    private static readonly (double Mean, double Deviation) Unknown = (90, 40);
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<(string Ipa, double Share), PhoneLengths> Known = new();

    /// <summary>A pause, or sound that is no part of the text: 40 ms at least, 200 ms after that on average.</summary>
    public static PhoneLengths Between { get; } = new(
        [.. Enumerable.Range(0, Ages).Select(static age => age < 3 ? Never : MathF.Log(0.05f))],
        [.. Enumerable.Range(0, Ages).Select(static age => age < 3 ? 0 : MathF.Log(0.95f))]);

    /// <summary>The lengths of a shape of a phone.</summary>
    /// <param name="ipa">The phone.</param>
    /// <param name="share">Part of the phone that the shape takes.</param>
    public static PhoneLengths Of(string ipa, double share) => Phones.TryGetValue(ipa, out var length)
        ? Known.GetOrAdd((ipa, share), static (key, length) => Make(length.Mean * key.Share, length.Deviation * key.Share), length)
        : Known.GetOrAdd(("", share), static (key, length) => Make(length.Mean * key.Share, length.Deviation * key.Share), Unknown);

    /// <summary>How long a phone lasts on average.</summary>
    public static TimeSpan MeanOf(string ipa) => TimeSpan.FromMilliseconds((Phones.TryGetValue(ipa, out var length) ? length : Unknown).Mean);

    // A gamma distribution, as durations of phones have (Crystal and House 1988, https://doi.org/10.1121/1.396251), as the odds to end now for what has not ended before.
    private static PhoneLengths Make(double mean, double deviation)
    {
        var (shape, scale) = (mean * mean / (deviation * deviation), deviation * deviation / mean);
        var odds = new double[Longest];
        for (var frame = 0; frame < odds.Length; frame++)
        {
            var length = (frame + 1) * 10.0;
            odds[frame] = Math.Exp(((shape - 1) * Math.Log(length)) - (length / scale));
        }

        var (leave, stay, left) = (new float[Ages], new float[Ages], odds.Sum());
        for (var age = 0; age < Ages; age++)
        {
            var ends = Math.Clamp(odds[age] / left, 1e-4, 0.9);
            left = Math.Max(left - odds[age], 1e-12);
            (leave[age], stay[age]) = ((float)Math.Log(ends), (float)Math.Log(1 - ends));
        }

        return new PhoneLengths(leave, stay);
    }
}
