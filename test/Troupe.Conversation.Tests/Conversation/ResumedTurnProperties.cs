using FsCheck;
using FsCheck.Fluent;
using Troupe.Contracts;
using Troupe.Testing;

namespace Troupe.Conversation.Tests.Conversation;

/// <summary>However often an answer is suspended and resumed, and in whatever order things happen that happen at once.</summary>
[Trait("Category", "fast")]
public sealed class ResumedTurnProperties
{
    private const string Answer = "I am fine, thank you for asking. And you are well too, I hope? Good.";
    private static readonly (short[] Samples, List<CaptionWord> Words) Whole = Uninterrupted();

    [Fact]
    public void The_pieces_that_were_heard_are_the_answer() => Prop.ForAll(
        (from cuts in Gen.ListOf(CutGen())
         from held in Gen.Choose(0, 800)
         from seed in Gen.Choose(0, 1_000_000)
         select (cuts, held, seed)).ToArbitrary(),
        talk => IsTheAnswer([.. talk.cuts], talk.held, talk.seed)).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static Gen<Cut> CutGen() =>
        from plays in Gen.Choose(0, 1500)
        from heard in Gen.Choose(0, 100)
        from pause in Gen.Choose(0, 400)
        select new Cut(plays, heard, pause);

    private static bool IsTheAnswer(Cut[] cuts, int held, int seed)
    {
        var time = new VirtualTime(seed);
        using var told = new ToldTurn(time);
        var origins = new List<int> { 0 };
        told.Run(Answer, async () =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(held), time);
            told.Release(1);
            foreach (var (plays, part, pause) in cuts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(plays), time);
                told.Suspend();
                var heard = told.Samples((uint)origins.Count).Length / 16 * part / 100;
                told.Turn.Heard(TimeSpan.FromMilliseconds(heard));
                await Task.Delay(TimeSpan.FromMilliseconds(pause), time);
                origins.Add(origins[^1] + heard);
                told.Resume((uint)origins.Count, heard);
            }

            await told.MadeAsync(told.Told.Count(item => item.Progress is TurnProgress.Made) + 1);
        });

        var written = told.Told.Select(item => item.Progress).OfType<TurnProgress.Wrote>().Select(phrase => phrase.Text);
        return origins.Index().All(origin => IsCutAt(told, (uint)origin.Index + 1, origin.Item))
            && (origins[^1] * 16) + told.Samples((uint)origins.Count).Length == Whole.Samples.Length
            && told.Told.Count(item => item.Progress is TurnProgress.WroteAll) == 1
            && string.Join(' ', written) == Answer
            && told.Told[^1].Progress is TurnProgress.Made;
    }

    // The same sound after 5 ms of fading in, and the words that had not ended by then, from there.
    private static bool IsCutAt(ToldTurn told, uint utterance, int origin)
    {
        var samples = told.Samples(utterance);
        var faded = origin > 0 ? Math.Min(80, samples.Length) : 0;
        var words = WordsOf(told, utterance);
        var expected = Whole.Words.Where(word => word.Start + word.Duration > origin).Select(word => word with
        {
            Start = Math.Max(0, word.Start - origin),
            Duration = Math.Min(word.Duration, word.Start + word.Duration - origin),
        });
        return samples.AsSpan(faded).SequenceEqual(Whole.Samples.AsSpan((origin * 16) + faded, samples.Length - faded))
            && words.SequenceEqual(expected.Take(words.Count))
            && words.Sum(word => word.Duration) >= samples.Length / 16;
    }

    private static List<CaptionWord> WordsOf(ToldTurn told, uint utterance) =>
        [.. told.Messages<SpeechDelta>(utterance).SelectMany(delta => delta.Captions ?? []).SelectMany(caption => caption.Words)];

    private static (short[] Samples, List<CaptionWord> Words) Uninterrupted()
    {
        using var told = new ToldTurn(new VirtualTime());
        told.Run(Answer, async () =>
        {
            told.Release(1);
            await told.MadeAsync();
        });
        return (told.Samples(1), WordsOf(told, 1));
    }

    /// <summary>The answer plays for a while, of which a part is heard, and goes on after a pause.</summary>
    private sealed record Cut(int Plays, int Heard, int Pause);
}
