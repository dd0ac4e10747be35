using System.Runtime.InteropServices;

namespace Troupe.Benchmarks.LipSync;

/// <summary>The functions of libpocketsphinx 5prealpha that align a text; strings are zero-terminated.</summary>
internal static class PocketSphinxAlignment
{
    private const string Library = "libpocketsphinx.so.3";

    [DllImport(Library, EntryPoint = "ps_set_jsgf_string")]
    public static extern int SetGrammar(nint decoder, byte[] name, byte[] grammar);

    [DllImport(Library, EntryPoint = "ps_set_search")]
    public static extern int SetSearch(nint decoder, byte[] name);

    [DllImport(Library, EntryPoint = "ps_process_raw")]
    public static extern int Process(nint decoder, short[] samples, nuint count, int withoutSearch, int isWhole);

    [DllImport(Library, EntryPoint = "ps_seg_iter")]
    public static extern nint Segments(nint decoder);

    [DllImport(Library, EntryPoint = "ps_seg_next")]
    public static extern nint NextSegment(nint segment);

    [DllImport(Library, EntryPoint = "ps_seg_word")]
    public static extern nint WordOfSegment(nint segment);

    [DllImport(Library, EntryPoint = "ps_lookup_word")]
    public static extern nint Lookup(nint decoder, byte[] word);

    [DllImport("libsphinxbase.so.3", EntryPoint = "ckd_free")]
    public static extern void FreeText(nint text);

    [DllImport(Library, EntryPoint = "dict_wordid")]
    public static extern int WordId(nint dictionary, byte[] word);

    [DllImport(Library, EntryPoint = "ps_alignment_init")]
    public static extern nint New(nint triphones);

    [DllImport(Library, EntryPoint = "ps_alignment_add_word")]
    public static extern int AddWord(nint alignment, int word, int duration);

    [DllImport(Library, EntryPoint = "ps_alignment_populate")]
    public static extern int Populate(nint alignment);

    [DllImport(Library, EntryPoint = "ps_alignment_free")]
    public static extern int Free(nint alignment);

    [DllImport(Library, EntryPoint = "ps_alignment_phones")]
    public static extern nint Phones(nint alignment);

    [DllImport(Library, EntryPoint = "ps_alignment_iter_next")]
    public static extern nint NextPhone(nint phone);

    [DllImport(Library, EntryPoint = "ps_alignment_iter_get")]
    public static extern nint EntryOf(nint phone);

    [DllImport(Library, EntryPoint = "state_align_search_init")]
    public static extern nint NewSearch(byte[] name, nint configuration, nint acousticModel, nint alignment);

    [DllImport(Library, EntryPoint = "acmod_set_grow")]
    public static extern int SetGrow(nint acousticModel, int grows);

    [DllImport(Library, EntryPoint = "acmod_start_utt")]
    public static extern int StartSound(nint acousticModel);

    [DllImport(Library, EntryPoint = "acmod_process_raw")]
    public static extern int ProcessSound(nint acousticModel, ref nint samples, ref nuint count, int isWhole);

    [DllImport(Library, EntryPoint = "acmod_advance")]
    public static extern int Advance(nint acousticModel);

    [DllImport(Library, EntryPoint = "acmod_end_utt")]
    public static extern int EndSound(nint acousticModel);

    /// <summary>Where a phone lies, as <c>ps_alignment_entry_t</c> has it.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 20)]
    public readonly struct Entry
    {
        /// <summary>Its first frame.</summary>
        [FieldOffset(8)]
        public readonly short Start;

        /// <summary>Its frames.</summary>
        [FieldOffset(10)]
        public readonly short Duration;
    }

    /// <summary>What a search does, from the table of functions that it begins with: start, step, finish, (re-initialise,) free.</summary>
    public sealed class Steps(nint search)
    {
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private delegate int OfSearch(nint search);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private delegate int OfFrame(nint search, int frame);

        private readonly OfFrame _step = Function<OfFrame>(search, 1);

        public int Start() => Function<OfSearch>(search, 0)(search);

        public int Step(int frame) => _step(search, frame);

        public int Finish() => Function<OfSearch>(search, 2)(search);

        public void Free() => _ = Function<OfSearch>(search, 4)(search);

        private static T Function<T>(nint search, int index)
            where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(Marshal.ReadIntPtr(Marshal.ReadIntPtr(search), index * nint.Size));
    }
}
