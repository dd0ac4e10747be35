namespace Troupe.Benchmarks.Turn;

/// <summary>
/// When an answer would be heard if the platform took no time: each engine begins in the instant in which it has what it needs, and takes the time that it took in this very turn.
/// The end-of-turn decision, the moments at which a guess was begun and the loudspeaker's buffer are given; everything between is the platform's to lose.
/// </summary>
internal static class IdealSchedule
{
    /// <summary>Time of the first loud sample, on the page's clock; null when the engines' times are not known.</summary>
    /// <param name="times">What the engines took.</param>
    /// <param name="decided">When it was decided that the person is done.</param>
    /// <param name="heard">When the first loud sample was heard: later work of the engines is not part of it.</param>
    /// <param name="buffer">From arrival to sound at the loudspeaker.</param>
    /// <param name="scripted">What the engines should have taken, if that is known better than by watching them.</param>
    public static TimeSpan? FirstSound(EngineTimes times, TimeSpan decided, TimeSpan heard, TimeSpan buffer, CriticalTimes? scripted = null)
    {
        var voicing = times.Voicings.LastOrDefault(voicing => voicing.Phrase.Index == 0 && voicing.First < heard);
        var writing = times.Writings.LastOrDefault(writing => writing.Begin <= voicing?.Begin);
        var pass = times.Passes.LastOrDefault(pass => pass.Begin < heard);
        if (voicing?.First is not { } first || writing?.Wrote(voicing.Phrase) is not { } wrote || pass is null)
        {
            return null;
        }

        var took = scripted ?? new CriticalTimes(pass.End - pass.Begin, wrote - writing.Begin, first - voicing.Begin);
        var understood = Earlier(decided, pass.Begin) + took.Understanding;
        var asked = writing.Begin >= pass.End ? understood : Earlier(decided, writing.Begin);
        return Later(Later(decided, understood), asked + took.Writing + took.Speaking) + voicing.Quiet + buffer;
    }

    private static TimeSpan Earlier(TimeSpan first, TimeSpan second) => first < second ? first : second;

    private static TimeSpan Later(TimeSpan first, TimeSpan second) => first > second ? first : second;
}

/// <summary>What the engines take between the end of the person's words and the first sound.</summary>
/// <param name="Understanding">From the end of the speech to the transcript.</param>
/// <param name="Writing">From the question to the first phrase.</param>
/// <param name="Speaking">From the phrase to its first sound.</param>
internal sealed record CriticalTimes(TimeSpan Understanding, TimeSpan Writing, TimeSpan Speaking);
