namespace Troupe.Engines.PocketSphinx;

/// <summary>How thoroughly a decoder searches. All give partials while the person speaks.</summary>
public enum DecoderProfile
{
    /// <summary>
    /// One pass with a narrow beam: a third of the work of <see cref="Full"/> while the person speaks, and about 10 ms after the sound. Word errors: 16.1 % of 40 synthetic questions,
    /// 43.8 % of people who read. What it understood so far is its transcript, so that a guess in a pause costs nothing.
    /// </summary>
    Fast,

    /// <summary>
    /// One pass with a wide beam, and at the end the best path through what it found: about 40 ms of a core after the sound. Word errors in the same run: 12.1 % and 39.6 %.
    /// </summary>
    Balanced,

    /// <summary>
    /// Three passes, the last two when the utterance has ended: about 120 ms of a core after the sound (median, 470 ms at most). Word errors in the same run: 10.9 % and 35.4 %.
    /// </summary>
    Full,
}
