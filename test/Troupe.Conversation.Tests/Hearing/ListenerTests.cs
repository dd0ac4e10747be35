using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Timing;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Hearing;

[Trait("Category", "fast")]
public sealed class ListenerTests
{
    private readonly VirtualTime _time = new();
    private readonly List<string> _heard = [];
    private AudioFormat _input = AudioFormat.Hearing;
    private readonly HearingOptions _options = new();

    [Fact]
    public void Tells_when_a_voice_begins_and_ends_and_what_it_says() => Run(new ScriptedRecognizer(_time, "what time is it"), async (listener, microphone) =>
    {
        await microphone.SilenceAsync(512);
        await microphone.VoiceAsync(1216);
        await microphone.SilenceAsync(512);

        var transcript = await listener.FinishAsync(default);

        transcript.ShouldBe(new Transcript("what time is it", IsFinal: true));
        _heard.ShouldBe([
            "592 began at 512", "832 what", "1132 what time", "1452 what time is", "1728 what time is it", "1968 ended at 1728",
        ]);
    });

    [Theory]
    [InlineData(8_000)]
    [InlineData(24_000)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    public void Hears_the_same_at_every_rate(int rate)
    {
        _input = new AudioFormat(rate);
        Run(new ScriptedRecognizer(_time, "yes"), async (listener, microphone) =>
        {
            await microphone.SilenceAsync(512);
            await microphone.VoiceAsync(640);
            await microphone.SilenceAsync(512);

            (await listener.FinishAsync(default)).Text.ShouldBe("yes");
            _heard.Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]).ShouldBe(["began at 512", "yes", "ended at 1152"]);
        });
    }

    [Fact]
    public void Keeps_the_recognition_open_over_a_pause_in_which_nothing_is_guessed()
    {
        _options.MaxGuesses = 0;
        Run(new ScriptedRecognizer(_time, "one two"), async (listener, microphone) =>
        {
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(640);
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(320);

            (await listener.FinishAsync(default)).Text.ShouldBe("one two");
            _heard.Select(line => line.Split(' ')[1]).ShouldBe(["began", "one", "ended", "began", "one", "ended"]);
        });
    }

    [Fact]
    public void Opens_another_recognition_for_the_next_turn()
    {
        var recognizer = new ScriptedRecognizer(_time, "one", "two");
        Run(recognizer, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(320);
            await microphone.SilenceAsync(320);
            (await listener.FinishAsync(default)).Text.ShouldBe("one");
            recognizer.Open.ShouldBe(0);

            await microphone.SilenceAsync(1000);
            await microphone.VoiceAsync(320);
            (await listener.FinishAsync(default)).Text.ShouldBe("two");
        });
        recognizer.Opened.ShouldBe(2);
    }

    [Fact]
    public void Gives_the_recogniser_the_sound_before_the_onset()
    {
        // The pre-roll of 300 ms fills 10 windows, and two more pass until the voice is known.
        var recognizer = new RecordingRecognizer();
        Run(recognizer, async (listener, microphone) =>
        {
            await microphone.SilenceAsync(1024);
            await microphone.VoiceAsync(320);
            await listener.FinishAsync(default);
        });

        recognizer.Frames[0].At.ShouldBe(MediaTime.FromMilliseconds(1024 - 320));
        recognizer.Frames[0].Duration.ShouldBe(TimeSpan.FromMilliseconds(12 * 32));
        recognizer.Frames.Zip(recognizer.Frames.Skip(1)).ShouldAllBe(pair => pair.First.End == pair.Second.At);
        recognizer.Frames[^1].End.ShouldBe(MediaTime.FromMilliseconds(1344));
    }

    [Fact]
    public void Loses_no_sound_while_the_recogniser_opens() => Run(new ScriptedRecognizer(_time, "what time is it") { OpenDelay = TimeSpan.FromSeconds(1) }, async (listener, microphone) =>
    {
        await microphone.VoiceAsync(1216);
        await microphone.SilenceAsync(320);

        (await listener.FinishAsync(default)).Text.ShouldBe("what time is it");
        _heard.Count(line => line.Contains("what", StringComparison.Ordinal)).ShouldBe(4);
    });

    [Fact]
    public void Ends_a_voice_and_lets_the_rest_of_it_begin_anew_when_the_turn_is_finished_in_its_middle() => Run(new ScriptedRecognizer(_time, "one", "two"), async (listener, microphone) =>
    {
        await microphone.VoiceAsync(384);
        (await listener.FinishAsync(default)).Text.ShouldBe("one");
        await microphone.VoiceAsync(640);
        await microphone.SilenceAsync(320);
        (await listener.FinishAsync(default)).Text.ShouldBe("two");

        _heard.Select(line => line.Split(' ')[1]).ShouldBe(["began", "one", "ended", "began", "two", "ended"]);
    });

    [Fact]
    public void Yields_no_partial_of_an_abandoned_recognition()
    {
        var recognizer = new ScriptedRecognizer(_time, "one two three");
        Run(recognizer, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(384);
            await listener.AbandonAsync();
            recognizer.Open.ShouldBe(0);
            await microphone.VoiceAsync(640);
            await microphone.SilenceAsync(320);

            (await listener.FinishAsync(default)).Text.ShouldBe("");
            _heard.Select(line => line.Split(' ')[1]).ShouldBe(["began", "one", "ended"]);
        });
    }

    [Fact]
    public void Ends_a_voice_when_the_microphone_is_closed() => Run(new ScriptedRecognizer(_time, "one"), async (listener, microphone) =>
    {
        await microphone.VoiceAsync(384);
        listener.HearsVoice.ShouldBeTrue();

        listener.CloseMicrophone();

        listener.HearsVoice.ShouldBeFalse();
        await microphone.RestAsync();
        (await listener.FinishAsync(default)).Text.ShouldBe("one");
        _heard.ShouldBe(["80 began at 0", "320 one", "384 ended at 384"]);
    });

    [Fact]
    public void Ends_a_voice_when_the_microphone_stalls_and_hears_it_anew_afterwards() => Run(new ScriptedRecognizer(_time, "one two"), async (listener, microphone) =>
    {
        await microphone.VoiceAsync(320);
        await Task.Delay(TimeSpan.FromSeconds(3), _time);
        listener.HearsVoice.ShouldBeFalse();
        _heard[^1].ShouldBe("1320 ended at 320");

        await microphone.VoiceAsync(320);
        await microphone.SilenceAsync(320);
        _heard.Skip(3).Select(line => line.Split(' ')[1]).ShouldBe(["began", "one", "ended"]);
        (await listener.FinishAsync(default)).Text.ShouldBe("one two");
    });

    [Fact]
    public void Reports_that_the_recogniser_had_no_room_when_the_turn_is_finished()
    {
        var recognizer = new ScriptedRecognizer(_time, "one") { OpenFailure = new EngineException("No decoder.", transient: true) };
        Run(recognizer, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(320);
            (await ThrownAsync<EngineException>(listener.FinishAsync(default))).Message.ShouldBe("No decoder.");

            await microphone.SilenceAsync(320);
            await microphone.VoiceAsync(320);
            (await listener.FinishAsync(default)).Text.ShouldBe("one");
        });
    }

    [Fact]
    public void Abandons_the_recognition_when_finishing_is_cancelled()
    {
        var recognizer = new ScriptedRecognizer(_time, "one") { FinishDelay = TimeSpan.FromSeconds(10) };
        Run(recognizer, async (listener, microphone) =>
        {
            await microphone.VoiceAsync(320);
            using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(1), _time);

            await ThrownAsync<OperationCanceledException>(listener.FinishAsync(impatient.Token));

            recognizer.Open.ShouldBe(0);
            _time.Elapsed.ShouldBe(TimeSpan.FromMilliseconds(1320));
        });
    }

    [Fact]
    public void Understands_nothing_when_there_was_no_voice() => Run(new ScriptedRecognizer(_time), async (listener, microphone) =>
    {
        await microphone.SilenceAsync(1000);

        (await listener.FinishAsync(default)).ShouldBe(new Transcript("", IsFinal: true));
        _heard.ShouldBeEmpty();
    });

    [Fact]
    public void Refuses_sound_of_another_rate_than_agreed() => Run(new ScriptedRecognizer(_time), (listener, _) =>
    {
        Should.Throw<ArgumentException>(() => listener.Write(new AudioFrame(MediaTime.Zero, new AudioFormat(48_000), new short[960]))).Message.ShouldContain("16000 Hz, not 48000 Hz");
        return Task.CompletedTask;
    });

    [Fact]
    public void Allocates_nothing_while_nobody_speaks()
    {
        var listener = new Listener(new ScriptedVoiceActivity(), new ScriptedRecognizer(_time), new AudioFormat(48_000), new MediaClock(_time), _options);
        var frames = Enumerable.Range(0, 60).Select(i => new AudioFrame(MediaTime.FromMilliseconds(20 * i), new AudioFormat(48_000), new short[960])).ToArray();
        foreach (var frame in frames.AsSpan(0, 10))
        {
            listener.Write(frame);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var frame in frames.AsSpan(10))
        {
            listener.Write(frame);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static async Task<T> ThrownAsync<T>(ValueTask<Transcript> finishing)
        where T : Exception
    {
        try
        {
            await finishing;
        }
        catch (T expected)
        {
            return expected;
        }

        throw new InvalidOperationException($"No {typeof(T).Name} was thrown.");
    }

    private void Run(ISpeechRecognizer recognizer, Func<Listener, Microphone, Task> test) => _time.Listen(
        () => new Listener(new ScriptedVoiceActivity(), recognizer, _input, new MediaClock(_time), _options),
        _input,
        test,
        heard => heard switch
        {
            VoiceWentOn or VoicePaused or TranscriptGuessed => null,
            VoiceBegan began => $"began at {began.At.Milliseconds:0}",
            VoiceEnded ended => $"ended at {ended.LastVoice.Milliseconds:0}",
            PartialHeard partial => partial.Text,
            _ => heard.ToString(),
        },
        _heard);
}
