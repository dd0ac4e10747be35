namespace Troupe.Conversation.Performances;

/// <summary>A performance, or the phones for one, cannot be used.</summary>
/// <param name="place">Where, as a path in the file, such as <c>utterances[0].visemes[3].weight</c>; empty for all of it.</param>
/// <param name="reason">What is wrong there and what belongs there.</param>
public sealed class PerformanceException(string place, string reason) : Exception(place.Length == 0 ? reason : $"{place}: {reason}")
{
    /// <summary>Where, as a path in the file; empty for all of it.</summary>
    public string Place { get; } = place;
}
