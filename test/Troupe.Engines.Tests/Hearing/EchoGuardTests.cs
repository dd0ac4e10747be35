using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Timing;
using Troupe.Engines.Silero;
using Troupe.Engines.Speaking;
using Troupe.Engines.Tests.Conformance;
using Troupe.Engines.Tests.Speaking;
using Troupe.Testing;

namespace Troupe.Engines.Tests.Hearing;

/// <summary>A presenter's voice comes back from simulated rooms, over which a person speaks or nobody does.</summary>
[Trait("Category", "process")]
public sealed class EchoGuardTests(ITestOutputHelper output)
{
    private const string Text =
        "The museum opens at nine in the morning, and closes at six. On Thursdays it stays open until ten. You will find the old masters on the second floor, next to the library, "
        + "and the modern ones in the new building across the garden. Children under twelve come in free of charge. "
        + "To return a parcel, bring it to any of our shops within thirty days. You do not need the box, but please keep the receipt. If something is broken, tell us what happened.";

    private const int Rate = 16_000;
    private const int Packet = Rate / 50;
    private const int Lead = Rate / 5;
    private static readonly AudioFormat Format = new(Rate);

    /// <summary>Reverberation in ms, gain in dB, delay in ms, growth of the delay in ms per second.</summary>
    private static readonly (int Reverberation, int Gain, int Delay, double Drift)[] Rooms =
        [(200, -6, 20, 0), (200, -30, 400, -0.5), (300, -18, 150, 1), (400, -6, 250, 0), (400, -18, 20, 0.5), (500, -12, 400, 0), (600, -30, 150, 1), (600, -6, 90, 0)];

    [Fact]
    public async Task The_presenters_own_speech_does_not_interrupt()
    {
        using var model = Model();
        var played = await PresenterAsync();
        List<TimeSpan> interruptions = [];
        List<TimeSpan> unguarded = [];
        var seed = 0;
        foreach (var room in Rooms)
        {
            var microphone = Microphone(played, room, ++seed);
            interruptions.AddRange(await VoicesAsync(model, played, microphone, guard: true));
            unguarded.AddRange(await VoicesAsync(model, played, microphone, guard: false));
        }

        output.WriteLine($"{Rooms.Length * played.Length / (60.0 * Rate):0.0} min of echo: {unguarded.Sum(voice => voice.TotalMinutes):0.0} min of voice without the guard; with it {interruptions.Count} voices, of which {interruptions.Count(voice => voice > Barge)} interrupt.");
        unguarded.Sum(voice => voice.TotalMinutes).ShouldBeGreaterThan(2);
        interruptions.ShouldNotContain(voice => voice > Barge);
        interruptions.Count.ShouldBeLessThanOrEqualTo(1);
    }

    // In 150 trials each with these rooms' like, 0.87 and 0.99 of them within 250 ms; at the loudness of the echo 0.55.
    [Theory]
    [InlineData(0, 0.4)]
    [InlineData(5, 0.75)]
    [InlineData(10, 0.9)]
    public async Task A_person_who_speaks_over_the_echo_is_heard(int louder, double share)
    {
        using var model = Model();
        var played = await PresenterAsync();
        string[] said = ["Excuse me, could you tell me", "Stop please, that is enough", "Wait, what did you say", "No, I meant something else", "How much does it cost for a family"];
        var persons = said.Select(text => ToFloat(SpokenSentence.Of(text))).ToArray();
        List<double> latencies = [];
        var seed = 0;
        foreach (var room in Rooms)
        {
            var microphone = Microphone(played, room, ++seed);
            var level = Room.Level(microphone) * Math.Pow(10, louder / 20.0);
            var onsets = new List<int>();
            for (var at = 4 * Rate; at < played.Length - (5 * Rate); at += (4 * Rate) + 1_234)
            {
                var person = persons[onsets.Count % persons.Length];
                var scale = level / Room.Level(person);
                var first = Array.FindIndex(person, sample => Math.Abs(sample) * scale > level / 3);
                for (var i = first; i < person.Length; i++)
                {
                    microphone[at + i - first] += (float)(person[i] * scale);
                }

                onsets.Add(at);
            }

            var began = new List<MediaTime>();
            await VoicesAsync(model, played, microphone, guard: true, (heard, now) => began.Add(heard is VoiceBegan ? now : default));
            latencies.AddRange(onsets.Select(onset => began.Where(at => at.ToSamples(Rate) > onset).Select(at => at.Milliseconds - (onset * 1000.0 / Rate)).DefaultIfEmpty(10_000).Min()));
        }

        latencies.Sort();
        var within = latencies.Count(latency => latency <= 250) / (double)latencies.Count;
        output.WriteLine($"{louder} dB above the echo: {within:P0} of {latencies.Count} within 250 ms, {latencies.Count(latency => latency <= 400) / (double)latencies.Count:P0} within 400 ms; P50 {latencies[latencies.Count / 2]:0} ms.");
        within.ShouldBeGreaterThanOrEqualTo(share);
    }

    private static TimeSpan Barge => TimeSpan.FromMilliseconds(250);

    private static SileroVoiceActivity Model()
    {
        var model = SileroVoiceActivity.TryOpen(new SileroOptions(), out var missing);
        Assert.SkipWhen(model is null, $"{missing.Detail} {missing.Cure}");
        return model;
    }

    private static async Task<float[]> PresenterAsync()
    {
        using var voices = new EmbeddedVoices(new EmbeddedVoicesOptions());
        var found = voices.Probe(EmbeddedVoices.Default);
        Assert.SkipUnless(found.Found, $"{found.Detail} {found.Cure}");
        var spoken = await Spoken.By(voices.Get(EmbeddedVoices.Default), Text, cancellationToken: TestContext.Current.CancellationToken);
        var resampler = new Resampler(spoken.Format, Format);
        var samples = new short[resampler.MaxOutput(spoken.Samples.Length)];
        return [.. new float[Rate], .. ToFloat(samples[..resampler.Convert(spoken.Samples, samples)]), .. new float[Rate]];
    }

    private static float[] Microphone(float[] played, (int Reverberation, int Gain, int Delay, double Drift) room, int seed)
    {
        var echo = new Room(seed, TimeSpan.FromMilliseconds(room.Reverberation), TimeSpan.FromMilliseconds(room.Delay), room.Drift / 1000).Hear(played, room.Gain);
        var noise = Room.Level(echo) / 10;
        var random = new Random(seed);
        return [.. echo.Select(sample => sample + (float)(noise * Room.Gauss(random)))];
    }

    private static float[] ToFloat(short[] samples)
    {
        var sound = new float[samples.Length];
        Pcm.ToFloat(samples, sound);
        return sound;
    }

    /// <summary>Plays to one end of a listener and writes to the other, in virtual time. Gives how long each voice lasted until it ended or the sound did.</summary>
    private static Task<List<TimeSpan>> VoicesAsync(SileroVoiceActivity model, float[] played, float[] microphone, bool guard, Action<HearingEvent, MediaTime>? heard = null)
    {
        var time = new VirtualTime();
        return Task.FromResult(time.Run(async () =>
        {
            var clock = new MediaClock(time);
            await using var listener = new Listener(model, new ScriptedRecognizer(time, "yes"), Format, clock, new HearingOptions { EchoGuard = guard });
            var (sound, mouth) = (ToShort(microphone), ToShort(played));
            List<TimeSpan> voices = [];
            MediaTime? began = null;
            var sent = Rate;
            var reading = ReadAsync();
            for (var at = 0; at + Packet <= sound.Length; at += Packet)
            {
                for (; at >= Rate && sent < Math.Min(mouth.Length - Rate, at + Lead); sent += Packet)
                {
                    listener.Played(Format, mouth.AsSpan(sent, Packet));
                }

                await clock.WaitUntilAsync(MediaTime.FromSamples(at + Packet, Rate), CancellationToken.None);
                listener.Write(new AudioFrame(MediaTime.FromSamples(at, Rate), Format, sound.AsMemory(at, Packet)));
            }

            listener.CloseMicrophone();
            await Task.Delay(TimeSpan.FromMilliseconds(10), time);
            await listener.DisposeAsync();
            await reading;
            return voices;

            async Task ReadAsync()
            {
                await foreach (var happened in listener.EventsAsync(CancellationToken.None))
                {
                    heard?.Invoke(happened, clock.Now);
                    if (happened is VoiceBegan voice)
                    {
                        began = voice.At;
                    }
                    else if (happened is VoiceEnded ended && began is { } start)
                    {
                        voices.Add(ended.LastVoice - start);
                    }
                }
            }
        }));
    }

    private static short[] ToShort(float[] sound)
    {
        var samples = new short[sound.Length];
        Pcm.FromFloat(sound, samples);
        return samples;
    }
}
