using Troupe.Contracts.Control;
using Troupe.Server.Policy.Matching;

namespace Troupe.Server.Policy;

/// <summary>Leaves of all places that were found those that count. Allocates nothing.</summary>
/// <param name="rules">The rules.</param>
/// <param name="matches">What they found; sorted and thinned in place.</param>
internal readonly ref struct MatchSieve(CompiledRule[] rules, List<Match> matches)
{
    // A plus and a bracket begin a telephone number and are no part of a term.
    private const int SignsBefore = 2;

    /// <summary>Keeps what counts.</summary>
    /// <param name="place">Where the text stands.</param>
    /// <param name="offset">Where it begins: what ends before was said already.</param>
    public void Keep(PolicyPlace place, int offset)
    {
        matches.Sort(static (one, other) => one.Start != other.Start ? one.Start.CompareTo(other.Start) : other.End.CompareTo(one.End));
        for (var index = matches.Count - 1; index >= 0; index--)
        {
            if (!rules[matches[index].Rule].HoldsIn(place) || IsExcepted(matches[index]))
            {
                matches.RemoveAt(index);
            }
        }

        for (var index = matches.Count - 1; index >= 0; index--)
        {
            var match = matches[index];
            var rule = rules[match.Rule];
            if (rule.Effect is PolicyEffect.Allow || IsRepeated(index)
                || (rule.Threshold is { } threshold ? IsNamed(index) || Sum(match.Rule) < threshold || !Reaches(match.Rule, offset) : match.End <= offset))
            {
                matches[index] = match with { Start = -1 };
            }
        }

        for (var index = matches.Count - 1; index >= 0; index--)
        {
            if (matches[index].Start < 0)
            {
                matches.RemoveAt(index);
            }
        }
    }

    private bool IsExcepted(in Match match)
    {
        foreach (var other in matches)
        {
            if (rules[other.Rule].Effect is PolicyEffect.Allow && other.Start <= match.Start + SignsBefore && other.End >= match.End && rules[match.Rule].Effect is not PolicyEffect.Allow)
            {
                return true;
            }
        }

        return false;
    }

    // A word may be found by two of its stems, or by two terms of one list.
    private bool IsRepeated(int index)
    {
        for (var other = 0; other < index; other++)
        {
            if (matches[other].Rule == matches[index].Rule && matches[other].Start <= matches[index].Start && matches[other].End >= matches[index].End && rules[matches[index].Rule].Threshold is null)
            {
                return true;
            }
        }

        return false;
    }

    // The weights of the different terms of a topic.
    private double Sum(int rule)
    {
        var sum = 0.0;
        for (var index = 0; index < matches.Count; index++)
        {
            if (matches[index].Rule == rule && IsFirst(index))
            {
                sum += matches[index].Weight;
            }
        }

        return sum;
    }

    private bool IsFirst(int index)
    {
        for (var other = 0; other < index; other++)
        {
            if (matches[other].Rule == matches[index].Rule && matches[other].Term == matches[index].Term)
            {
                return false;
            }
        }

        return true;
    }

    // A topic is found once.
    private bool IsNamed(int index)
    {
        for (var other = 0; other < index; other++)
        {
            if (matches[other].Rule == matches[index].Rule)
            {
                return true;
            }
        }

        return false;
    }

    private bool Reaches(int rule, int offset)
    {
        foreach (var match in matches)
        {
            if (match.Rule == rule && match.End > offset)
            {
                return true;
            }
        }

        return false;
    }
}
