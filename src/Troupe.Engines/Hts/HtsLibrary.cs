using System.Runtime.InteropServices;

namespace Troupe.Engines.Hts;

/// <summary>The functions of hts_engine API 1.10 (<c>libHTSEngine.so.1</c>). Loaded once per process; an engine and a vocoder belong to one thread at a time.</summary>
internal sealed unsafe class HtsLibrary
{
    /// <summary>Bytes of <c>HTS_Engine</c> in 1.10: condition 136, audio 40, models 120, labels 16, states 48, parameters 24, speech 40.</summary>
    public const int EngineSize = 424;

    /// <summary>Where <c>HTS_PStreamSet</c> lies within <c>HTS_Engine</c>.</summary>
    public const int ParametersOffset = 136 + 40 + 120 + 16 + 48;

    /// <summary>Room for <c>HTS_Vocoder</c>, which is 232 bytes in 1.10.</summary>
    public const int VocoderSize = 1024;

    public readonly delegate* unmanaged<void*, void> Initialize;
    public readonly delegate* unmanaged<void*, byte**, nuint, byte> Load;
    public readonly delegate* unmanaged<void*, nuint> SampleRate;
    public readonly delegate* unmanaged<void*, nuint> FramePeriod;
    public readonly delegate* unmanaged<void*, nuint> States;
    public readonly delegate* unmanaged<void*, double> Alpha;
    public readonly delegate* unmanaged<void*, double> Beta;
    public readonly delegate* unmanaged<void*, double, void> SetSpeed;
    public readonly delegate* unmanaged<void*, double, void> AddHalfTone;
    public readonly delegate* unmanaged<void*, byte**, nuint, byte> GenerateStates;
    public readonly delegate* unmanaged<void*, nuint, nuint> StateDuration;
    public readonly delegate* unmanaged<void*, byte> GenerateParameters;
    public readonly delegate* unmanaged<void*, byte> GenerateSamples;
    public readonly delegate* unmanaged<void*, nuint> SampleCount;
    public readonly delegate* unmanaged<void*, nuint, double> Sample;
    public readonly delegate* unmanaged<void*, void> Refresh;
    public readonly delegate* unmanaged<void*, void> Clear;
    public readonly delegate* unmanaged<void*, nuint> StreamCount;
    public readonly delegate* unmanaged<void*, nuint> FrameCount;
    public readonly delegate* unmanaged<void*, nuint, nuint> VectorLength;
    public readonly delegate* unmanaged<void*, nuint, nuint, nuint, double> Parameter;
    public readonly delegate* unmanaged<void*, nuint, nuint, double*> ParameterVector;
    public readonly delegate* unmanaged<void*, nuint, nuint, byte> IsVoiced;
    public readonly delegate* unmanaged<void*, nuint, nuint, byte, nuint, nuint, void> StartVocoder;
    public readonly delegate* unmanaged<void*, nuint, double, double*, nuint, double*, double, double, double, double*, void*, void> Vocode;
    public readonly delegate* unmanaged<void*, void> ClearVocoder;

    private static readonly Lock Loading = new();
    private static HtsLibrary? _loaded;
    private readonly nint _handle;

    private HtsLibrary(nint handle)
    {
        _handle = handle;
        Initialize = (delegate* unmanaged<void*, void>)Find("HTS_Engine_initialize");
        Load = (delegate* unmanaged<void*, byte**, nuint, byte>)Find("HTS_Engine_load");
        SampleRate = (delegate* unmanaged<void*, nuint>)Find("HTS_Engine_get_sampling_frequency");
        FramePeriod = (delegate* unmanaged<void*, nuint>)Find("HTS_Engine_get_fperiod");
        States = (delegate* unmanaged<void*, nuint>)Find("HTS_Engine_get_nstate");
        Alpha = (delegate* unmanaged<void*, double>)Find("HTS_Engine_get_alpha");
        Beta = (delegate* unmanaged<void*, double>)Find("HTS_Engine_get_beta");
        SetSpeed = (delegate* unmanaged<void*, double, void>)Find("HTS_Engine_set_speed");
        AddHalfTone = (delegate* unmanaged<void*, double, void>)Find("HTS_Engine_add_half_tone");
        GenerateStates = (delegate* unmanaged<void*, byte**, nuint, byte>)Find("HTS_Engine_generate_state_sequence_from_strings");
        StateDuration = (delegate* unmanaged<void*, nuint, nuint>)Find("HTS_Engine_get_state_duration");
        GenerateParameters = (delegate* unmanaged<void*, byte>)Find("HTS_Engine_generate_parameter_sequence");
        GenerateSamples = (delegate* unmanaged<void*, byte>)Find("HTS_Engine_generate_sample_sequence");
        SampleCount = (delegate* unmanaged<void*, nuint>)Find("HTS_Engine_get_nsamples");
        Sample = (delegate* unmanaged<void*, nuint, double>)Find("HTS_Engine_get_generated_speech");
        Refresh = (delegate* unmanaged<void*, void>)Find("HTS_Engine_refresh");
        Clear = (delegate* unmanaged<void*, void>)Find("HTS_Engine_clear");
        StreamCount = (delegate* unmanaged<void*, nuint>)Find("HTS_PStreamSet_get_nstream");
        FrameCount = (delegate* unmanaged<void*, nuint>)Find("HTS_PStreamSet_get_total_frame");
        VectorLength = (delegate* unmanaged<void*, nuint, nuint>)Find("HTS_PStreamSet_get_vector_length");
        Parameter = (delegate* unmanaged<void*, nuint, nuint, nuint, double>)Find("HTS_PStreamSet_get_parameter");
        ParameterVector = (delegate* unmanaged<void*, nuint, nuint, double*>)Find("HTS_PStreamSet_get_parameter_vector");
        IsVoiced = (delegate* unmanaged<void*, nuint, nuint, byte>)Find("HTS_PStreamSet_get_msd_flag");
        StartVocoder = (delegate* unmanaged<void*, nuint, nuint, byte, nuint, nuint, void>)Find("HTS_Vocoder_initialize");
        Vocode = (delegate* unmanaged<void*, nuint, double, double*, nuint, double*, double, double, double, double*, void*, void>)Find("HTS_Vocoder_synthesize");
        ClearVocoder = (delegate* unmanaged<void*, void>)Find("HTS_Vocoder_clear");
    }

    /// <summary>The library.</summary>
    /// <exception cref="DllNotFoundException">It is not installed.</exception>
    /// <exception cref="EntryPointNotFoundException">It is another version.</exception>
    public static HtsLibrary Get()
    {
        lock (Loading)
        {
            return _loaded ??= new HtsLibrary(NativeLibrary.Load("libHTSEngine.so.1"));
        }
    }

    private nint Find(string name) => NativeLibrary.GetExport(_handle, name);
}
