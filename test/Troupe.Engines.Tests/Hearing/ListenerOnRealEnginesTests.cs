using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Timing;
using Troupe.Engines.PocketSphinx;
using Troupe.Engines.Silero;
using Troupe.Engines.Tests.Conformance;

namespace Troupe.Engines.Tests.Hearing;

[Trait("Category", "process")]
public sealed class ListenerOnRealEnginesTests
{
    [Theory]
    [InlineData(16_000)]
    [InlineData(48_000)]
    public async Task Understands_a_person_at_the_rate_of_the_microphone(int rate)
    {
        using var voiceActivity = SileroVoiceActivity.TryOpen(new SileroOptions(), out var noVoiceActivity);
        Assert.SkipWhen(voiceActivity is null, $"{noVoiceActivity.Detail} {noVoiceActivity.Cure}");
        using var recognizer = PocketSphinxRecognizer.TryOpen(new PocketSphinxOptions { MaxDecoders = 1 }, TimeProvider.System, null, out var noRecognizer);
        Assert.SkipWhen(recognizer is null, $"{noRecognizer.Detail} {noRecognizer.Cure}");
        var stop = TestContext.Current.CancellationToken;
        short[] recording = [.. new short[16_000], .. SpokenSentence.Recording("goforward.raw"), .. new short[16_000]];
        var sound = Microphone(recording, rate);
        var format = new AudioFormat(rate);
        var listener = new Listener(voiceActivity, recognizer, format, new MediaClock(TimeProvider.System), new HearingOptions());
        var events = ReadAsync(listener, stop);

        for (var i = 0; i < sound.Length; i += rate / 50)
        {
            listener.Write(new AudioFrame(MediaTime.FromSamples(i, rate), format, sound.AsMemory(i, Math.Min(rate / 50, sound.Length - i))));
        }

        var transcript = await listener.FinishAsync(stop);
        await listener.DisposeAsync();

        transcript.Text.ShouldBe("go forward ten meters");
        var heard = await events;
        heard[0].ShouldBeOfType<VoiceBegan>().At.Milliseconds.ShouldBeInRange(1_000, 2_000);
        heard.OfType<VoiceEnded>().Last().LastVoice.Milliseconds.ShouldBeInRange(2_000, recording.Length / 16.0);
    }

    private static short[] Microphone(short[] recording, int rate)
    {
        if (rate == AudioFormat.Hearing.SampleRate)
        {
            return recording;
        }

        var resampler = new Resampler(AudioFormat.Hearing, new AudioFormat(rate));
        var sound = new short[resampler.MaxOutput(recording.Length) + resampler.MaxOutput(0)];
        var written = resampler.Convert(recording, sound);
        return sound[..(written + resampler.Flush(sound.AsSpan(written)))];
    }

    private static async Task<List<HearingEvent>> ReadAsync(Listener listener, CancellationToken stop)
    {
        var events = new List<HearingEvent>();
        await foreach (var heard in listener.EventsAsync(stop))
        {
            events.Add(heard);
        }

        return events;
    }
}
