using Troupe.Contracts;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Timing;
using Troupe.Testing;

namespace Troupe.Benchmarks.Frames;

/// <summary>What happens for every packet of sound and every frame of a face, again and again for each session.</summary>
public static class FramePath
{
    private const int PacketsPerSecond = 1000 / Protocol.PacketMilliseconds;

    /// <summary>The operations, each ready to be called any number of times on one thread.</summary>
    public static IReadOnlyList<FrameOperation> Operations { get; } =
    [
        new("resample_48k_to_16k", PacketsPerSecond, Resample(48_000, 16_000)),
        new("resample_24k_to_16k", PacketsPerSecond, Resample(24_000, 16_000)),
        new("resample_32k_to_24k", PacketsPerSecond, Resample(32_000, 24_000)),
        new("voice_gate_step", 16_000.0 / 512, StepVoiceGate()),
        new("hear_silence", PacketsPerSecond, HearSilence()),
        new("write_packet", PacketsPerSecond, WritePacket()),
        new("read_packet", PacketsPerSecond, ReadPacket()),
        new("sample_pose", 60, SamplePose()),
        new("blend_shapes_from_pose", 60, BlendPose()),
    ];

    private static Action Resample(int from, int to)
    {
        var resampler = new Resampler(new AudioFormat(from), new AudioFormat(to));
        var input = Tone(from / PacketsPerSecond, from);
        var output = new short[resampler.MaxOutput(input.Length)];
        return () => resampler.Convert(input, output);
    }

    private static Action StepVoiceGate()
    {
        var window = TimeSpan.FromMilliseconds(32);
        var gate = new VoiceGate(new HearingOptions(), window);
        var at = MediaTime.Zero;
        var count = 0;
        return () =>
        {
            gate.Step(count++ % 64 < 32 ? 0.9f : 0.1f, -20, at);
            at += window;
        };
    }

    // What an open microphone costs while nobody speaks, the voice activity model apart.
    private static Action HearSilence()
    {
        var format = AudioFormat.Hearing;
        var listener = new Listener(new ScriptedVoiceActivity(), new ScriptedRecognizer(TimeProvider.System), format, new MediaClock(TimeProvider.System), new HearingOptions());
        var packet = new short[format.SampleRate / PacketsPerSecond];
        var at = MediaTime.Zero;
        return () =>
        {
            listener.Write(new AudioFrame(at, format, packet));
            at += TimeSpan.FromMilliseconds(Protocol.PacketMilliseconds);
        };
    }

    private static Action WritePacket()
    {
        var samples = Tone(480, 24_000);
        var frame = new byte[AudioPacket.HeaderBytes + (samples.Length * sizeof(short))];
        var packet = new AudioPacket(AudioPacketKind.Speech, 3, 7, 4800, 99, Last: false);
        return () =>
        {
            packet.Write(frame);
            Pcm.ToBytes(samples, frame.AsSpan(AudioPacket.HeaderBytes));
        };
    }

    private static Action ReadPacket()
    {
        var frame = new byte[AudioPacket.HeaderBytes + 640];
        new AudioPacket(AudioPacketKind.Microphone, 0, 0, 320, 0, Last: false).Write(frame);
        return () => AudioPacket.TryRead(frame, out _, out _);
    }

    private static Action SamplePose()
    {
        var pose = new Pose();
        var (visemes, cues) = Sentence();
        var at = TimeSpan.Zero;
        return () =>
        {
            pose.Sample(visemes, cues, at);
            at = at > TimeSpan.FromSeconds(3) ? TimeSpan.Zero : at + TimeSpan.FromSeconds(1.0 / 60);
        };
    }

    private static Action BlendPose()
    {
        var pose = new Pose();
        var (visemes, cues) = Sentence();
        pose.Sample(visemes, cues, TimeSpan.FromSeconds(1));
        var weights = new float[BlendShapeSet.Count];
        return () => BlendShapes.FromPose(pose.Visemes, pose.Face, weights);
    }

    // Three seconds of speech at 12 visemes a second, and a smile.
    private static (VisemeCue[] Visemes, ExpressionCue[] Cues) Sentence() =>
    (
        [.. Enumerable.Range(0, 36).Select(index => new VisemeCue((index * 7 % (VisemeSet.Count - 1)) + 1, TimeSpan.FromSeconds(index / 12.0), TimeSpan.FromMilliseconds(110), 0.8f))],
        [new ExpressionCue("expression", ExpressionCurve.ExpressionNames[0], TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2), 0.7f)]
    );

    private static short[] Tone(int samples, int rate) =>
        [.. Enumerable.Range(0, samples).Select(index => (short)(8000 * Math.Sin(2 * Math.PI * 440 * index / rate)))];
}

/// <summary>An operation of the frame path.</summary>
/// <param name="Name">Snake-case name.</param>
/// <param name="PerSecond">How often a speaking session does it.</param>
/// <param name="Run">Does it once.</param>
public sealed record FrameOperation(string Name, double PerSecond, Action Run)
{
    /// <summary>Bytes that one call allocates on the calling thread, once warm.</summary>
    public double AllocatedBytes()
    {
        const int calls = 1000;
        for (var call = 0; call < calls; call++)
        {
            Run();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < calls; call++)
        {
            Run();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)calls;
    }
}
