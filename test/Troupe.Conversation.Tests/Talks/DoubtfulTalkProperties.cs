using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.AI;
using Troupe.Contracts;
using Troupe.Conversation.Journal;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Talks;

/// <summary>Whatever people, lines and reports do to the whole conversation: what counts as heard was heard, to the word, or is called an estimate.</summary>
[Trait("Category", "fast")]
public sealed class DoubtfulTalkProperties
{
    private const int Runs = 1000;

    /// <summary>Frames on their way at once: the longest break is 4 s, with 50 packets and some messages a second.</summary>
    private const int MostFrames = 4 * 100;

    private int _exact;
    private int _estimated;
    private int _resumed;

    [Fact]
    public void The_history_holds_what_the_loudspeaker_played_and_every_answer_ends()
    {
        var move = Gen.Choose(0, (Enum.GetValues<TalkDoing>().Length * 100 * 1200) - 1)
            .Select(number => new TalkMove((TalkDoing)(number / 120_000), number % 100, number / 100 % 1200));
        var talks = Gen.Choose(1, 1_000_000).SelectMany(seed => move.ArrayOf().Select(moves => (Seed: seed, Moves: moves)));
        Prop.ForAll(Arb.From(talks, Fewer), talk => Hold(talk.Seed, talk.Moves)).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithStartSize(4).WithEndSize(14));

        // What never happened was not checked.
        _exact.ShouldBeGreaterThan(Runs / 4);
        _estimated.ShouldBeGreaterThan(Runs / 100);
        _resumed.ShouldBeGreaterThan(Runs / 100);
    }

    [Fact]
    public void What_the_client_says_late_that_it_did_not_hear_does_not_count_though_the_answer_came_to_its_end() =>
        Hold(44860, [new(TalkDoing.WriteAgain, 57, 74), new(TalkDoing.CoughAgain, 13, 1171), new(TalkDoing.Speak, 99, 951), new(TalkDoing.LoseConnection, 85, 843), new(TalkDoing.DelayAck, 71, 103)])
            .ShouldBeTrue();

    private bool Hold(int seed, TalkMove[] moves)
    {
        using var talk = new DoubtfulTalk(seed);
        talk.Play([new TalkMove(TalkDoing.Write, 0, 0), .. moves]);
        JournalAssert.IsSound(talk.Journal);
        CheckHeard(talk);
        CheckHistory(talk);
        CheckEnds(talk);
        talk.MostFrames.ShouldBeLessThan(MostFrames);
        _resumed += talk.Sent.OfType<SpeechStart>().Count(start => start.Resumes is not null);
        return true;
    }

    private void CheckHeard(DoubtfulTalk talk)
    {
        foreach (var ended in talk.Sent.OfType<TurnEnded>())
        {
            if (ended.HeardEstimated)
            {
                _estimated++;
                continue;
            }

            ended.Heard.ShouldBe(HeardWords.Of(talk, ended.Turn), $"turn {ended.Turn}, {ended.Reason}, whose words are no estimate");
            _exact += ended.Reason == TurnEndReason.Interrupted ? 1 : 0;
        }
    }

    /// <summary>The writer saw of each answer what counts as heard, and of the last question all of them.</summary>
    private static void CheckHistory(DoubtfulTalk talk)
    {
        var heard = talk.Sent.OfType<TurnEnded>().Select(ended => ended.Heard!).Where(words => words.Length > 0).ToArray();
        foreach (var asked in talk.Writer.Asked)
        {
            var seen = asked.Where(message => message.Role == ChatRole.Assistant).Select(message => message.Text).ToArray();
            seen.ShouldBe(heard.Take(seen.Length));
        }

        var last = talk.Writer.Asked[^1];
        last[^1].Text.ShouldBe("And at last?");
        last.Count(message => message.Role == ChatRole.Assistant).ShouldBe(heard.Length - 1);
    }

    private static void CheckEnds(DoubtfulTalk talk)
    {
        var sent = talk.Sent.ToList();
        sent.OfType<TurnStarted>().Select(started => started.Turn).ShouldBe(sent.OfType<TurnEnded>().Select(ended => ended.Turn));
        foreach (var start in sent.OfType<SpeechStart>())
        {
            sent.ShouldContain(message => (message is SpeechEnd && ((SpeechEnd)message).Utterance == start.Utterance) || (message is TurnInterrupted && ((TurnInterrupted)message).Epoch == start.Epoch));
        }

        sent.OfType<StateChanged>().Last().State.ShouldBe(ConversationState.Listening);
        sent.OfType<TurnEnded>().Last().ShouldSatisfyAllConditions(last => last.Reason.ShouldBe(TurnEndReason.Completed), last => last.HeardEstimated.ShouldBeFalse());
    }

    private static IEnumerable<(int Seed, TalkMove[] Moves)> Fewer((int Seed, TalkMove[] Moves) talk)
    {
        var (seed, moves) = talk;
        for (var part = moves.Length / 2; part > 0; part /= 2)
        {
            for (var from = 0; from + part <= moves.Length; from += part)
            {
                yield return (seed, [.. moves[..from], .. moves[(from + part)..]]);
            }
        }
    }
}
