using System.ComponentModel.DataAnnotations;

namespace Troupe.Engines.PocketSphinx;

/// <summary>How speech is recognised by pocketsphinx.</summary>
public sealed class PocketSphinxOptions
{
    /// <summary>
    /// Folder with <c>en-us/</c> (acoustic model), <c>en-us.lm.bin</c> and <c>cmudict-en-us.dict</c>.
    /// Default: /usr/share/pocketsphinx/model/en-us, where Debian's package has them.
    /// </summary>
    [Required]
    public string ModelFolder { get; set; } = "/usr/share/pocketsphinx/model/en-us";

    /// <summary>
    /// How thoroughly to search. The default is for conversation, where the passes of <see cref="DecoderProfile.Full"/> would be waited for at the end of every turn.
    /// Default: <see cref="DecoderProfile.Balanced"/>.
    /// </summary>
    public DecoderProfile Profile { get; set; } = DecoderProfile.Balanced;

    /// <summary>
    /// Decoders that are made at the start, so that the first words do not wait for one.
    /// Default: 1.
    /// </summary>
    [Range(0, 64)]
    public int WarmDecoders { get; set; } = 1;

    /// <summary>
    /// The most decoders, which is the number of people who can speak at the same time; more are made when they are needed, and kept. Each takes 97 MB.
    /// Default: 4.
    /// </summary>
    [Range(1, 64)]
    public int MaxDecoders { get; set; } = 4;

    /// <summary>
    /// How long a recognition waits when all decoders are busy: about the time that one takes to finish.
    /// Default: 500 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan WaitForDecoder { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How much sound is decoded between two looks at what was understood so far.
    /// Default: 100 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.020", "00:00:05")]
    public TimeSpan PartialInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How far decoding may fall behind the speaker before the recognition fails: beyond it the answer would come too late anyway.
    /// Default: 20 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan MaxBacklog { get; set; } = TimeSpan.FromSeconds(20);
}
