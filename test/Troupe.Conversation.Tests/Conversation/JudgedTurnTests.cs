using Troupe.Contracts;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Hearing;
using Troupe.Conversation.Journal;
using Troupe.Conversation.Tests.Replay;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>Somebody speaks to a presenter who also hears in the sound whether they are done.</summary>
[Trait("Category", "fast")]
public sealed class JudgedTurnTests
{
    private const string Finished = "how are you";
    private const string Unfinished = "I want the";
    private static readonly AudioFormat Format = new(16_000);
    private readonly VirtualTime _time = new();

    [Theory]
    [InlineData(Finished, null, 161, 162)]
    [InlineData(Finished, 0.5, 161, 162)]
    [InlineData(Finished, 0.02, 680, 720)]
    [InlineData(Finished, 0.98, 150, 152)]
    [InlineData(Unfinished, null, 996, 997)]
    [InlineData(Unfinished, 0.5, 996, 997)]
    [InlineData(Unfinished, 0.98, 165, 185)]
    [InlineData(Unfinished, 0.02, 1950, 2000)]
    public void Is_waited_for_as_long_as_the_words_and_the_sound_ask_for(string words, double? judged, double least, double most) =>
        Converse(Talk(words, judged)).Latency.EndOfTurnDelay.ShouldNotBeNull().ShouldBeInRange(least, most);

    [Theory]
    [InlineData(0)]
    [InlineData(-1e300)]
    [InlineData(double.NegativeInfinity)]
    public void Is_never_waited_for_longer_than_the_profile_says_whatever_the_model_gives(double judged)
    {
        var talk = Talk(Unfinished, judged);
        talk.Options.EndOfTurn.LearnPauses = false;
        Converse(talk).Latency.EndOfTurnDelay.ShouldNotBeNull().ShouldBeInRange(1900, 2000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1e300)]
    [InlineData(double.PositiveInfinity)]
    public void Is_never_answered_sooner_than_the_profile_says_whatever_the_model_gives(double judged) =>
        Converse(Talk(Finished, judged)).Latency.EndOfTurnDelay.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(150);

    [Theory]
    [InlineData(double.NaN, 30)]
    [InlineData(0.02, 100)]
    public void Is_waited_for_as_its_words_say_when_the_model_fails_or_is_late(double judged, int takes)
    {
        var talk = Talk(Finished, judged, takes);
        Converse(talk).Latency.EndOfTurnDelay.ShouldNotBeNull().ShouldBeInRange(161, 162);
        ((ScriptedTurnModel)talk.TurnModel!).Judged.Count.ShouldBe(1);
    }

    [Fact]
    public void Is_not_answered_for_a_judgement_of_an_earlier_pause()
    {
        // The first pause is judged after 138 ms and over after 160; the second is not judged, as the model fails.
        var talk = Talk(Unfinished);
        talk.TurnModel = new ScriptedTurnModel(_time, 0.98, double.NaN);
        Converse(talk, [.. ScriptedSound.Voice(Format, Milliseconds(960)), .. ScriptedSound.Silence(Format, Milliseconds(128))])
            .Latency.EndOfTurnDelay.ShouldNotBeNull().ShouldBeInRange(996, 997);
        talk.Journal.Facts.OfType<ItemMet>().Count(met => met.Item is LoopItem.FromListener { Heard: EndJudged }).ShouldBe(1);
    }

    [Theory]
    [InlineData(Finished, 0.02)]
    [InlineData(Unfinished, 0.98)]
    public void Is_replayed_with_what_was_judged(string words, double judged)
    {
        var talk = Talk(words, judged);
        Converse(talk);

        RecordedText.Of(talk.Journal.Facts).ShouldContain(line => line.Contains("\"judged\"", StringComparison.Ordinal));
        RecordedText.ReplaysTheSame(talk.Journal.Facts).State.History.Count.ShouldBe(2);
    }

    private static TimeSpan Milliseconds(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private TurnEnded Converse(ScriptedConversation talk, params short[] before) => _time.Run(async () =>
    {
        var running = talk.RunAsync();
        talk.Page.OpenMicrophone();
        short[] said = [.. ScriptedSound.Silence(Format, Milliseconds(512)), .. before, .. ScriptedSound.Voice(Format, Milliseconds(960)), .. ScriptedSound.Silence(Format, Milliseconds(3000))];
        await talk.Page.SayAsync(said);
        var ended = await talk.Page.FirstAsync<TurnEnded>();
        talk.Page.End();
        await running;
        JournalAssert.IsSound(talk.Journal.Facts);
        return ended;
    });

    private ScriptedConversation Talk(string words, double? judged = null, int takes = 30) => new(_time)
    {
        Journal = new InMemoryJournal { IsRecording = true },
        Writer = new ScriptedWriter(_time, "I am fine, thank you for asking."),
        Recognizer = new ScriptedRecognizer(_time, words),
        TurnModel = judged is { } probability ? new ScriptedTurnModel(_time, probability) { Takes = Milliseconds(takes) } : null,
    };
}
