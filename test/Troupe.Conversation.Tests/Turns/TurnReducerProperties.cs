using FsCheck;
using FsCheck.Fluent;
using Troupe.Contracts;
using Troupe.Conversation.Turns;

namespace Troupe.Conversation.Tests.Turns;

/// <summary>Ten thousand conversations whose facts come in any order, under every policy; every step of each is held against all of <see cref="TurnInvariants"/>.</summary>
[Trait("Category", "fast")]
public sealed class TurnReducerProperties
{
    private const int Runs = 10_000;
    private static readonly int Policies = 3 * 3 * 3 * 3;
    private readonly HashSet<string> _seen = [];

    [Fact]
    public void No_order_of_facts_breaks_an_invariant_and_between_them_they_reach_everything()
    {
        var moves = Gen.Choose(0, (TurnMove.Kinds * TurnMove.Most * TurnMove.Most) - 1)
            .Select(number => new TurnMove(number % TurnMove.Kinds, number / TurnMove.Kinds % TurnMove.Most, number / TurnMove.Kinds / TurnMove.Most))
            .ArrayOf();
        var conversations = Gen.Choose(0, (2 * Policies) - 1).SelectMany(rules => moves.Select(happening => (Rules: rules, Moves: happening)));
        Prop.ForAll(Arb.From(conversations, Smaller), conversation =>
        {
            new TurnRun(Policy(conversation.Rules / 2), _seen).Play(greets: conversation.Rules % 2 == 0, conversation.Moves);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithEndSize(100));

        string[] all =
        [
            .. Enum.GetNames<ConversationState>(),
            .. typeof(TurnEffect).GetNestedTypes().Select(effect => effect.Name).Except([nameof(TurnEffect.EndTurn), nameof(TurnEffect.StartTurn)]),
            .. Enum.GetNames<TurnEndReason>().Append("Interrupted taken back").Select(reason => "EndTurn " + reason),
            .. Enum.GetNames<UtteranceKind>().Append("Reply guessed").Select(kind => "StartTurn " + kind),
        ];
        all.Except(_seen).ShouldBeEmpty("what no run reached is not checked");
    }

    private static TurnPolicy Policy(int number) => new()
    {
        Greeting = (BargeInPolicy)(number % 3),
        Reply = (BargeInPolicy)(number / 3 % 3),
        Prompt = (BargeInPolicy)(number / 9 % 3),
        SpeculateWithin = TimeSpan.FromMilliseconds(number / 27 * 600),
        MaxDropped = 2,
        StallTimeout = TimeSpan.FromSeconds(2),
    };

    // Half of the moves, and then one less: what is left of a failure are the facts that it takes.
    private static IEnumerable<(int Rules, TurnMove[] Moves)> Smaller((int Rules, TurnMove[] Moves) conversation)
    {
        var (rules, moves) = conversation;
        for (var part = moves.Length / 2; part > 0; part /= 2)
        {
            for (var from = 0; from + part <= moves.Length; from += part)
            {
                yield return (rules, [.. moves[..from], .. moves[(from + part)..]]);
            }
        }
    }
}
