using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using Troupe.Conversation.Audio;

namespace Troupe.Engines.Tests.Conformance;

/// <summary>Speech for engines to hear: spoken by flite's command line, in a diphone voice that gives the same samples every time. 16 kHz.</summary>
internal static class SpokenSentence
{
    private const string Voice = "kal16";

    private static readonly ConcurrentDictionary<string, Lazy<short[]>> Spoken = new(StringComparer.Ordinal);

    /// <summary>The sentence with 300 ms of silence before and after it; skips the test where flite is not installed.</summary>
    public static short[] Of(string text) => Spoken.GetOrAdd(text, static text => new Lazy<short[]>(() => Speak(text))).Value;

    /// <summary>A recording that came with pocketsphinx; skips the test where it is not installed.</summary>
    public static short[] Recording(string name)
    {
        var path = Path.Combine("/usr/share/pocketsphinx/test/data", name);
        Assert.SkipUnless(File.Exists(path), "Recordings are missing: apt-get install pocketsphinx-testdata");
        var bytes = File.ReadAllBytes(path);
        return name.EndsWith(".wav", StringComparison.Ordinal) ? WavFile.Parse(bytes).Samples.ToArray() : Pcm.FromBytes(bytes);
    }

    private static short[] Speak(string text)
    {
        var path = Path.Combine(Path.GetTempPath(), $"troupe-{Guid.NewGuid():N}.wav");
        try
        {
            using var flite = Process.Start(new ProcessStartInfo("flite", ["-voice", Voice, "-t", text, "-o", path]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            flite.WaitForExit();
            var wav = WavFile.Parse(File.ReadAllBytes(path));
            wav.Format.ShouldBe(AudioFormat.Hearing);
            return [.. new short[4_800], .. wav.Samples.Span, .. new short[4_800]];
        }
        catch (Win32Exception)
        {
            Assert.Skip("flite is missing: apt-get install flite");
            throw;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
