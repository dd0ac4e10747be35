namespace Troupe.Engines.SmartTurn;

/// <summary>Triangles on the mel scale of Slaney's Auditory Toolbox, each of the same area: linear up to 1 kHz, logarithmic above. What Whisper's features weight a spectrum with.</summary>
internal static class MelFilters
{
    /// <summary>Hertz of a mel below 1 kHz.</summary>
    private const double Linear = 200.0 / 3;

    /// <summary>Where the scale becomes logarithmic, in hertz and in mels.</summary>
    private const double Corner = 1000;

    private const double CornerMel = Corner / Linear;

    /// <summary>27 mels are a factor of 6.4.</summary>
    private static readonly double Step = Math.Log(6.4) / 27;

    /// <summary>The filters from 0 Hz to half the rate: each with the first bin that it counts, and the weights from there on.</summary>
    /// <param name="bands">How many.</param>
    /// <param name="bins">Of the spectrum, the last of which is half the rate.</param>
    /// <param name="rate">Hertz.</param>
    public static (int First, float[] Weights)[] Of(int bands, int bins, int rate)
    {
        var top = ToMel(rate / 2.0);
        var filters = new (int First, float[] Weights)[bands];
        for (var band = 0; band < bands; band++)
        {
            double Edge(int i) => ToHertz(top * (band + i) / (bands + 1));
            var (low, middle, high) = (Edge(0), Edge(1), Edge(2));
            var weights = Enumerable.Range(0, bins)
                .Select(bin => rate / 2.0 * bin / (bins - 1))
                .Select(hertz => Math.Max(0, Math.Min((hertz - low) / (middle - low), (high - hertz) / (high - middle))) * 2 / (high - low))
                .ToArray();
            var first = Math.Max(0, Array.FindIndex(weights, weight => weight > 0));
            var last = Array.FindLastIndex(weights, weight => weight > 0);
            filters[band] = (first, [.. weights[first..(last + 1)].Select(weight => (float)weight)]);
        }

        return filters;
    }

    private static double ToMel(double hertz) => hertz < Corner ? hertz / Linear : CornerMel + (Math.Log(hertz / Corner) / Step);

    private static double ToHertz(double mel) => mel < CornerMel ? mel * Linear : Corner * Math.Exp((mel - CornerMel) * Step);
}
