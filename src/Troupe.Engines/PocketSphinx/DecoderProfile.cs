namespace Troupe.Engines.PocketSphinx;

/// <summary>How thoroughly a decoder searches. Both give partials while the person speaks.</summary>
public enum DecoderProfile
{
    /// <summary>
    /// One pass with a narrow beam: 0.13 of a core for each speaker, and done about 10 ms after the sound. Measured word errors: 16.8 % of synthetic speech, 32.4 % of a person who reads.
    /// </summary>
    Fast,

    /// <summary>
    /// Three passes, the last two when the utterance has ended: 0.26 of a core for each speaker, and done about 100 ms after the sound.
    /// Measured word errors: 11.6 % of synthetic speech, 33.8 % of a person who reads.
    /// </summary>
    Full,
}
