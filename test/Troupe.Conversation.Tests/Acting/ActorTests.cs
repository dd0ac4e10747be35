using Troupe.Conversation.Acting;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Tests.Acting;

[Trait("Category", "fast")]
public sealed class ActorTests
{
    [Fact]
    public async Task The_first_chunk_of_a_phrase_carries_its_face_and_the_rest_pass()
    {
        var first = Chunk("Are you Ada?", "ɑ:90 ɹ:60 j:50 u':120 eɪ':140 d:40 ə:120 _:150");
        var second = first with { Phonemes = [], Words = [], IsLast = true };
        var acted = await ActAsync(blendShapes: true, first, second);
        acted[0].Visemes.Select(cue => cue.Viseme).ShouldContain(VisemeSet.OU);
        acted[0].Cues.Select(cue => (cue.Kind, cue.Name)).ShouldBe([("expression", "raiseBrows"), ("gaze", "viewer"), ("gesture", "nod")]);
        acted[0].BlendShapes.ShouldNotBeNull().Frames[0].Length.ShouldBe(52);
        acted[1].ShouldBe(new ActedChunk { Speech = second });
    }

    [Fact]
    public async Task Blend_shapes_are_made_only_when_asked_for() =>
        (await ActAsync(blendShapes: false, Chunk("No", "n:60 oʊ':160")))[0].BlendShapes.ShouldBeNull();

    [Fact]
    public async Task A_phrase_of_silence_has_no_cues() =>
        (await ActAsync(blendShapes: false, Chunk("…?", "_:200")))[0].Cues.ShouldBeEmpty();

    [Fact]
    public async Task An_exclamation_smiles() =>
        (await ActAsync(blendShapes: false, Chunk("Yes!", "j:60 ɛ':120 s:100")))[0].Cues.ShouldHaveSingleItem().Name.ShouldBe("smile");

    [Fact]
    public async Task Vowels_of_a_phrase_that_comes_whole_open_as_loud_as_they_sound()
    {
        var sound = Enumerable.Range(0, 6400).Select(sample => (short)(sample is >= 3200 and < 4800 ? 8_000 : 2_000)).ToArray();
        var whole = Chunk("Ada", "ʌ:100 d:100 ʌ:100 d:100") with { Audio = sound, IsLast = true };
        var acted = (await ActAsync(blendShapes: false, whole)).Single();
        acted.Speech.Phonemes.Select(phoneme => phoneme.Loudness).ShouldBe([-6, null, 6, null]);
        float[] vowels = [.. acted.Visemes.Where(cue => cue.Viseme == VisemeSet.AA).Select(cue => cue.Weight)];
        vowels[1].ShouldBeGreaterThan(vowels[0] + 0.1f);
    }

    private static SpeechChunk Chunk(string text, string phones) => new()
    {
        Phrase = new Phrase(0, text),
        Format = new AudioFormat(16_000),
        Audio = new short[1600],
        Phonemes = Spoken.Phones(phones),
        Words = [.. text.Split(' ').Select(word => new WordTiming(word, TimeSpan.Zero, TimeSpan.FromMilliseconds(100)))],
    };

    private static async Task<List<ActedChunk>> ActAsync(bool blendShapes, params SpeechChunk[] chunks)
    {
        var acted = new List<ActedChunk>();
        await foreach (var chunk in new Actor(LipSyncSettings.Natural, null, null).PerformAsync(chunks.ToAsyncEnumerable(), blendShapes, TestContext.Current.CancellationToken))
        {
            acted.Add(chunk);
        }

        return acted;
    }
}
