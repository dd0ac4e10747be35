using Troupe.Engines.Flite;
using Troupe.Engines.Hts;
using Troupe.Engines.Speaking;

namespace Troupe.Engines;

/// <summary>Where the embedded voices lie.</summary>
public sealed class EmbeddedVoicesOptions
{
    /// <summary>The voice file of <c>hts-slt</c>. Default: `/usr/share/festival/voices/us/cmu_us_slt_arctic_hts/hts/cmu_us_slt_arctic_hts.htsvoice`, where Debian's festvox-us-slt-hts puts it.</summary>
    public string HtsVoice { get; set; } = "/usr/share/festival/voices/us/cmu_us_slt_arctic_hts/hts/cmu_us_slt_arctic_hts.htsvoice";
}

/// <summary>The voices that work on this machine without key, network or GPU. One instance serves the process; thread-safe.</summary>
public sealed class EmbeddedVoices : IDisposable
{
    /// <summary>The voice that speaks when none is chosen.</summary>
    public const string Default = "hts-slt";

    private const string FlitePackage = "apt-get install libflite1";
    private readonly HtsSynthesizer _hts;
    private readonly string _htsVoice;
    private readonly Dictionary<string, ISpeechSynthesizer> _voices;

    /// <summary>Names the voices; nothing is loaded before one is probed or speaks.</summary>
    public EmbeddedVoices(EmbeddedVoicesOptions options)
    {
        _htsVoice = options.HtsVoice;
        _hts = new HtsSynthesizer(_htsVoice, static () => FliteVoice.Register("slt"));
        _voices = new ISpeechSynthesizer[]
        {
            _hts,
            new FliteSynthesizer("rms", "English (US), male, 16 kHz, lowest cost", level: 1),
            new FliteSynthesizer("slt", "English (US), female, 16 kHz, lowest cost", level: -4),
        }.ToDictionary(static voice => voice.Voice.Id, static voice => voice.UseNormalizer(), StringComparer.Ordinal);
    }

    /// <summary>Names of the voices, the default first.</summary>
    public IReadOnlyCollection<string> Ids => _voices.Keys;

    /// <summary>A voice for written text. It may lack its libraries: <see cref="Probe"/> tells.</summary>
    /// <exception cref="ArgumentException">No voice has this name.</exception>
    public ISpeechSynthesizer Get(string id) => _voices.TryGetValue(id, out var voice)
        ? voice
        : throw new ArgumentException($"No voice is called '{id}'; there are {string.Join(", ", _voices.Keys)}.", nameof(id));

    /// <summary>Loads a voice and says whether it works. Never throws for a missing part. The first call takes about 60 ms and warms the voice up.</summary>
    /// <exception cref="ArgumentException">No voice has this name.</exception>
    public EngineFinding Probe(string id)
    {
        var name = Get(id).Voice.Id;
        try
        {
            return name == Default ? ProbeHts() : ProbeFlite(name);
        }
        catch (Exception failure) when (failure is EngineException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return new EngineFinding("synthesizer", name, Found: false, failure.Message, name == Default ? $"{FlitePackage} libhtsengine1 festvox-us-slt-hts" : FlitePackage);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _hts.Dispose();

    private EngineFinding ProbeHts()
    {
        _ = FliteVoice.Register("slt");
        _hts.WarmUp();
        return new EngineFinding("synthesizer", Default, Found: true, $"libflite.so.1, libHTSEngine.so.1, {_htsVoice}");
    }

    private static EngineFinding ProbeFlite(string id)
    {
        var name = id["flite-".Length..];
        _ = FliteVoice.Register(name);
        return new EngineFinding("synthesizer", id, Found: true, $"libflite.so.1, libflite_cmu_us_{name}.so.1");
    }
}
