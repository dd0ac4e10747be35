namespace Troupe.Conversation.Hearing;

/// <summary>Signs of the end of a turn from different senses, as log-odds that add up.</summary>
internal static class Evidence
{
    /// <summary>
    /// The most that the sound says for or against: odds of 55 to 1, as much as <see cref="ClauseTurnDetector.Unfinished"/>. A model that is certain and wrong is so balanced by one such
    /// sign of the words, and outweighed by two.
    /// </summary>
    public const double MostOfSound = 4.0;

    /// <summary>
    /// What the probability that a model gives of the sound says, in log-odds: the weight of the sound is 1, that is, the model is believed what it says as long as it does not say more than
    /// <see cref="MostOfSound"/>. What is no number says nothing.
    /// </summary>
    public static double OfSound(double probability) =>
        double.IsNaN(probability) ? 0 : Math.Clamp(Math.Log(Math.Max(probability, 0) / Math.Max(1 - probability, 0)), -MostOfSound, MostOfSound);

    /// <summary>A probability after more evidence.</summary>
    /// <param name="probability">The probability before.</param>
    /// <param name="evidence">In log-odds; at zero the probability stays exactly what it was.</param>
    public static double Add(double probability, double evidence)
    {
        if (evidence == 0 || probability is not (> 0 and < 1))
        {
            return probability;
        }

        return 1 / (1 + Math.Exp(-Math.Log(probability / (1 - probability)) - evidence));
    }
}
