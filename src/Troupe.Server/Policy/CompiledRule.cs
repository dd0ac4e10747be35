using Troupe.Contracts.Control;

namespace Troupe.Server.Policy;

/// <summary>A rule about words, ready to be applied.</summary>
/// <param name="Id">The rule's id.</param>
/// <param name="Effect">What it asks for.</param>
/// <param name="Places">Where it holds, a bit for each.</param>
/// <param name="Replacement">What stands in place of what is redacted.</param>
/// <param name="Detail">What does not fit and the way out.</param>
internal sealed record CompiledRule(string Id, PolicyEffect Effect, int Places, string Replacement, string Detail)
{
    /// <summary>The sum of weights from which a text is about a topic; null for a rule that looks at each place alone.</summary>
    public double? Threshold { get; init; }

    /// <summary>Whether it holds in a place.</summary>
    public bool HoldsIn(PolicyPlace place) => (Places & BitOf(place)) != 0;

    /// <summary>The bits of places; all of them for none.</summary>
    public static int BitsOf(IReadOnlyList<PolicyPlace> places) => places.Count == 0 ? ~0 : places.Aggregate(0, (bits, place) => bits | BitOf(place));

    private static int BitOf(PolicyPlace place) => 1 << (int)place;
}
