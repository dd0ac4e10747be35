using System.Runtime.InteropServices;
using System.Text;
using Troupe.Engines.Speaking;

namespace Troupe.Engines.Hts;

/// <summary>
/// An hts_engine with a voice. It belongs to one thread at a time.
/// Sound is made in steps: durations of all phones at once (1.6 ms a sentence), then the spectra and pitch of all frames, then the sound frame by frame.
/// hts_engine offers the last step for whole utterances only; this drives its vocoder itself, so that sound leaves while the rest is being made.
/// The samples equal those of <c>HTS_Engine_generate_sample_sequence</c>.
/// </summary>
internal sealed unsafe class HtsEngine : IDisposable
{
    /// <summary>What hts_engine takes for "no pitch".</summary>
    private const double Unvoiced = -1.0e10;

    private readonly HtsLibrary _hts = HtsLibrary.Get();
    private readonly byte* _engine;
    private readonly byte* _vocoder;
    private readonly double* _frame;
    private readonly int _states;
    private nuint _next;
    private nuint _voiced;
    private bool _vocoding;
    private bool _disposed;

    /// <summary>Loads a voice. About 50 ms.</summary>
    /// <exception cref="EngineException">The file is not an HTS voice of two streams, or the library is not hts_engine 1.10.</exception>
    public HtsEngine(string voicePath)
    {
        _engine = (byte*)NativeMemory.AllocZeroed(HtsLibrary.EngineSize);
        _vocoder = (byte*)NativeMemory.AllocZeroed(HtsLibrary.VocoderSize);
        _hts.Initialize(_engine);
        fixed (byte* path = Encoding.UTF8.GetBytes(voicePath + '\0'))
        {
            var paths = path;
            if (_hts.Load(_engine, &paths, 1) == 0)
            {
                Dispose();
                throw new EngineException($"hts_engine cannot read the voice {voicePath}.", transient: false);
            }
        }

        SampleRate = (int)_hts.SampleRate(_engine);
        FramePeriod = (int)_hts.FramePeriod(_engine);
        _states = (int)_hts.States(_engine);
        _frame = (double*)NativeMemory.Alloc((nuint)FramePeriod * sizeof(double));
    }

    /// <summary>Hertz.</summary>
    public int SampleRate { get; }

    /// <summary>Samples per frame.</summary>
    public int FramePeriod { get; }

    private void* Parameters => _engine + HtsLibrary.ParametersOffset;

    /// <summary>Plans an utterance.</summary>
    /// <param name="labels">One full-context label per phone.</param>
    /// <param name="speed">Speaking rate; 1 is as recorded.</param>
    /// <param name="halfTones">Shift of pitch.</param>
    /// <returns>Samples of each phone.</returns>
    public int[] Plan(string[] labels, double speed, double halfTones)
    {
        Reset();
        _hts.SetSpeed(_engine, speed);
        _hts.AddHalfTone(_engine, halfTones);
        var pointers = new nint[labels.Length];
        try
        {
            for (var index = 0; index < labels.Length; index++)
            {
                pointers[index] = Marshal.StringToCoTaskMemUTF8(labels[index]);
            }

            fixed (nint* first = pointers)
            {
                if (_hts.GenerateStates(_engine, (byte**)first, (nuint)labels.Length) == 0)
                {
                    throw new EngineException("hts_engine could not plan a phrase.", transient: true);
                }
            }
        }
        finally
        {
            foreach (var pointer in pointers)
            {
                Marshal.FreeCoTaskMem(pointer);
            }
        }

        var samples = new int[labels.Length];
        for (var index = 0; index < labels.Length; index++)
        {
            for (var state = 0; state < _states; state++)
            {
                samples[index] += (int)_hts.StateDuration(_engine, (nuint)((index * _states) + state)) * FramePeriod;
            }
        }

        return samples;
    }

    /// <summary>Makes spectra and pitch of all frames of the planned utterance.</summary>
    public void Shape()
    {
        if (_hts.GenerateParameters(_engine) == 0 || _hts.StreamCount(Parameters) != 2)
        {
            throw new EngineException("hts_engine could not shape a phrase.", transient: true);
        }

        _hts.StartVocoder(_vocoder, _hts.VectorLength(Parameters, 0) - 1, 0, 0, (nuint)SampleRate, (nuint)FramePeriod);
        _vocoding = true;
    }

    /// <summary>How loud some frames will be, once they are shaped: the mean square of their sound, before any gain.</summary>
    /// <param name="from">The first.</param>
    /// <param name="to">The one after the last.</param>
    public double Power(int from, int to)
    {
        var voiced = 0u;
        for (var frame = 0; frame < from; frame++)
        {
            voiced += IsVoiced(frame) ? 1u : 0u;
        }

        var power = 0.0;
        for (var frame = from; frame < to; frame++)
        {
            var pitch = IsVoiced(frame) ? Math.Exp(_hts.Parameter(Parameters, 1, voiced++, 0)) : 0;
            var cepstrum = new ReadOnlySpan<double>(_hts.ParameterVector(Parameters, 0, (nuint)frame), (int)_hts.VectorLength(Parameters, 0));
            power += MelCepstrum.Power(cepstrum, _hts.Alpha(_engine), SampleRate, pitch);
        }

        return power / Math.Max(1, to - from);
    }

    /// <summary>Leaves frames out at the start.</summary>
    public void Skip(int frames)
    {
        for (; frames > 0; frames--)
        {
            _voiced += _hts.IsVoiced(Parameters, 1, _next++) != 0 ? 1u : 0u;
        }
    }

    /// <summary>Makes the next frame's sound.</summary>
    /// <param name="samples">Takes <see cref="FramePeriod"/> samples in the range of 16 bits.</param>
    /// <returns>False when the utterance is over.</returns>
    public bool TryVocode(Span<double> samples)
    {
        if (_next >= _hts.FrameCount(Parameters))
        {
            return false;
        }

        var pitch = Unvoiced;
        if (_hts.IsVoiced(Parameters, 1, _next) != 0)
        {
            pitch = _hts.Parameter(Parameters, 1, _voiced++, 0);
        }

        _hts.Vocode(_vocoder, _hts.VectorLength(Parameters, 0) - 1, pitch, _hts.ParameterVector(Parameters, 0, _next++),
            0, null, _hts.Alpha(_engine), _hts.Beta(_engine), 1, _frame, null);
        new ReadOnlySpan<double>(_frame, FramePeriod).CopyTo(samples);
        return true;
    }

    /// <summary>Makes the sound of the planned utterance in one piece by hts_engine itself.</summary>
    public double[] VocodeWhole()
    {
        if (_hts.GenerateParameters(_engine) == 0 || _hts.GenerateSamples(_engine) == 0)
        {
            throw new EngineException("hts_engine could not speak a phrase.", transient: true);
        }

        var samples = new double[_hts.SampleCount(_engine)];
        for (var index = 0; index < samples.Length; index++)
        {
            samples[index] = _hts.Sample(_engine, (nuint)index);
        }

        return samples;
    }

    private bool IsVoiced(int frame) => _hts.IsVoiced(Parameters, 1, (nuint)frame) != 0;

    /// <summary>Frees what an utterance left behind.</summary>
    public void Reset()
    {
        if (_vocoding)
        {
            _hts.ClearVocoder(_vocoder);
            _vocoding = false;
        }

        _hts.Refresh(_engine);
        _next = 0;
        _voiced = 0;
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Reset();
        _hts.Clear(_engine);
        NativeMemory.Free(_engine);
        NativeMemory.Free(_vocoder);
        NativeMemory.Free(_frame);
    }
}
