using System.Runtime.InteropServices;

namespace Troupe.Engines.Flite;

/// <summary>The functions of flite 2.2 (<c>libflite.so.1</c>) that analyse text and speak it. Loaded once per process and never unloaded.</summary>
/// <remarks>
/// Thread-safe: an utterance belongs to one thread at a time, voices and lexicon are only read after registration.
/// Items, relations, utterances and voices are opaque pointers; strings returned belong to flite and are copied at once.
/// </remarks>
internal sealed unsafe class FliteLibrary
{
    private readonly nint _handle;
    private readonly delegate* unmanaged<nint> _newUtterance;
    private readonly delegate* unmanaged<nint, byte*, int> _setInputText;
    private readonly delegate* unmanaged<nint, nint, nint> _initialize;
    private readonly delegate* unmanaged<nint, nint> _synthesize;
    private readonly delegate* unmanaged<nint, void> _deleteUtterance;
    private readonly delegate* unmanaged<nint, byte*, int> _hasRelation;
    private readonly delegate* unmanaged<nint, byte*, nint> _relation;
    private readonly delegate* unmanaged<nint, nint> _head;
    private readonly delegate* unmanaged<nint, nint> _next;
    private readonly delegate* unmanaged<nint, byte*, nint> _path;
    private readonly delegate* unmanaged<nint, byte*, byte*> _itemString;
    private readonly delegate* unmanaged<nint, byte*, int> _itemHas;
    private readonly delegate* unmanaged<nint, byte*, float> _itemFloat;
    private readonly delegate* unmanaged<nint, byte*, byte*> _featureString;
    private readonly delegate* unmanaged<nint, byte*, nint, void> _setFeature;
    private readonly delegate* unmanaged<nint, byte*, float, void> _setFloat;
    private readonly delegate* unmanaged<FliteStreaming*> _newStreaming;
    private readonly delegate* unmanaged<FliteStreaming*, nint> _streamingValue;
    private readonly delegate* unmanaged<delegate* unmanaged<nint, nint>, nint> _functionValue;
    private readonly delegate* unmanaged<nint, byte*, nint> _feature;
    private readonly delegate* unmanaged<nint, byte*> _modelOfValue;
    private readonly delegate* unmanaged<byte*, nint> _valueOfModel;
    private readonly delegate* unmanaged<nint, FliteTrack*> _trackOfValue;
    private readonly delegate* unmanaged<void> _start;

    private FliteLibrary(nint handle)
    {
        _handle = handle;
        _newUtterance = (delegate* unmanaged<nint>)Find("new_utterance");
        _setInputText = (delegate* unmanaged<nint, byte*, int>)Find("utt_set_input_text");
        _initialize = (delegate* unmanaged<nint, nint, nint>)Find("utt_init");
        _synthesize = (delegate* unmanaged<nint, nint>)Find("utt_synth");
        _deleteUtterance = (delegate* unmanaged<nint, void>)Find("delete_utterance");
        _hasRelation = (delegate* unmanaged<nint, byte*, int>)Find("utt_relation_present");
        _relation = (delegate* unmanaged<nint, byte*, nint>)Find("utt_relation");
        _head = (delegate* unmanaged<nint, nint>)Find("relation_head");
        _next = (delegate* unmanaged<nint, nint>)Find("item_next");
        _path = (delegate* unmanaged<nint, byte*, nint>)Find("flite_path_to_item");
        _itemString = (delegate* unmanaged<nint, byte*, byte*>)Find("item_feat_string");
        _itemHas = (delegate* unmanaged<nint, byte*, int>)Find("item_feat_present");
        _itemFloat = (delegate* unmanaged<nint, byte*, float>)Find("item_feat_float");
        _featureString = (delegate* unmanaged<nint, byte*, byte*>)Find("flite_ffeature_string");
        _setFeature = (delegate* unmanaged<nint, byte*, nint, void>)Find("feat_set");
        _setFloat = (delegate* unmanaged<nint, byte*, float, void>)Find("feat_set_float");
        _newStreaming = (delegate* unmanaged<FliteStreaming*>)Find("new_audio_streaming_info");
        _streamingValue = (delegate* unmanaged<FliteStreaming*, nint>)Find("audio_streaming_info_val");
        _functionValue = (delegate* unmanaged<delegate* unmanaged<nint, nint>, nint>)Find("uttfunc_val");
        _feature = (delegate* unmanaged<nint, byte*, nint>)Find("feat_val");
        _modelOfValue = (delegate* unmanaged<nint, byte*>)Find("val_cg_db");
        _valueOfModel = (delegate* unmanaged<byte*, nint>)Find("cg_db_val");
        _trackOfValue = (delegate* unmanaged<nint, FliteTrack*>)Find("val_track");
        _start = (delegate* unmanaged<void>)Find("flite_init");
    }

    /// <summary>Loads and starts the library.</summary>
    /// <exception cref="DllNotFoundException">The library is not installed.</exception>
    /// <exception cref="EntryPointNotFoundException">The library is another version.</exception>
    public static FliteLibrary Load(string fileName)
    {
        var library = new FliteLibrary(NativeLibrary.Load(fileName));
        library._start();
        return library;
    }

    /// <summary>Starts an utterance of a voice; <see cref="Delete"/> ends it.</summary>
    public nint NewUtterance(nint voice, ReadOnlySpan<byte> zeroTerminatedText)
    {
        var utterance = _newUtterance();
        fixed (byte* text = zeroTerminatedText)
        {
            _ = _setInputText(utterance, text);
        }

        _ = _initialize(utterance, voice);
        return utterance;
    }

    /// <summary>Runs all modules of the voice over the utterance: analysis, durations, sound.</summary>
    public bool Synthesize(nint utterance) => _synthesize(utterance) != 0;

    /// <summary>Frees an utterance and what was set on it.</summary>
    public void Delete(nint utterance) => _deleteUtterance(utterance);

    /// <summary>First item of a relation, or 0.</summary>
    public nint First(nint utterance, ReadOnlySpan<byte> relation)
    {
        fixed (byte* name = relation)
        {
            return _hasRelation(utterance, name) == 0 ? 0 : _head(_relation(utterance, name));
        }
    }

    /// <summary>Next item of the relation, or 0.</summary>
    public nint Next(nint item) => _next(item);

    /// <summary>Item at the end of a path such as <c>R:SylStructure.parent</c>, or 0.</summary>
    public nint Follow(nint item, ReadOnlySpan<byte> path)
    {
        fixed (byte* text = path)
        {
            return _path(item, text);
        }
    }

    /// <summary>Text that is stored on an item.</summary>
    public string Text(nint item, ReadOnlySpan<byte> feature)
    {
        fixed (byte* name = feature)
        {
            return Marshal.PtrToStringUTF8((nint)_itemString(item, name)) ?? "";
        }
    }

    /// <summary>Number that is stored on an item, or 0. Asked for one that is not there, flite would end the process.</summary>
    public float Number(nint item, ReadOnlySpan<byte> feature)
    {
        fixed (byte* name = feature)
        {
            return _itemHas(item, name) == 0 ? 0 : _itemFloat(item, name);
        }
    }

    /// <summary>Feature of an item that flite computes; "0" where there is none.</summary>
    public string Feature(nint item, ReadOnlySpan<byte> feature)
    {
        fixed (byte* name = feature)
        {
            return Marshal.PtrToStringUTF8((nint)_featureString(item, name)) ?? "0";
        }
    }

    /// <summary>Sets a number on an utterance, before those of its voice.</summary>
    public void Set(nint utterance, ReadOnlySpan<byte> feature, float value)
    {
        fixed (byte* name = feature)
        {
            _setFloat(*(nint*)utterance, name, value);
        }
    }

    /// <summary>Replaces a module of the voice for one utterance.</summary>
    public void SetModule(nint utterance, ReadOnlySpan<byte> module, delegate* unmanaged<nint, nint> function)
    {
        fixed (byte* name = module)
        {
            _setFeature(*(nint*)utterance, name, _functionValue(function));
        }
    }

    /// <summary>The clustergen model (<c>cst_cg_db</c>) that an utterance is spoken with, or null.</summary>
    public byte* Model(nint utterance)
    {
        fixed (byte* name = "cg_db"u8)
        {
            var value = _feature(*(nint*)utterance, name);
            return value == 0 ? null : _modelOfValue(value);
        }
    }

    /// <summary>The frames that a clustergen voice has planned for an utterance, which own them; null before, and for other voices.</summary>
    public FliteTrack* Track(nint utterance)
    {
        fixed (byte* name = "param_track"u8)
        {
            var value = _feature(*(nint*)utterance, name);
            return value == 0 ? null : _trackOfValue(value);
        }
    }

    /// <summary>Has an utterance spoken with another model, which must live until the utterance is deleted.</summary>
    public void SetModel(nint utterance, byte* model)
    {
        fixed (byte* name = "cg_db"u8)
        {
            _setFeature(*(nint*)utterance, name, _valueOfModel(model));
        }
    }

    /// <summary>Has the sound of one utterance handed out while it is made. On the utterance rather than on the voice, so that utterances of one voice run at the same time.</summary>
    /// <returns>The description, owned by the utterance.</returns>
    public FliteStreaming* SetStreaming(nint utterance, delegate* unmanaged<FliteWave*, int, int, int, FliteStreaming*, int> callback, nint owner, int samples)
    {
        var streaming = _newStreaming();
        streaming->MinimumSamples = samples;
        streaming->Callback = callback;
        streaming->Owner = owner;
        fixed (byte* name = "streaming_info"u8)
        {
            _setFeature(*(nint*)utterance, name, _streamingValue(streaming));
        }

        return streaming;
    }

    private nint Find(string name) => NativeLibrary.GetExport(_handle, name);
}
