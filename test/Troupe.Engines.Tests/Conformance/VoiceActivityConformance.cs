using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;

namespace Troupe.Engines.Tests.Conformance;

/// <summary>What every voice activity model must do.</summary>
public abstract class VoiceActivityConformance
{
    /// <summary>The model; skips the test where it is missing.</summary>
    protected abstract IVoiceActivityModel Model { get; }

    /// <summary>16 kHz, mostly voice.</summary>
    protected abstract short[] Speech { get; }

    [Fact]
    public void Describes_itself()
    {
        Model.Description.Name.ShouldNotBeEmpty();
        Model.Description.Version.ShouldNotBeEmpty();
        Model.Description.Licence.ShouldNotBeEmpty();
    }

    [Fact]
    public void Hears_no_voice_in_silence()
    {
        using var detector = Model.Open();

        Run(detector, new short[32_000]).Max().ShouldBeLessThan(0.1f);
    }

    [Fact]
    public void Hears_no_voice_in_quiet_noise()
    {
        using var detector = Model.Open();
        var random = new Random(3);

        Run(detector, [.. Enumerable.Range(0, 32_000).Select(_ => (short)random.Next(-100, 101))]).Max().ShouldBeLessThan(0.35f);
    }

    [Fact]
    public void Hears_a_voice_in_speech()
    {
        using var detector = Model.Open();

        var probabilities = Run(detector, Speech);

        ((double)probabilities.Count(probability => probability > 0.5f) / probabilities.Length).ShouldBeGreaterThan(0.6);
    }

    [Fact]
    public void Gives_probabilities_only()
    {
        using var detector = Model.Open();
        var random = new Random(5);

        foreach (var probability in Run(detector, [.. Speech, .. Enumerable.Range(0, 16_000).Select(_ => random.Next(2) == 0 ? short.MinValue : short.MaxValue)]))
        {
            probability.ShouldBeInRange(0, 1);
        }
    }

    [Fact]
    public void Keeps_streams_apart()
    {
        using var alone = Model.Open();
        var expected = Run(alone, Speech);
        using var speech = Model.Open();
        using var silence = Model.Open();
        var quiet = new float[silence.WindowSamples];

        var heard = Windows(speech, Speech).Select(window =>
        {
            silence.Detect(quiet).ShouldBeLessThan(0.5f);
            return speech.Detect(window);
        }).ToArray();

        heard.ShouldBe(expected);
    }

    [Fact]
    public void Forgets_what_it_heard_when_reset()
    {
        using var detector = Model.Open();
        var first = Run(detector, Speech);

        detector.Reset();

        Run(detector, Speech).ShouldBe(first);
    }

    [Fact]
    public void Serves_streams_on_several_threads_at_once()
    {
        using var alone = Model.Open();
        var expected = Run(alone, Speech);
        var heard = new float[4][];
        var threads = Enumerable.Range(0, heard.Length).Select(i => new Thread(() =>
        {
            using var detector = Model.Open();
            heard[i] = Run(detector, Speech);
        })).ToList();

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        heard.ShouldAllBe(probabilities => probabilities.SequenceEqual(expected));
    }

    [Fact]
    public void Refuses_a_window_of_another_size()
    {
        using var detector = Model.Open();

        Should.Throw<ArgumentException>(() => detector.Detect(new float[detector.WindowSamples - 1])).Message.ShouldContain($"{detector.WindowSamples} samples");
    }

    /// <summary>The probabilities of all whole windows.</summary>
    protected static float[] Run(IVoiceActivityDetector detector, short[] sound) => [.. Windows(detector, sound).Select(window => detector.Detect(window))];

    private static IEnumerable<float[]> Windows(IVoiceActivityDetector detector, short[] sound)
    {
        detector.Format.ShouldBe(AudioFormat.Hearing);
        for (var i = 0; i + detector.WindowSamples <= sound.Length; i += detector.WindowSamples)
        {
            var window = new float[detector.WindowSamples];
            Pcm.ToFloat(sound.AsSpan(i, window.Length), window);
            yield return window;
        }
    }
}
