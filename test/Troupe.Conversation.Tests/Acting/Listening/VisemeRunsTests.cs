using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Listening;

namespace Troupe.Conversation.Tests.Acting.Listening;

[Trait("Category", "fast")]
public sealed class VisemeRunsTests
{
    [Fact]
    public void Each_stretch_of_a_viseme_becomes_a_cue_and_rest_none() =>
        Cues(100, (VisemeSet.Sil, 5, 1f), (VisemeSet.PP, 4, 0.95f), (VisemeSet.AA, 10, 0.8f), (VisemeSet.Sil, 3, 1f), (VisemeSet.FF, 2, 0.6f)).ShouldBe(
        [
            new VisemeCue(VisemeSet.PP, Milliseconds(50), Milliseconds(40), 0.95f),
            new VisemeCue(VisemeSet.AA, Milliseconds(90), Milliseconds(100), 0.8f),
            new VisemeCue(VisemeSet.FF, Milliseconds(220), Milliseconds(20), 0.6f),
        ]);

    [Fact]
    public void A_cue_is_as_strong_as_its_viseme_at_its_strongest() =>
        Cues(100, (VisemeSet.AA, 2, 0.6f), (VisemeSet.AA, 1, 0.9f), (VisemeSet.AA, 3, 0.7f)).Single().Weight.ShouldBe(0.9f);

    [Fact]
    public void A_held_vowel_is_not_kept_back()
    {
        var cues = Cues(50, (VisemeSet.OH, 13, 1f));

        cues.Select(cue => cue.Duration.TotalMilliseconds).ShouldBe([50, 50, 30]);
        cues.Select(cue => cue.Start.TotalMilliseconds).ShouldBe([0, 50, 100]);
    }

    private static TimeSpan Milliseconds(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static List<VisemeCue> Cues(int longest, params (int Viseme, int Frames, float Weight)[] heard)
    {
        var (runs, cues) = (new VisemeRuns(100, Milliseconds(longest)), new List<VisemeCue>());
        foreach (var (viseme, frames, weight) in heard)
        {
            var weights = new float[VisemeSet.Count];
            weights[viseme] = weight;
            for (var frame = 0; frame < frames; frame++)
            {
                if (runs.Next(weights, out var cue))
                {
                    cues.Add(cue);
                }
            }
        }

        if (runs.Finish(out var last))
        {
            cues.Add(last);
        }

        return cues;
    }
}
