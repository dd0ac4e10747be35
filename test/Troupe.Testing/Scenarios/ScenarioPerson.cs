using YamlDotNet.Serialization;

namespace Troupe.Testing.Scenarios;

/// <summary>How the person of a scenario speaks, and into what.</summary>
public sealed class ScenarioPerson
{
    /// <summary>How long a word lasts; a step may say otherwise. Default: 300 ms, 200 words a minute.</summary>
    [YamlMember(Alias = "pace")]
    public TimeSpan Pace { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How much words differ in length: the share by which the longest and the shortest are off. Default: 0.1.</summary>
    [YamlMember(Alias = "variation")]
    public double Variation { get; set; } = 0.1;

    /// <summary>
    /// How far the voice is above a steady noise in the room, in decibels. Default: no noise. Voice activity does not mind down to 10 dB; the recogniser hears
    /// wrong words as pocketsphinx does in pink noise: 17 of 100 at 20 dB, 84 at 10 dB.
    /// </summary>
    [YamlMember(Alias = "signal_to_noise")]
    public double? SignalToNoise { get; set; }

    /// <summary>
    /// How much too loud the microphone is set, in decibels: what exceeds full scale is cut off, and the recogniser hears wrong words in half of the share of samples that are.
    /// Default: 0; its peaks are 8.5 dB below full scale.
    /// </summary>
    [YamlMember(Alias = "gain")]
    public double Gain { get; set; }
}
