using System.Runtime.InteropServices;
using System.Text;
using Troupe.Engines.Native;

namespace Troupe.Engines.PocketSphinx;

/// <summary>The functions of libpocketsphinx 5prealpha and libsphinxbase that decoding needs. Thread-safe; a decoder is not.</summary>
/// <remarks>Version 5 proper has merged the libraries and replaced <c>cmd_ln</c>; its soname differs, so it is not mistaken for this one.</remarks>
internal sealed unsafe class PocketSphinxLibrary
{
    /// <summary>The decoder's library.</summary>
    public const string Name = "libpocketsphinx.so.3";

    /// <summary>The library below it.</summary>
    public const string BaseName = "libsphinxbase.so.3";

    private readonly nint _arguments;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, int, byte**, int, nint> _parse;
    private readonly delegate* unmanaged[Cdecl]<nint, int> _freeConfiguration;
    private readonly delegate* unmanaged[Cdecl]<nint, nint> _init;
    private readonly delegate* unmanaged[Cdecl]<nint, int> _free;
    private readonly delegate* unmanaged[Cdecl]<nint, int> _startStream;
    private readonly delegate* unmanaged[Cdecl]<nint, int> _startUtterance;
    private readonly delegate* unmanaged[Cdecl]<nint, short*, nuint, int, int, int> _process;
    private readonly delegate* unmanaged[Cdecl]<nint, int> _endUtterance;
    private readonly delegate* unmanaged[Cdecl]<nint, int*, byte*> _hypothesis;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, nint> _languageModel;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, float, int> _addToModel;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, int, int> _addWord;

    /// <summary>Loads both libraries.</summary>
    /// <exception cref="EngineException">One is missing or of another version.</exception>
    public PocketSphinxLibrary()
    {
        var sphinxBase = SharedLibrary.Load(BaseName);
        var pocketSphinx = SharedLibrary.Load(Name);
        _arguments = ((delegate* unmanaged[Cdecl]<nint>)pocketSphinx.Symbol("ps_args"))();
        _parse = (delegate* unmanaged[Cdecl]<nint, nint, int, byte**, int, nint>)sphinxBase.Symbol("cmd_ln_parse_r");
        _freeConfiguration = (delegate* unmanaged[Cdecl]<nint, int>)sphinxBase.Symbol("cmd_ln_free_r");
        _init = (delegate* unmanaged[Cdecl]<nint, nint>)pocketSphinx.Symbol("ps_init");
        _free = (delegate* unmanaged[Cdecl]<nint, int>)pocketSphinx.Symbol("ps_free");
        _startStream = (delegate* unmanaged[Cdecl]<nint, int>)pocketSphinx.Symbol("ps_start_stream");
        _startUtterance = (delegate* unmanaged[Cdecl]<nint, int>)pocketSphinx.Symbol("ps_start_utt");
        _process = (delegate* unmanaged[Cdecl]<nint, short*, nuint, int, int, int>)pocketSphinx.Symbol("ps_process_raw");
        _endUtterance = (delegate* unmanaged[Cdecl]<nint, int>)pocketSphinx.Symbol("ps_end_utt");
        _hypothesis = (delegate* unmanaged[Cdecl]<nint, int*, byte*>)pocketSphinx.Symbol("ps_get_hyp");
        _languageModel = (delegate* unmanaged[Cdecl]<nint, byte*, nint>)pocketSphinx.Symbol("ps_get_lm");
        _addToModel = (delegate* unmanaged[Cdecl]<nint, byte*, float, int>)sphinxBase.Symbol("ngram_model_add_word");
        _addWord = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, int, int>)pocketSphinx.Symbol("ps_add_word");

        Mean = new CepstralMean(sphinxBase, pocketSphinx);

        // It would write pages to the error stream, what people said among them.
        ((delegate* unmanaged[Cdecl]<nint, void>)sphinxBase.Symbol("err_set_logfp"))(0);
    }

    /// <summary>The running mean of decoders.</summary>
    public CepstralMean Mean { get; }

    /// <summary>Makes a decoder: reads models of 30 MB, 0.3 to 2 s.</summary>
    /// <returns>The decoder, or 0 when it cannot be made.</returns>
    public nint Create(IReadOnlyList<string> arguments)
    {
        var texts = arguments.Select(Marshal.StringToCoTaskMemUTF8).ToArray();
        try
        {
            nint configuration;
            fixed (nint* values = texts)
            {
                configuration = _parse(0, _arguments, texts.Length, (byte**)values, 1);
            }

            if (configuration == 0)
            {
                return 0;
            }

            // The decoder holds its own reference.
            var decoder = _init(configuration);
            _ = _freeConfiguration(configuration);
            return decoder;
        }
        finally
        {
            Array.ForEach(texts, Marshal.FreeCoTaskMem);
        }
    }

    /// <summary>Frees a decoder.</summary>
    public void Free(nint decoder) => _ = _free(decoder);

    /// <summary>Teaches a decoder a word that it does not know.</summary>
    /// <param name="decoder">The decoder, between utterances.</param>
    /// <param name="word">How it is written.</param>
    /// <param name="pronunciations">How it is said, each as phones of the acoustic model.</param>
    /// <param name="likelihood">How likely it is anywhere, in units of an even share of all words.</param>
    /// <returns>Whether it is known henceforth: an unknown phone or a decoder without a language model prevents it.</returns>
    public bool Teach(nint decoder, string word, IReadOnlyList<string> pronunciations, float likelihood)
    {
        fixed (byte* search = "_default\0"u8, name = Terminated(word))
        {
            // Before the pronunciations, which would add it with an even share.
            var model = _languageModel(decoder, search);
            if (model == 0 || _addToModel(model, name, likelihood) < 0)
            {
                return false;
            }
        }

        for (var i = 0; i < pronunciations.Count; i++)
        {
            // The search is built anew with the last one.
            fixed (byte* name = Terminated(i == 0 ? word : $"{word}({i + 1})"), phones = Terminated(pronunciations[i]))
            {
                if (_addWord(decoder, name, phones, i == pronunciations.Count - 1 ? 1 : 0) < 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Begins an utterance of a stream whose noise is not known yet.</summary>
    public bool Start(nint decoder) => _startStream(decoder) == 0 && _startUtterance(decoder) == 0;

    /// <summary>Decodes sound.</summary>
    public bool Process(nint decoder, ReadOnlySpan<short> samples)
    {
        fixed (short* data = samples)
        {
            return _process(decoder, data, (nuint)samples.Length, 0, 0) >= 0;
        }
    }

    /// <summary>Ends the utterance; runs the passes that need all of it.</summary>
    public bool End(nint decoder) => _endUtterance(decoder) == 0;

    /// <summary>What was understood so far.</summary>
    public string Hypothesis(nint decoder) => Marshal.PtrToStringUTF8((nint)_hypothesis(decoder, null))?.Trim() ?? "";

    private static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
