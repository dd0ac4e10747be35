using System.Text.Json;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Audio;

namespace Troupe.Conversation.Tests.Acting.Listening;

/// <summary>
/// The vector that holds the shipped network in C# and in the page together: <c>vectors/lipsync/spoken.json</c>, a sentence of flite's voice rms and what is shown of it.
/// To write it anew after the weights: <c>TROUPE_WRITE_VECTORS=1</c>; the sound stays.
/// </summary>
[Trait("Category", "fast")]
public sealed class SpokenVectorTests
{
    private static readonly string File = Path.Combine(Vectors.Root(), "vectors", "lipsync", "spoken.json");

    [Fact]
    public void Shows_of_a_spoken_sentence_what_the_vector_says()
    {
        var spoken = JsonDocument.Parse(System.IO.File.ReadAllText(File)).RootElement;
        var bytes = spoken.GetProperty("samples").GetBytesFromBase64();
        var shown = JsonSerializer.SerializeToElement(new { frames = Frames(Pcm.FromBytes(bytes)), cues = Cues(Pcm.FromBytes(bytes)) }, Vectors.Json);
        if (Environment.GetEnvironmentVariable("TROUPE_WRITE_VECTORS") == "1")
        {
            var written = new { sampleRate = AudioFormat.Hearing.SampleRate, samples = Convert.ToBase64String(bytes), frames = shown.GetProperty("frames"), cues = shown.GetProperty("cues") };
            System.IO.File.WriteAllText(File, JsonSerializer.Serialize(written, Vectors.Json).Replace("],[", "],\n[", StringComparison.Ordinal) + "\n");
            spoken = JsonDocument.Parse(System.IO.File.ReadAllText(File)).RootElement;
        }

        Vectors.Compare("frames", spoken.GetProperty("frames"), shown.GetProperty("frames"), 1e-3);
        Vectors.Compare("cues", spoken.GetProperty("cues"), shown.GetProperty("cues"), 1e-3);
    }

    private static List<double[]> Frames(short[] samples)
    {
        var (mouth, frames) = (new AudioMouth(LipModel.Default, AudioFormat.Hearing), new List<double[]>());
        ReadOnlySpan<short> sound = samples;
        while (mouth.Next(ref sound) || mouth.Finish())
        {
            frames.Add(Vectors.Rounded([.. mouth.Visemes, mouth.Opening]));
        }

        return frames;
    }

    private static object[] Cues(short[] samples)
    {
        var (hears, cues) = (new AudioCues(LipModel.Default, AudioFormat.Hearing), new List<VisemeCue>());
        hears.Add(samples, cues);
        hears.Finish(cues);
        return [.. cues.Select(cue => new { viseme = cue.Viseme, start = cue.Start.TotalMilliseconds, duration = cue.Duration.TotalMilliseconds, weight = Math.Round(cue.Weight, 5) })];
    }
}
