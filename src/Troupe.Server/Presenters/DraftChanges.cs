using Troupe.Server.Commands;
using Troupe.Server.Policy;

namespace Troupe.Server.Presenters;

/// <summary>What of a draft the policy is asked about, under its places in the profile: so that a rule about <c>/look/outfit</c> holds whichever request sets it, a preset as well.</summary>
internal static class DraftChanges
{
    /// <summary>The values of a draft that were others before.</summary>
    public static IReadOnlyList<PolicyValue> Of(Presenter before, Presenter after)
    {
        if (after.Draft is not { } draft || ReferenceEquals(draft, before.Draft))
        {
            return [];
        }

        var known = before.Draft is { } old ? EditValues.Of(old).ToHashSet() : [];
        return [.. EditValues.Of(draft).Where(value => !known.Contains(value))];
    }
}
