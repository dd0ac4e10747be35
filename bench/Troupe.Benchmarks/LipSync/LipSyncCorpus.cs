using Troupe.Benchmarks.Corpus;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Speaking;
using Troupe.Engines;
using Troupe.Engines.Flite;
using Troupe.Engines.Speaking;

namespace Troupe.Benchmarks.LipSync;

/// <summary>
/// The sentences spoken by voices that know when each of their phones sounds. Phones and their times are the same in every run; so are the samples of
/// <c>hts_slt</c>, while flite's differ in their noise, as its excitation is random. espeak-ng differs in both, by less than a hundredth.
/// </summary>
public static class LipSyncCorpus
{
    private static readonly TimeSpan Pad = TimeSpan.FromMilliseconds(200);

    /// <summary>Makes the corpus.</summary>
    /// <param name="every">1 for all sentences, 5 for every fifth; people are few and stay.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Clips by set.</returns>
    /// <exception cref="EngineException">A voice is not installed.</exception>
    public static async Task<IReadOnlyList<IGrouping<string, LipSyncClip>>> MakeAsync(int every, CancellationToken cancellationToken)
    {
        using var embedded = new EmbeddedVoices(new EmbeddedVoicesOptions());
        (string Set, ISpeechSynthesizer Voice)[] voices =
        [
            ("flite_rms", embedded.Get("flite-rms")),
            ("flite_awb", new FliteSynthesizer("awb", "English (Scottish), male, 16 kHz", level: 0).UseNormalizer()),
            ("flite_slt", embedded.Get("flite-slt")),
            ("hts_slt", embedded.Get("hts-slt")),
        ];
        var wanted = voices.SelectMany(voice => LipSyncTexts.All.Where((_, index) => index % every == 0).Select(text => (voice.Set, voice.Voice, Text: text))).ToArray();
        var clips = new LipSyncClip[wanted.Length];
        await Parallel.ForAsync(0, wanted.Length, cancellationToken, async (index, cancelled) =>
            clips[index] = await SayAsync(wanted[index].Set, wanted[index].Voice, wanted[index].Text, cancelled));
        return [.. clips.Concat(Espeak(every)).Concat(PeopleClips.Read()).GroupBy(clip => clip.Set)];
    }

    /// <summary>Has a voice say a sentence.</summary>
    /// <param name="set">The set that the clip belongs to.</param>
    /// <param name="voice">A voice that tells its phones.</param>
    /// <param name="text">As a person reads it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<LipSyncClip> SayAsync(string set, ISpeechSynthesizer voice, string text, CancellationToken cancellationToken)
    {
        var (sound, phones, words) = await voice.SayAsync(text, cancellationToken);
        return Clip(set, text, Sounds.Faster(sound.Samples.Span, (double)sound.Format.SampleRate / AudioFormat.Hearing.SampleRate), phones, words);
    }

    // One voice for all, one sentence after another: the library is not thread-safe.
    private static IEnumerable<LipSyncClip> Espeak(int every)
    {
        if (EspeakVoice.TryStart() is not { } voice)
        {
            Console.WriteLine($"The voice espeak is left out: apt-get install {EspeakLibrary.Packages}");
            yield break;
        }

        for (var index = 0; index < LipSyncTexts.All.Count; index += every)
        {
            var (sound, phones, words) = voice.Speak(index % 2 == 0 ? "en-us" : "en-us+f3", LipSyncTexts.All[index]);
            yield return Clip("espeak", LipSyncTexts.All[index], sound, phones, words);
        }
    }

    private static LipSyncClip Clip(string set, string text, short[] sound, IReadOnlyList<PhonemeTiming> phones, IReadOnlyList<WordTiming> words) => new(
        set,
        text,
        Padded(Sounds.AtSpeechLevel(sound)),
        [
            new PhonemeTiming("", TimeSpan.Zero, Pad),
            .. VowelLoudness.Measure(phones, sound, AudioFormat.Hearing).Select(phone => phone with { Start = phone.Start + Pad }),
            new PhonemeTiming("", Pad + phones[^1].End, Pad),
        ])
    {
        Words = [.. words.Select(word => word with { Start = word.Start + Pad })],
    };

    /// <summary>Puts 200 ms of quiet on both sides, and noise at -72 dBFS below all, as no microphone gives digital silence; always the same.</summary>
    public static short[] Padded(ReadOnlySpan<short> sound)
    {
        const double amplitude = 14.3; // Even noise of this amplitude has a level of -72 dBFS.
        var pad = AudioFormat.Hearing.Samples(Pad);
        var noise = new Random(1);
        var padded = new short[sound.Length + (2 * pad)];
        for (var i = 0; i < padded.Length; i++)
        {
            var spoken = i >= pad && i < pad + sound.Length ? sound[i - pad] : 0;
            padded[i] = (short)Math.Clamp(Math.Round(spoken + (amplitude * ((2 * noise.NextDouble()) - 1))), short.MinValue, short.MaxValue);
        }

        return padded;
    }
}
