using Troupe.Conversation.Speaking;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Speaking;

[Trait("Category", "fast")]
public sealed class SpokenPhraseTests
{
    private static readonly TimeSpan Word = TimeSpan.FromMilliseconds(150);

    [Fact]
    public async Task Has_the_sound_of_all_chunks_and_the_times_of_all_words()
    {
        var voice = new ScriptedSynthesizer(TimeProvider.System) { FirstByte = TimeSpan.Zero, PerChunk = TimeSpan.Zero, WordDuration = Word };

        var (sound, phonemes, words) = await voice.SayAsync("How are you?", TestContext.Current.CancellationToken);

        sound.Format.ShouldBe(voice.Voice.Format);
        sound.Duration.ShouldBe(3 * Word);
        words.ShouldBe([new WordTiming("How", TimeSpan.Zero, Word), new WordTiming("are", Word, Word), new WordTiming("you?", 2 * Word, Word)]);
        phonemes.Sum(phoneme => phoneme.Duration.TotalMilliseconds).ShouldBe(sound.Duration.TotalMilliseconds);
    }
}
