namespace Troupe.Engines.PocketSphinx;

/// <summary>How thoroughly a decoder searches. Both give partials while the person speaks.</summary>
public enum DecoderProfile
{
    /// <summary>
    /// One pass with a narrow beam: 0.12 of a core for each speaker, and done about 10 ms after the sound; a quarter more words are wrong when real people read.
    /// </summary>
    Fast,

    /// <summary>Three passes, the last two when the utterance has ended: 0.21 of a core for each speaker, and done about 90 ms after the sound.</summary>
    Full,
}
