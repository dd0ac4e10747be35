using System.Globalization;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Timing;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Hearing;

/// <summary>What a listener tells of the pauses of a voice, and the transcripts that it guesses in them.</summary>
[Trait("Category", "fast")]
public sealed class GuessTests
{
    private readonly VirtualTime _time = new();
    private readonly List<string> _heard = [];
    private readonly HearingOptions _options = new();

    [Fact]
    public void Tells_that_a_voice_goes_on_and_that_it_pauses() => Run(new ScriptedRecognizer(_time), async (listener, microphone) =>
    {
        await microphone.VoiceAsync(128);
        await microphone.SilenceAsync(128);
        await microphone.VoiceAsync(64);
        await microphone.SilenceAsync(320);
        await listener.FinishAsync(default);

        // Windows of 32 ms are known with the packet of 20 ms that completes them.
        _heard.ShouldBe([
            "80 began at 0", "100 went on to 96", "128 went on to 128", "228 paused at 128", "296 went on to 288",
            "320 went on to 320", "420 paused at 320", "500 guessed ''", "560 ended at 320",
        ]);
    });

    [Fact]
    public void Guesses_the_transcript_in_a_pause_and_gives_it_at_once_at_the_end()
    {
        var recognizer = new ScriptedRecognizer(_time, "what time is it");
        Run(recognizer, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(1216);
            await microphone.SilenceAsync(224);
            var finished = _time.Elapsed;

            (await listener.FinishAsync(default)).ShouldBe(new Transcript("what time is it", IsFinal: true));
            _time.Elapsed.ShouldBe(finished);
            recognizer.Open.ShouldBe(0);
        });

        // The third silent window ends at 1312 ms, and the final pass takes 80 ms.
        _heard.ShouldContain("1316 paused at 1216");
        _heard.ShouldContain("1396 guessed 'what time is it'");
        recognizer.Opened.ShouldBe(1);
    }

    [Fact]
    public void Waits_for_a_guess_that_is_not_there_yet() => Run(new ScriptedRecognizer(_time, "yes") { FinishDelay = TimeSpan.FromMilliseconds(500) }, async (listener, microphone) =>
    {
        await microphone.VoiceAsync(320);
        await microphone.SilenceAsync(224);

        (await listener.FinishAsync(default)).Text.ShouldBe("yes");

        // 416 ms when three windows were silent, and 4 ms until the packet came.
        _time.Elapsed.TotalMilliseconds.ShouldBe(420 + 500);
        _heard.ShouldNotContain(line => line.Contains("guessed", StringComparison.Ordinal));
    });

    [Fact]
    public void Never_tells_a_guess_that_is_void()
    {
        var recognizer = new ScriptedRecognizer(_time, "what time is it");
        Run(recognizer, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(640);
            await microphone.SilenceAsync(128);
            await microphone.VoiceAsync(576);
            recognizer.Open.ShouldBe(1);
            (await listener.FinishAsync(default)).Text.ShouldBe("what time is it");
        });

        _heard.ShouldContain("740 paused at 640");
        _heard.ShouldNotContain(line => line.Contains("guessed", StringComparison.Ordinal));
        recognizer.Opened.ShouldBe(2);
        recognizer.Open.ShouldBe(0);
    }

    [Fact]
    public void Never_lets_words_vanish_when_the_voice_goes_on_after_a_guess()
    {
        Run(new ScriptedRecognizer(_time, "what time is it"), async (listener, microphone) =>
        {
            await microphone.VoiceAsync(640);
            await microphone.SilenceAsync(320);
            await microphone.VoiceAsync(640);
            await microphone.SilenceAsync(320);
            await listener.FinishAsync(default);
        });

        _heard.Where(line => line.Contains("partial", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..])
            .ShouldBe(["partial what", "partial what time", "partial what time is", "partial what time is it"]);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(128)]
    [InlineData(288)]
    public void Has_all_sound_recognised_as_if_there_had_been_no_guess(int pause)
    {
        List<AudioFrame> Frames(int maxGuesses)
        {
            _options.MaxGuesses = maxGuesses;
            var recognizer = new RecordingRecognizer();
            Run(recognizer, async (listener, microphone) =>
            {
                await microphone.SilenceAsync(512);
                await microphone.VoiceAsync(320);
                await microphone.SilenceAsync(pause);
                await microphone.VoiceAsync(320);
                await microphone.SilenceAsync(64);
                await listener.FinishAsync(default);
            });
            recognizer.Opened.ShouldBe(maxGuesses > 0 && pause > 96 ? 2 : 1);
            recognizer.Open.ShouldBe(0);
            return recognizer.Frames;
        }

        var guessed = Frames(3);
        var plain = Frames(0);

        guessed.Select(frame => frame.Duration).ShouldBe(plain.Select(frame => frame.Duration));
        guessed.SelectMany(frame => frame.Samples.ToArray()).ShouldBe(plain.SelectMany(frame => frame.Samples.ToArray()));
    }

    [Fact]
    public void Joins_what_follows_a_pause_between_phrases()
    {
        string Heard(int maxGuesses)
        {
            _options.MaxGuesses = maxGuesses;
            var text = "";
            Run(new RecordingRecognizer(), async (listener, microphone) =>
            {
                await microphone.VoiceAsync(320);
                await microphone.SilenceAsync(480);
                await microphone.VoiceAsync(320);
                await microphone.SilenceAsync(64);
                text = (await listener.FinishAsync(default)).Text;
            });
            return text;
        }

        // The recogniser says how many samples it heard: each of them once.
        var phrases = Heard(3).Split(' ').Select(samples => int.Parse(samples, CultureInfo.InvariantCulture)).ToArray();
        phrases.Length.ShouldBe(2);
        phrases.Sum().ShouldBe(int.Parse(Heard(0), CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Asks_a_recogniser_that_can_guess_as_it_goes()
    {
        var recognizer = new RecordingRecognizer(guesses: true);
        Run(recognizer, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(160);
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(160);
            (await listener.FinishAsync(default)).Text.ShouldBe("14336");
        });

        // Each guess is of the sound until the third silent window: 13 and 28 windows of 512 samples.
        _heard.Where(line => line.Contains("guessed", StringComparison.Ordinal)).ShouldBe(["420 guessed '6656'", "900 guessed '14336'"]);
        recognizer.Opened.ShouldBe(1);
        recognizer.Open.ShouldBe(0);
    }

    [Fact]
    public void Is_not_harmed_by_a_guess_that_fails()
    {
        var recognizer = new ScriptedRecognizer(_time, "what time is it") { FinishFailure = new EngineException("Out of order.", transient: true) };
        Run(recognizer, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(1216);
            await microphone.SilenceAsync(320);
            (await listener.FinishAsync(default)).Text.ShouldBe("what time is it");
        });

        _heard.ShouldNotContain(line => line.Contains("guessed", StringComparison.Ordinal) || line.Contains("Failed", StringComparison.Ordinal));
        recognizer.Opened.ShouldBe(2);
        recognizer.Open.ShouldBe(0);
    }

    [Fact]
    public void Does_not_wait_for_a_slow_guess_when_the_voice_goes_on()
    {
        Run(new ScriptedRecognizer(_time, "what time is it") { FinishDelay = TimeSpan.FromSeconds(10) }, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(640);
            await microphone.SilenceAsync(128);
            await microphone.VoiceAsync(640);
            await listener.AbandonAsync();
        });

        _heard.ShouldContain("1068 partial what time is");
    }

    [Fact]
    public void Guesses_no_more_often_than_it_may()
    {
        _options.MaxGuesses = 2;
        var recognizer = new ScriptedRecognizer(_time, "one two three four");
        Run(recognizer, async (listener, microphone) =>
        {
            for (var i = 0; i < 4; i++)
            {
                await microphone.VoiceAsync(320);
                await microphone.SilenceAsync(480);
            }

            (await listener.FinishAsync(default)).Text.ShouldBe("one two three four");
        });

        _heard.Count(line => line.Contains("guessed", StringComparison.Ordinal)).ShouldBe(2);
        recognizer.Opened.ShouldBe(3);
    }

    [Theory]
    [InlineData(14_000, 1)]
    [InlineData(15_500, 0)]
    public void Does_not_guess_what_was_said_for_long(int voice, int guesses)
    {
        var recognizer = new ScriptedRecognizer(_time, "one");
        Run(recognizer, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(voice);
            await microphone.SilenceAsync(320);
            (await listener.FinishAsync(default)).Text.ShouldBe("one");
        });

        _heard.Count(line => line.Contains("guessed", StringComparison.Ordinal)).ShouldBe(guesses);
    }

    [Fact]
    public void Loses_no_voice_that_follows_a_turn_that_was_finished_in_a_pause()
    {
        var recognizer = new RecordingRecognizer();
        Run(recognizer, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(160);
            await listener.FinishAsync(default);
            listener.HearsVoice.ShouldBeFalse();
            await microphone.SilenceAsync(64);
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(320);
            await listener.FinishAsync(default);
        });

        _heard.Where(line => line.Contains("began", StringComparison.Ordinal) || line.Contains("ended", StringComparison.Ordinal))
            .ShouldBe(["80 began at 0", "480 ended at 320", "624 began at 544", "1104 ended at 864"]);

        // The second recognition hears the whole pause, and nothing of the first voice.
        recognizer.Frames[0].At.ShouldBe(MediaTime.FromMilliseconds(320));
    }

    [Fact]
    public void Tells_no_guess_of_a_finished_recognition()
    {
        Run(new ScriptedRecognizer(_time, "one", "two") { FinishDelay = TimeSpan.FromMilliseconds(300) }, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(160);
            var finishing = listener.FinishAsync(default);
            await microphone.SilenceAsync(640);
            (await finishing).Text.ShouldBe("one");
        });

        _heard.ShouldNotContain(line => line.Contains("guessed", StringComparison.Ordinal));
    }

    private void Run(ISpeechRecognizer recognizer, Func<Listener, Microphone, Task> test) => _time.Listen(
        () => new Listener(new ScriptedVoiceActivity(), recognizer, AudioFormat.Hearing, new MediaClock(_time), _options),
        AudioFormat.Hearing,
        test,
        heard => heard switch
        {
            VoiceBegan began => $"began at {began.At.Milliseconds:0}",
            VoiceWentOn voice => $"went on to {voice.LastVoice.Milliseconds:0}",
            VoicePaused paused => $"paused at {paused.LastVoice.Milliseconds:0}",
            VoiceEnded ended => $"ended at {ended.LastVoice.Milliseconds:0}",
            PartialHeard partial => $"partial {partial.Text}",
            TranscriptGuessed guessed => $"guessed '{guessed.Text}'",
            _ => heard.ToString(),
        },
        _heard);
}
