using System.Runtime.InteropServices;

namespace Troupe.Benchmarks.LipSync;

/// <summary>The functions of espeak-ng 1.51 that speak and tell phones. Not thread-safe, once per process.</summary>
internal static class EspeakLibrary
{
    /// <summary>The library.</summary>
    public const string Name = "libespeak-ng.so.1";

    /// <summary>The packages that hold it and its voices.</summary>
    public const string Packages = "libespeak-ng1 espeak-ng-data";

    /// <summary>Kind of the event after the last of a callback.</summary>
    public const int EndOfEvents = 0;

    /// <summary>Kind of the event at the start of a word.</summary>
    public const int Word = 1;

    /// <summary>Kind of the event at the start of a phone.</summary>
    public const int Phone = 7;

    /// <summary>Receives sound with the events in it; answers 0 to go on.</summary>
    /// <param name="samples">PCM16, or 0.</param>
    /// <param name="count">Number of samples.</param>
    /// <param name="events">Events until one of kind <see cref="EndOfEvents"/>.</param>
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate int Receive(nint samples, int count, nint events);

    /// <summary>Starts the library; to be given 2 (the call returns when all is spoken), 20 ms, 0 for Debian's folder of voices, and flags.</summary>
    /// <returns>The sample rate, or below 0.</returns>
    [DllImport(Name, EntryPoint = "espeak_Initialize")]
    public static extern int Initialize(int output, int milliseconds, nint folder, int flags);

    [DllImport(Name, EntryPoint = "espeak_SetSynthCallback")]
    public static extern void SetCallback(Receive receive);

    [DllImport(Name, EntryPoint = "espeak_SetVoiceByName")]
    public static extern int SetVoice(byte[] name);

    [DllImport(Name, EntryPoint = "espeak_Synth")]
    public static extern int Speak(byte[] text, nuint size, uint position, int kindOfPosition, uint end, uint flags, nint identifier, nint owner);

    /// <summary>The event's fields that are used; the name fills eight bytes, ends at the first zero, and has anything behind it.</summary>
    [StructLayout(LayoutKind.Explicit, Size = Size)]
    public readonly struct Event
    {
        /// <summary>Bytes of an event.</summary>
        public const int Size = 40;

        /// <summary>Where the name begins, in bytes.</summary>
        public const int NameAt = 32;

        /// <summary>Bytes of a name.</summary>
        public const int NameLength = 8;

        /// <summary>What happened.</summary>
        [FieldOffset(0)]
        public readonly int Kind;

        /// <summary>Of a word: which character of the text it begins with, the first being 1.</summary>
        [FieldOffset(8)]
        public readonly int Position;

        /// <summary>Of a word: how many characters it has.</summary>
        [FieldOffset(12)]
        public readonly int Length;

        /// <summary>When, in samples of the text's sound.</summary>
        [FieldOffset(20)]
        public readonly int Sample;
    }
}
