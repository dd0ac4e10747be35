namespace Troupe.Engines.PocketSphinx;

/// <summary>How thoroughly a decoder searches. All give partials while the person speaks.</summary>
public enum DecoderProfile
{
    /// <summary>
    /// One pass with a narrow beam: 0.13 of a core for each speaker, and done about 10 ms after the sound. Measured word errors: 16.8 % of synthetic speech, 32.4 % of a person who reads.
    /// </summary>
    Fast,

    /// <summary>
    /// One pass with the whole beam, and at the end the best path through what it found: nearly as fast as <see cref="Fast"/> at the end, with the beam's accuracy.
    /// In one run over 38 synthetic questions its word errors were 16.5 %, against 25.4 % of <see cref="Fast"/> and 14.4 % of <see cref="Full"/>,
    /// and it took a tenth of the time of <see cref="Full"/> from the end of the sound to the transcript.
    /// </summary>
    Balanced,

    /// <summary>
    /// Three passes, the last two when the utterance has ended: 0.26 of a core for each speaker, and done about 100 ms after the sound.
    /// Measured word errors: 11.6 % of synthetic speech, 33.8 % of a person who reads.
    /// </summary>
    Full,
}
