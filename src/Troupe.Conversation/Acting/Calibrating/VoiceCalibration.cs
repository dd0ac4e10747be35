using Troupe.Conversation.Acting.Aligning;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Speaking;
using Troupe.Conversation.Speaking.Normalization;

namespace Troupe.Conversation.Acting.Calibrating;

/// <summary>
/// Learns the mouth of one voice from sentences that it says: aligns each with its text, trains a copy of a model on them, aligns again with that copy and trains once more. Every eighth sentence is
/// held back and tells whether it was worth it. Takes about a minute of one core for 80 sentences. Not thread-safe.
/// </summary>
/// <param name="model">What it begins with; stays as it is.</param>
/// <param name="pronouncer">Knows the words.</param>
/// <param name="steps">Of the second training, at least 1; the first takes a third of them. The default is where more did not help a voice that the model had not heard.</param>
public sealed class VoiceCalibration(LipModel model, IPronouncer pronouncer, int steps = 240)
{
    private const int HeldBack = 8;

    // Of a sentence of which less is known, the text is not what is said.
    private const double LeastKnown = 0.8;

    // Only so far that the second alignment is better than the first.
    private readonly int _firstSteps = (steps + 2) / 3;
    private readonly List<Sentence> _sentences = [];

    /// <summary>Sentences that say every sound of English several times, for a voice to speak.</summary>
    public static IReadOnlyList<string> Texts => CalibrationTexts.All;

    /// <summary>The fewest sentences that can be learned from.</summary>
    public static int LeastSentences => 2 * HeldBack;

    /// <summary>Steps of training, for progress.</summary>
    public int AllSteps => _firstSteps + steps;

    /// <summary>Sentences that are used so far.</summary>
    public int Sentences => _sentences.Count;

    /// <summary>Takes a sentence.</summary>
    /// <param name="text">What is said, as it is written.</param>
    /// <param name="sound">The voice that says it.</param>
    /// <returns>Whether it is used: not so when the text does not fit the sound.</returns>
    public bool Add(string text, WavFile sound)
    {
        var samples = Samples(sound);
        var graph = PhoneGraph.Of(TextNormalizer.Normalize(text), pronouncer);
        var sentence = new Sentence(graph, samples, TextLabels.Of(model, graph, samples));
        var fits = sentence.Labels.Count(label => label.IsKnown) >= LeastKnown * sentence.Labels.Length;
        if (fits)
        {
            _sentences.Add(sentence);
        }

        return fits;
    }

    /// <summary>Learns.</summary>
    /// <param name="progress">Is told how many steps of all are done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">There are fewer sentences than <see cref="LeastSentences"/>.</exception>
    public CalibratedVoice Learn(Action<int, int> progress, CancellationToken cancellationToken)
    {
        if (_sentences.Count < LeastSentences)
        {
            throw new InvalidOperationException($"A voice is learned from {LeastSentences} sentences at least; {_sentences.Count} fit their sound.");
        }

        var first = LipModel.Read(Train(model, _firstSteps, done => progress(done, AllSteps), cancellationToken));
        var weights = Train(first, steps, done => progress(_firstSteps + done, AllSteps), cancellationToken);
        var learned = LipModel.Read(weights);
        HeardClip[] judged = [.. _sentences.Where((_, index) => IsHeld(index)).Select(sentence => sentence.Heard(learned))];
        return new CalibratedVoice(weights, _sentences.Count, judged.Average(clip => Agreement(model, clip)), judged.Average(clip => Agreement(learned, clip)));
    }

    private static short[] Samples(WavFile sound)
    {
        if (sound.Format == AudioFormat.Hearing)
        {
            return sound.Samples.ToArray();
        }

        var resampler = new Resampler(sound.Format, AudioFormat.Hearing);
        var samples = new short[resampler.MaxOutput(sound.Samples.Length) + resampler.MaxOutput(0)];
        var count = resampler.Convert(sound.Samples.Span, samples);
        return samples[..(count + resampler.Flush(samples.AsSpan(count)))];
    }

    private static bool IsHeld(int index) => index % HeldBack == HeldBack - 1;

    private byte[] Train(LipModel aligned, int count, Action<int> progress, CancellationToken cancellationToken)
    {
        HeardClip[] clips = [.. _sentences.Where((_, index) => !IsHeld(index)).Select(sentence => sentence.Heard(aligned))];
        var trainer = new LipNetTrainer(model.Weights, clips, count);
        for (var done = 1; !trainer.IsDone; done++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            trainer.Step();
            progress(done);
        }

        return trainer.ToFile();
    }

    // Share of speech in which the model's first choice is the label.
    private static double Agreement(LipModel judged, HeardClip clip)
    {
        var (net, right, all) = (new LipNetPass(judged.Weights, 1, clip.Count), 0, 0);
        for (var frame = 0; frame < clip.Count; frame++)
        {
            net.Hear(frame, 0, clip.Bands(frame));
        }

        net.Forward();
        for (var frame = judged.Weights.Delay; frame < clip.Count; frame++)
        {
            var label = clip.Labels[frame - judged.Weights.Delay];
            if (label.Viseme > VisemeSet.Sil)
            {
                all++;
                right += net.Best(frame, 0) == label.Viseme ? 1 : 0;
            }
        }

        return right / (double)Math.Max(1, all);
    }

    private sealed record Sentence(PhoneGraph Graph, short[] Sound, FrameLabel[] Labels)
    {
        public HeardClip Heard(LipModel aligned) => HeardClip.Of(Sound, TextLabels.Of(aligned, Graph, Sound));
    }
}

/// <summary>What was learned of a voice.</summary>
/// <param name="Weights">A file for <see cref="LipModel.Read"/>, which hears this voice better than the model that it began with, and others worse: for this voice alone.</param>
/// <param name="Sentences">How many it was learned from, those that were held back included.</param>
/// <param name="Before">Share of speech in the sentences that were held back in which the model heard the viseme of the text before.</param>
/// <param name="After">The same after.</param>
public sealed record CalibratedVoice(byte[] Weights, int Sentences, double Before, double After)
{
    /// <summary>Whether it is worth keeping.</summary>
    public bool IsBetter => After > Before;
}
