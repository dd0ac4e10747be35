using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Aligning;
using Troupe.Conversation.Speaking;
using Troupe.Conversation.Speaking.Normalization;

namespace Troupe.Conversation.Tests.Acting.Aligning;

[Trait("Category", "fast")]
public sealed class TextAlignerTests
{
    private const int Lag = 5;

    private static readonly SpelledPronouncer Words = new(
        "my m aɪ|mother m ʌ ð ɚ|bakes b eɪ k s|five f aɪ v|soft s ɔ f t|pies p aɪ z|read ɹ i d|read ɹ ɛ d|the ð ə|a ə|house h aʊ s|committee k ə m ɪ t i|shop ʃ ɑ p");

    private const string My = "PP7 aa9 ih6", Mother = "PP7 aa8 TH5 RR9", Bakes = "PP6 E8 ih5 kk8 SS10", Five = "FF9 aa9 ih6 FF6", Soft = "SS10 oh12 FF9 DD7", Pies = "PP8 aa9 ih6 SS8";

    [Fact]
    public void Finds_words_and_phones_to_a_frame()
    {
        var (phones, words) = Align("My mother bakes pies.", new HeardSpeech().Say($"sil20 {My} {Mother} {Bakes} {Pies} sil30"));

        words.Select(word => (word.Text, word.Start.TotalMilliseconds, word.Duration.TotalMilliseconds)).ShouldBe(
            [("My", 200, 220), ("mother", 420, 290), ("bakes", 710, 370), ("pies.", 1080, 310)]);
        phones.Select(phone => phone.Ipa).ShouldBe(["", "m", "aɪ", "m", "ʌ", "ð", "ɚ", "b", "eɪ", "k", "s", "p", "aɪ", "z", ""]);
        phones[1].Start.ShouldBe(TimeSpan.FromMilliseconds(200));
        phones[1].Duration.ShouldBe(TimeSpan.FromMilliseconds(70));
    }

    [Fact]
    public void Chooses_the_way_that_is_heard()
    {
        Align("I read", new HeardSpeech().Say("sil10 RR8 ih10 DD7 sil20"), "i aɪ|read ɹ i d|read ɹ ɛ d").Phones.Select(phone => phone.Ipa).ShouldContain("i");
        Align("I read", new HeardSpeech().Say("sil10 RR8 E10 DD7 sil20"), "i aɪ|read ɹ i d|read ɹ ɛ d").Phones.Select(phone => phone.Ipa).ShouldContain("ɛ");
    }

    [Fact]
    public void Takes_pauses_where_they_are()
    {
        var (_, words) = Align("My mother bakes", new HeardSpeech().Say($"sil10 {My} sil40 {Mother} {Bakes} sil20"));

        words[0].Duration.ShouldBe(TimeSpan.FromMilliseconds(220));
        words[1].Start.ShouldBe(TimeSpan.FromMilliseconds(720));
    }

    [Fact]
    public void Goes_past_a_word_that_is_not_said()
    {
        var (_, words) = Align("My mother committee bakes soft pies.", new HeardSpeech().Say($"sil20 {My} {Mother} {Bakes} {Soft} {Pies} sil20"));

        words.Select(word => word.Text).ShouldBe(["My", "mother", "committee", "bakes", "soft", "pies."]);
        words[2].Duration.ShouldBe(TimeSpan.Zero);
        words[2].Start.ShouldBe(words[3].Start);
        words[3].Start.TotalMilliseconds.ShouldBe(710, 20);
    }

    [Theory]
    [InlineData("FF9 oh8 kk6 SS12 E9 nn6 DD6 ou9 CH10 ih9 RR9 kk6 aa15")]
    [InlineData("kk3 ou12 kk3 ou12 kk3 ou12 kk3 ou12 kk3 ou12 kk3 ou12 kk3 ou12 kk3 ou12")]
    public void Leaves_the_text_for_what_is_no_part_of_it_and_returns(string foreign)
    {
        var speech = new HeardSpeech().Say($"sil20 {My} {Mother} {foreign}");
        var back = speech.Frames;
        var outside = 0;
        var (_, words) = Align("My mother bakes soft pies.", speech.Say($"{Bakes} {Soft} {Pies} sil30"), onFrame: (frame, aligner) =>
            outside += frame >= 75 && frame < back - 4 && aligner.Votes[FrameOdds.Other] > 0.5f ? 1 : 0);

        outside.ShouldBeGreaterThan((back - 79) / 2, "most of it is heard without the text");
        words.Single(word => word.Text == "pies.").Start.TotalMilliseconds.ShouldBe((back + 75) * 10, 20);
    }

    [Fact]
    public void Waits_in_silence_and_takes_the_text_up_again()
    {
        var (_, words) = Align("My mother bakes soft pies.", new HeardSpeech().Say($"sil20 {My} {Mother} sil500 {Bakes} {Soft} {Pies} sil30"));

        words.Single(word => word.Text == "bakes").Start.ShouldBe(TimeSpan.FromMilliseconds(5710));
    }

    [Fact]
    public void Text_without_words_is_sound_alone()
    {
        var (phones, words) = Align("…", new HeardSpeech().Say($"sil10 {My} {Mother}"), onFrame: (frame, aligner) =>
            (frame < 15 || aligner.Votes[FrameOdds.Other] > 0.5f).ShouldBeTrue());

        words.ShouldBe([new WordTiming("…", TimeSpan.Zero, TimeSpan.Zero)]);
        phones.ShouldAllBe(phone => phone.Ipa.Length == 0);
    }

    [Fact]
    public void Looks_only_at_the_words_around_in_a_long_text()
    {
        var text = string.Join(' ', Enumerable.Repeat("my mother bakes soft pies five", 500));
        var speech = new HeardSpeech().Say("sil20");
        for (var i = 0; i < 20; i++)
        {
            speech.Say($"{My} {Mother} {Bakes} {Soft} {Pies} {Five}");
        }

        var widest = 0;
        Align(text, speech, onFrame: (_, aligner) => widest = Math.Max(widest, aligner.Width));
        widest.ShouldBeLessThan(60);
    }

    [Fact]
    public void Allocates_nothing_per_frame()
    {
        var speech = new HeardSpeech().Say($"sil20 {My} {Mother} SS60 {Bakes} {Soft} {Pies} sil20");
        var graph = PhoneGraph.Of(TextNormalizer.Normalize("My mother bakes soft pies."), Words);
        Run(new TextAligner(graph, Lag));
        var aligner = new TextAligner(graph, Lag);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(aligner);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Run(TextAligner one)
        {
            Span<float> visemes = stackalloc float[VisemeSet.Count];
            Span<float> mixed = stackalloc float[VisemeSet.Count];
            for (var frame = 0; frame < speech.Frames; frame++)
            {
                speech.Hear(frame, visemes, out var closure);
                if (one.Next(visemes, closure))
                {
                    AlignedMouth.Mix(one.Votes, visemes, visemes, mixed);
                }
            }
        }
    }

    private static (List<PhonemeTiming> Phones, List<WordTiming> Words) Align(string text, HeardSpeech speech, string? pronunciations = null, Action<int, TextAligner>? onFrame = null)
    {
        var graph = PhoneGraph.Of(TextNormalizer.Normalize(text), pronunciations is null ? Words : new SpelledPronouncer(pronunciations));
        var (aligner, times) = (new TextAligner(graph, Lag), new AlignedTimes(graph));
        var (phones, words) = (new List<PhonemeTiming>(), new List<WordTiming>());
        Span<float> visemes = stackalloc float[VisemeSet.Count];
        for (var frame = 0; frame < speech.Frames + Lag; frame++)
        {
            speech.Hear(Math.Min(frame, speech.Frames - 1), visemes, out var closure);
            if (aligner.Next(visemes, closure))
            {
                onFrame?.Invoke(frame - Lag, aligner);
                times.Next(aligner.Place, phones, words);
            }
        }

        times.Finish(phones, words);
        return (phones, words);
    }
}
