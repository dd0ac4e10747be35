using Microsoft.Extensions.Logging.Abstractions;
using Troupe.Conversation;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Speaking;
using Troupe.Engines.Speaking;

namespace Troupe.Engines.Tests.Speaking;

[Trait("Category", "fast")]
public sealed class WrappedVoiceTests
{
    [Fact]
    public async Task Normalizer_gives_the_voice_plain_words_and_the_listener_the_written_ones()
    {
        var voice = new CountingVoice(16_000);

        var spoken = await Spoken.By(voice.UseNormalizer(), "Pay $5.99, 👍 please");

        voice.Texts.ShouldBe(["pay five dollars and ninety nine cents, please"]);
        spoken.Chunks.ShouldAllBe(static chunk => chunk.Phrase.Text == "Pay $5.99, 👍 please");
        spoken.Words.ShouldBe([
            new WordTiming("Pay", Tenths(0), Tenths(1)), new WordTiming("$5.99,", Tenths(1), Tenths(6)), new WordTiming("👍", Tenths(7), Tenths(0)), new WordTiming("please", Tenths(7), Tenths(1)),
        ]);
    }

    [Fact]
    public async Task Cache_speaks_a_phrase_once()
    {
        var voice = new CountingVoice(16_000);
        var cached = voice.UseCache();

        var first = await Spoken.By(cached, "hello there");
        var second = await Spoken.By(cached, "hello there");
        await Spoken.By(cached, "hello there", new SpeakingStyle { Speed = 2 });

        voice.Texts.Count.ShouldBe(2);
        second.Samples.ShouldBe(first.Samples);
        second.Words.ShouldBe(first.Words);
    }

    [Fact]
    public async Task Cache_gives_the_phrase_that_was_asked_for()
    {
        var cached = new CountingVoice(16_000).UseCache();
        await Spoken.By(cached, "hello");
        var phrase = new Phrase(7, "hello", IsLast: true);

        await foreach (var chunk in cached.SpeakAsync(phrase, SpeakingStyle.Neutral, CancellationToken.None))
        {
            chunk.Phrase.ShouldBe(phrase);
        }
    }

    [Fact]
    public async Task Cache_drops_what_was_used_least_recently()
    {
        var voice = new CountingVoice(16_000);
        var cached = voice.UseCache(TimeSpan.FromSeconds(0.8)); // Eight words of a tenth of a second.
        foreach (var text in new[] { "one two", "three four", "five six", "one two", "seven eight", "nine ten", "one two", "three four" })
        {
            await Spoken.By(cached, text);
        }

        voice.Texts.ShouldBe(["one two", "three four", "five six", "seven eight", "nine ten", "three four"]);
    }

    [Fact]
    public async Task Cache_keeps_neither_long_phrases_nor_those_that_were_left()
    {
        var voice = new CountingVoice(16_000);
        var cached = voice.UseCache(TimeSpan.FromSeconds(1));
        await Spoken.By(cached, "one two three");
        await Spoken.By(cached, "one two three");
        await foreach (var chunk in cached.SpeakAsync(new Phrase(0, "a b"), SpeakingStyle.Neutral, CancellationToken.None))
        {
            break;
        }

        await Spoken.By(cached, "a b");

        voice.Texts.ShouldBe(["one two three", "one two three", "a b", "a b"]);
    }

    [Fact]
    public async Task Fallback_has_the_backup_speak_in_the_format_of_the_voice()
    {
        var voice = new CountingVoice(32_000) { FailsAfter = 0 };
        var backup = new CountingVoice(16_000);

        var spoken = await Spoken.By(voice.UseFallback(backup, NullLogger.Instance), "hello there friend");

        spoken.Chunks.ShouldAllBe(static chunk => chunk.Format == new AudioFormat(32_000));
        spoken.Samples.Length.ShouldBeInRange(9_590, 9_610);
        spoken.Words.Select(static word => word.Text).ShouldBe(["hello", "there", "friend"]);
        spoken.Chunks[^1].IsLast.ShouldBeTrue();
    }

    [Fact]
    public async Task Fallback_leaves_a_voice_alone_that_works_or_that_fails_late()
    {
        var backup = new CountingVoice(16_000);
        await Spoken.By(new CountingVoice(16_000).UseFallback(backup, NullLogger.Instance), "hello");
        await Should.ThrowAsync<EngineException>(() => Spoken.By(new CountingVoice(16_000) { FailsAfter = 1 }.UseFallback(backup, NullLogger.Instance), "hello there"));

        backup.Texts.ShouldBeEmpty();
    }

    private static TimeSpan Tenths(int count) => TimeSpan.FromMilliseconds(100 * count);

    /// <summary>Says each word as a tenth of a second of a tone and one chunk.</summary>
    private sealed class CountingVoice(int rate) : ISpeechSynthesizer
    {
        public List<string> Texts { get; } = [];

        public int FailsAfter { get; init; } = int.MaxValue;

        public EngineDescription Description { get; } = new("counting", "1", "Apache-2.0");

        public Voice Voice { get; } = new("counting", "en-US", new AudioFormat(rate));

        public async IAsyncEnumerable<SpeechChunk> SpeakAsync(
            Phrase phrase, SpeakingStyle style, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            Texts.Add(phrase.Text);
            var words = phrase.Text.Split(' ');
            for (var index = 0; index < words.Length; index++)
            {
                if (index >= FailsAfter)
                {
                    throw new EngineException("The voice broke.", transient: true);
                }

                yield return new SpeechChunk
                {
                    Phrase = phrase,
                    Format = Voice.Format,
                    Audio = Enumerable.Range(0, rate / 10).Select(sample => (short)(8000 * Math.Sin(sample * 0.05))).ToArray(),
                    Words = index > 0 ? [] : [.. words.Select(static (word, at) => new WordTiming(word, Tenths(at), Tenths(1)))],
                    IsLast = index == words.Length - 1,
                };
            }
        }
    }
}
