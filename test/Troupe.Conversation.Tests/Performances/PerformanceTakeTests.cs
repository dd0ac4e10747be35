using Troupe.Conversation.Acting;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Performances;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation.Tests.Performances;

[Trait("Category", "fast")]
public sealed class PerformanceTakeTests
{
    [Fact]
    public void Phones_become_the_mouth_that_the_actor_gives_them()
    {
        PhonemeTiming[] phones = [new("", Ms(0), Ms(100)), new("m", Ms(100), Ms(70)), new("iː", Ms(170), Ms(160), Stressed: true, Loudness: -1.5)];
        var utterance = PerformanceTake.Of(phones, [new("Me.", Ms(100), Ms(230))], Ms(400), LipSyncSettings.Natural);
        utterance.Duration.ShouldBe(400);
        utterance.Phonemes.Select(phoneme => phoneme.Ipa).ShouldBe(["", "m", "iː"]);
        utterance.Phonemes.Select(phoneme => phoneme.Stressed).ShouldBe([null, null, true]);
        utterance.Phonemes.Select(phoneme => phoneme.Loudness).ShouldBe([null, null, -1.5]);
        utterance.Visemes.Select(viseme => (viseme.Viseme, viseme.Start)).ShouldBe(Coarticulation.Plan(phones).Select(cue => (cue.Viseme, cue.Start.TotalMilliseconds)));
        utterance.Visemes.ShouldContain(viseme => viseme.Viseme == VisemeSet.PP);
        utterance.Captions.Single().ShouldSatisfyAllConditions(caption => caption.Text.ShouldBe("Me."), caption => caption.Start.ShouldBe(100), caption => caption.Duration.ShouldBe(230));
        utterance.Cues.ShouldBeEmpty();
    }

    [Fact]
    public void A_phrase_begins_where_the_sound_of_the_one_before_ends()
    {
        var take = new PerformanceTake(LipSyncSettings.Natural);
        take.Sound.ShouldBeNull();
        take.Add(Chunk("Me?", 100, first: true));
        take.Add(Chunk("Me?", 150, first: false));
        take.Add(Chunk("Me?", 250, first: true) with { IsLast = true });
        var utterance = take.ToUtterance();
        utterance.Duration.ShouldBe(500);
        take.Sound!.Samples.Length.ShouldBe(8000);
        utterance.Phonemes.Select(phoneme => phoneme.Start).ShouldBe([0, 70, 250, 320]);
        utterance.Captions.Select(caption => caption.Start).ShouldBe([0, 250]);
        utterance.Cues.Where(cue => cue.Name == "raiseBrows").Select(cue => cue.Start).ShouldBe([0, 250]);
    }

    private static SpeechChunk Chunk(string text, int milliseconds, bool first) => new()
    {
        Phrase = new Phrase(0, text),
        Format = AudioFormat.Hearing,
        Audio = new short[milliseconds * 16],
        Phonemes = first ? [new("m", Ms(0), Ms(70)), new("i", Ms(70), Ms(160), Stressed: true)] : [],
        Words = first ? [new(text, Ms(0), Ms(230))] : [],
        IsLast = !first,
    };

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
