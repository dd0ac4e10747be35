using Troupe.Conversation.Speaking;
using Troupe.Engines.Tests.Speaking;

namespace Troupe.Engines.Tests.Soak;

[Collection(AloneCollection.Name)]
[Trait("Category", "process")]
public sealed class VoiceSoakTests
{
    private const int Threads = 4;
    private const int SentencesEach = 200;
    private const long MostGrowth = 48L << 20;

    private static readonly string[] Openings = ["Yes,", "Well,", "Now", "Perhaps", "Today", "No,", "Then", "Here"];
    private static readonly string[] Rests = ["it is late.", "we can go.", "she has three?", "ask the FBI!", "pay $5.", "come at 10:30.", "he said so.", "that works."];

    [Fact]
    public async Task Voices_neither_mix_nor_leak_when_four_threads_speak_two_hundred_sentences_each()
    {
        var voices = Embedded.Voices.Ids.Select(Embedded.Voices.Get).ToArray();
        var alone = new Dictionary<(string, string), Spoken>();
        foreach (var voice in voices)
        {
            foreach (var text in Openings.Zip(Rests.Concat(Rests), static (opening, rest) => $"{opening} {rest}"))
            {
                alone[(voice.Voice.Id, text)] = await Spoken.By(voice, text);
            }
        }

        var texts = alone.Keys.ToArray();
        await SpeakAsync(alone, texts, SentencesEach / 4);
        var before = Memory();
        await SpeakAsync(alone, texts, SentencesEach);
        var growth = Memory() - before;

        TestContext.Current.TestOutputHelper?.WriteLine($"{Threads} x {SentencesEach} sentences; memory grew by {growth >> 10} KiB");
        growth.ShouldBeLessThan(MostGrowth);
    }

    private static Task SpeakAsync(Dictionary<(string Voice, string Text), Spoken> alone, (string Voice, string Text)[] texts, int each) =>
        Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            for (var round = 0; round < each; round++)
            {
                var key = texts[((round * Threads) + (thread * 5)) % texts.Length];
                var expected = alone[key];
                var spoken = await Spoken.By(Embedded.Voices.Get(key.Voice), key.Text);

                spoken.Phonemes.SequenceEqual(expected.Phonemes).ShouldBeTrue($"phonemes of '{key.Text}' by {key.Voice}");
                spoken.Words.SequenceEqual(expected.Words).ShouldBeTrue($"words of '{key.Text}' by {key.Voice}");
                spoken.Samples.Length.ShouldBe(expected.Samples.Length, key.ToString());
                if (key.Voice == "hts-slt")
                {
                    spoken.Samples.SequenceEqual(expected.Samples).ShouldBeTrue($"samples of '{key.Text}'");
                }
            }
        })));

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }
}
