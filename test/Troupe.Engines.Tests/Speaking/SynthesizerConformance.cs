using System.Diagnostics;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Speaking;

namespace Troupe.Engines.Tests.Speaking;

/// <summary>What every voice for written text keeps to. A class per voice derives from it.</summary>
public abstract class SynthesizerConformance
{
    private const string Sentence = "Hello there, my name is Alice, and I can answer questions about the museum.";

    /// <summary>The voice.</summary>
    protected abstract ISpeechSynthesizer Voice { get; }

    [Fact]
    public async Task Tells_all_times_in_the_first_chunk_and_ahead_of_the_audio()
    {
        var spoken = await Spoken.By(Voice, Sentence);

        spoken.Phonemes.Count.ShouldBeGreaterThan(20);
        spoken.Words.Count.ShouldBe(14);
        spoken.Chunks.Skip(1).ShouldAllBe(static chunk => chunk.Phonemes.Count == 0 && chunk.Words.Count == 0);
        spoken.Phonemes[^1].End.ShouldBeGreaterThan(spoken.Format.Duration(spoken.Chunks[0].Audio.Length));
    }

    [Fact]
    public async Task Covers_the_audio_with_phonemes_without_gaps()
    {
        foreach (var text in new[] { Sentence, "Yes.", "well", "It costs $5.99, doesn't it?" })
        {
            var spoken = await Spoken.By(Voice, text);

            spoken.Phonemes[0].Start.ShouldBe(TimeSpan.Zero);
            spoken.Phonemes.Zip(spoken.Phonemes.Skip(1)).ShouldAllBe(static pair => pair.First.End == pair.Second.Start);
            spoken.Phonemes.ShouldAllBe(static phoneme => phoneme.Duration >= TimeSpan.Zero);
            (spoken.Phonemes[^1].End - spoken.Duration).Duration().ShouldBeLessThan(TimeSpan.FromMilliseconds(30));
        }
    }

    [Theory]
    [InlineData(Sentence)]
    [InlineData("Pay $5.99, on 14 March 2026 — or never… 👍 said Dr. Ørsted of the U.S. office.")]
    [InlineData("Café Zürich: “naïve” façade, 21% of 24GB, see www.example.com or call 555-123-4567!")]
    [InlineData("**Bold** move, A I and the FBI.")]
    public async Task Times_every_word_of_the_text_in_order(string text)
    {
        var spoken = await Spoken.By(Voice, text);

        spoken.Words.Select(static word => word.Text).ShouldBe(text.Split(' '));
        spoken.Words.Zip(spoken.Words.Skip(1)).ShouldAllBe(static pair => pair.First.Start + pair.First.Duration <= pair.Second.Start);
        (spoken.Words[^1].Start + spoken.Words[^1].Duration).ShouldBeLessThanOrEqualTo(spoken.Duration + TimeSpan.FromMilliseconds(30));
        spoken.Words.Where(static word => word.Text.Any(char.IsAsciiLetterOrDigit)).ShouldAllBe(static word => word.Duration > TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task Gives_sound_in_one_format_and_ends_once()
    {
        var spoken = await Spoken.By(Voice, Sentence);

        spoken.Loudness.ShouldBeInRange(500, 12_000);
        spoken.Samples.Max(static sample => Math.Abs((int)sample)).ShouldBeLessThan(short.MaxValue);
        spoken.Chunks.ShouldAllBe(chunk => chunk.Format == Voice.Voice.Format);
        spoken.Chunks.Select(static chunk => chunk.IsLast).ShouldBe([.. Enumerable.Repeat(false, spoken.Chunks.Count - 1), true]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("…")]
    [InlineData("— 👍🏽 🎉")]
    [InlineData("日本語")]
    [InlineData("\ud800")]
    [InlineData("***")]
    public async Task Says_nothing_where_there_is_nothing_to_say(string text)
    {
        var spoken = await Spoken.By(Voice, text);

        spoken.Chunks.ShouldHaveSingleItem().IsLast.ShouldBeTrue();
        spoken.Samples.ShouldBeEmpty();
        spoken.Words.Select(static word => word.Text).ShouldBe(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("'")]
    [InlineData("a")]
    [InlineData("A")]
    [InlineData("I 'm ''fine'' don''t")]
    [InlineData("\0bell\a and\u200bzero\u0301")]
    [InlineData("brrrrrrr tsk pfft xzqj mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm")]
    [InlineData("99999999999999999999999999 1/0 -0 3.1.4.1.5 00:00:00 99:99 $ $$ % # @ \\ ^ ~ |")]
    [InlineData("<speak>hi</speak> %s %n {0} ../../etc/passwd")]
    public async Task Survives_odd_text(string text)
    {
        var spoken = await Spoken.By(Voice, text);

        spoken.Chunks[^1].IsLast.ShouldBeTrue();
        spoken.Words.Select(static word => word.Text).ShouldBe(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Speaks_long_text()
    {
        var text = string.Join(' ', Enumerable.Repeat("The old lighthouse keeper walked slowly down to the shore.", 8));

        var spoken = await Spoken.By(Voice, text);

        spoken.Words.Count.ShouldBe(80);
        spoken.Duration.ShouldBeInRange(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(45));
    }

    [Fact]
    public async Task Stops_when_it_is_abandoned()
    {
        var text = string.Join(' ', Enumerable.Repeat("one two three four five six seven eight nine ten,", 10));
        for (var round = 0; round < 5; round++)
        {
            await foreach (var chunk in Voice.SpeakAsync(new Phrase(0, text), SpeakingStyle.Neutral, CancellationToken.None))
            {
                chunk.IsLast.ShouldBeFalse();
                break;
            }
        }

        var watch = Stopwatch.StartNew();
        (await Spoken.By(Voice, "Yes.")).Samples.ShouldNotBeEmpty();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Ends_with_a_cancellation_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => Spoken.By(Voice, Sentence, cancellationToken: cancelled.Token));

        using var later = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var chunk in Voice.SpeakAsync(new Phrase(0, string.Join(' ', Enumerable.Repeat(Sentence, 10))), SpeakingStyle.Neutral, later.Token))
            {
                await later.CancelAsync();
            }
        });
    }

    [Fact]
    public async Task Keeps_phrases_apart_that_are_spoken_at_the_same_time()
    {
        string[] texts = ["Good morning to you.", "It is half past ten.", "The answer is forty two.", "Nobody knows why."];
        var alone = new List<Spoken>();
        foreach (var text in texts)
        {
            alone.Add(await Spoken.By(Voice, text));
        }

        var together = await Task.WhenAll(texts.Select(text => Task.Run(() => Spoken.By(Voice, text))));

        for (var index = 0; index < texts.Length; index++)
        {
            together[index].Phonemes.ShouldBe(alone[index].Phonemes);
            together[index].Words.ShouldBe(alone[index].Words);
            together[index].Samples.Length.ShouldBe(alone[index].Samples.Length);
            together[index].Chunks.ShouldAllBe(chunk => chunk.Phrase.Text == texts[index]);
        }
    }
}
