using System.Runtime.CompilerServices;
using Troupe.Conversation;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Listening;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Playout;
using Troupe.Conversation.Speaking;
using Troupe.Engines;

namespace Troupe.House.Tests.LipSync;

/// <summary>A voice that tells no times, as most in the cloud: an embedded one, whose phonemes are taken away and kept for comparison.</summary>
[Trait("Category", "fast")]
public sealed class HeardPhraseTests
{
    private const string Text = "May my puppy move? Bob made five maps by the lamp.";

    private readonly List<PhonemeTiming> _truth = [];
    private readonly List<WordTiming> _words = [];
    private string _text = Text;
    private int _samples;

    [Theory]
    [InlineData("flite-rms")]
    [InlineData("hts-slt")]
    public async Task A_voice_that_tells_no_times_gets_face_and_words_in_time(string voice)
    {
        var acted = await ActAsync(voice);

        var words = Line(acted);
        words.Select(word => word.Text).ShouldBe(Text.Split(' '));
        foreach (var (found, truth) in words.Zip(_words))
        {
            found.Start.TotalMilliseconds.ShouldBe(truth.Start.TotalMilliseconds, 80, truth.Text);
        }

        var visemes = acted.SelectMany(chunk => chunk.Visemes).ToArray();
        visemes.Select(cue => cue.Start).ShouldBeInOrder();

        // Stress opens a vowel.
        var vowels = visemes.Where(cue => PhoneShapes.IsVowel(cue.Viseme)).ToArray();
        vowels.Max(cue => cue.Weight).ShouldBe(1);
        vowels.Min(cue => cue.Weight).ShouldBeLessThanOrEqualTo(PhoneShapes.Unstressed);
        foreach (var closed in _truth.Where(phone => phone.Ipa is "p" or "b" or "m"))
        {
            Enumerable.Range(-4, (int)(closed.Duration.TotalMilliseconds / 10) + 8).Max(frame => Closure(visemes, closed.Start + TimeSpan.FromMilliseconds(10 * frame)))
                .ShouldBeGreaterThan(0.9f, $"{closed.Ipa} at {closed.Start.TotalMilliseconds} ms");
        }
    }

    // As it was known last; a listener has it with the first sound.
    private static IReadOnlyList<WordTiming> Line(IReadOnlyList<ActedChunk> acted)
    {
        acted[0].Speech.Words.Select(word => word.Text).ShouldBe(Text.Split(' '));
        return acted.Last(chunk => chunk.Speech.Words.Count > 0).Speech.Words;
    }

    private static float Closure(VisemeCue[] visemes, TimeSpan time)
    {
        var weights = new float[VisemeSet.Count];
        MouthCurve.Sample(visemes, time, weights);
        return weights[VisemeSet.PP];
    }

    [Fact]
    public async Task Sound_waits_for_its_face_and_none_is_lost()
    {
        var acted = await ActAsync("flite-rms");
        var end = TimeSpan.Zero;
        foreach (var chunk in acted)
        {
            // What begins in the sound of a chunk came with it or before, and what comes with a chunk has not been heard.
            chunk.Visemes.ShouldAllBe(cue => cue.Start >= end - TimeSpan.FromMilliseconds(60));
            end += chunk.Speech.Format.Duration(chunk.Speech.Audio.Length);
        }

        acted[^1].Speech.IsLast.ShouldBeTrue();
        acted.Sum(chunk => chunk.Speech.Audio.Length).ShouldBe(_samples);
        (acted[0].Speech.Audio.Length + 16 * 150).ShouldBeLessThanOrEqualTo(16 * 300, "the first sound goes on after two chunks of 100 ms");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_voice_said_before_it_broke_off_comes_with_its_face(bool fails)
    {
        var acted = new List<ActedChunk>();
        var acting = ActAsync("flite-rms", acted, new BreakingOff(AfterChunks: 9, fails));
        if (fails)
        {
            (await Should.ThrowAsync<EngineException>(() => acting)).Message.ShouldBe("The line is dead.");
        }
        else
        {
            await acting;
        }

        var broken = AudioFormat.Hearing.Duration(_samples);
        acted.Sum(chunk => chunk.Speech.Audio.Length).ShouldBe(_samples);
        acted.ShouldAllBe(chunk => !chunk.Speech.IsLast);
        acted.SelectMany(chunk => chunk.Visemes).Max(cue => cue.Start + cue.Duration).ShouldBeGreaterThan(broken - TimeSpan.FromMilliseconds(40));

        var whole = Line(acted).Where(word => word.Start + word.Duration <= broken).Select(word => word.Text).ToArray();
        whole.ShouldBe(_words.TakeWhile(word => word.Start + word.Duration <= broken).Select(word => word.Text));
    }

    [Theory]
    [InlineData("flite-rms")]
    [InlineData("hts-slt")]
    public async Task A_word_is_never_told_to_be_over_before_it_is(string voice)
    {
        var end = TimeSpan.Zero;
        var acted = await ActAsync(voice);
        var known = Line(acted);
        foreach (var chunk in acted)
        {
            end += chunk.Speech.Format.Duration(chunk.Speech.Audio.Length);
            foreach (var (told, word) in chunk.Speech.Words.Zip(known))
            {
                (told.Start + told.Duration <= end).ShouldBe(word.Start + word.Duration <= end, $"{word.Text} at {end.TotalMilliseconds} ms");
            }
        }
    }

    [Fact]
    public async Task Brows_and_head_move_where_the_stress_is_and_not_only_at_the_end()
    {
        var (end, acted) = (TimeSpan.Zero, await ActAsync("flite-rms", "Can you tell me where the big museum is?"));
        var given = new List<(TimeSpan At, ExpressionCue Cue)>();
        foreach (var chunk in acted)
        {
            given.AddRange(chunk.Cues.Select(cue => (end, cue)));
            end += chunk.Speech.Format.Duration(chunk.Speech.Audio.Length);
        }

        given.ShouldAllBe(cue => cue.Cue.Start >= cue.At);
        var spoken = _truth.Last(phone => phone.Ipa.Length > 0).End;
        var brows = given.Single(cue => cue.Cue.Name == "raiseBrows").Cue;
        brows.Start.TotalMilliseconds.ShouldBe((spoken - TimeSpan.FromMilliseconds(700)).TotalMilliseconds, 300);
        (brows.Start + brows.Duration).ShouldBeGreaterThan(spoken - TimeSpan.FromMilliseconds(200));
        var accent = _truth.Last(phone => phone.Stressed).Start;
        given.Single(cue => cue.Cue.Name == "nod").Cue.Start.TotalMilliseconds.ShouldBe(accent.TotalMilliseconds - 120, 120);
    }

    [Fact]
    public async Task Later_chunks_have_their_place_in_the_phrase_on_the_tape()
    {
        var tape = new SpeechTape(Filled([.. await ActAsync("flite-rms"), .. await ActAsync("flite-rms")]), AudioFormat.Hearing);
        while (await tape.PullAsync(TestContext.Current.CancellationToken))
        {
        }

        tape.Performances.Select(performance => performance.Start).Distinct().ShouldBe([TimeSpan.Zero, AudioFormat.Hearing.Duration(_samples)]);
    }

    private async Task<List<ActedChunk>> ActAsync(string voice, string text = Text)
    {
        var acted = new List<ActedChunk>();
        _text = text;
        await ActAsync(voice, acted, new BreakingOff(int.MaxValue, Fails: false));
        return acted;
    }

    private async Task ActAsync(string voice, List<ActedChunk> acted, BreakingOff broken)
    {
        using var voices = new EmbeddedVoices(new EmbeddedVoicesOptions());
        _samples = 0;
        _truth.Clear();
        _words.Clear();
        await foreach (var chunk in new Actor(LipSyncSettings.Natural, EmbeddedPronouncer.Open(new EngineOptions()), LipModel.Default).PerformAsync(SpeakAsync(voices.Get(voice), broken, TestContext.Current.CancellationToken), blendShapes: false, TestContext.Current.CancellationToken))
        {
            acted.Add(chunk);
        }
    }

    private async IAsyncEnumerable<SpeechChunk> SpeakAsync(ISpeechSynthesizer voice, BreakingOff broken, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chunks = 0;
        await foreach (var chunk in voice.SpeakAsync(new Phrase(0, _text, IsLast: true), SpeakingStyle.Neutral, cancellationToken))
        {
            if (chunks++ == broken.AfterChunks)
            {
                if (broken.Fails)
                {
                    throw new EngineException("The line is dead.", transient: false);
                }

                yield break;
            }

            _truth.AddRange(chunk.Phonemes);
            _words.AddRange(chunk.Words);
            _samples += chunk.Audio.Length;
            yield return chunk with { Phonemes = [], Words = [] };
        }
    }

    private static System.Threading.Channels.ChannelReader<ActedChunk> Filled(IReadOnlyList<ActedChunk> chunks)
    {
        var channel = System.Threading.Channels.Channel.CreateUnbounded<ActedChunk>();
        foreach (var chunk in chunks)
        {
            channel.Writer.TryWrite(chunk);
        }

        channel.Writer.Complete();
        return channel.Reader;
    }

    /// <summary>A voice that says no more, and may or may not say why.</summary>
    private sealed record BreakingOff(int AfterChunks, bool Fails);
}
