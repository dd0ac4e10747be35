namespace Troupe.Cli.Doctor;

/// <summary>What a look at one part of the machine found.</summary>
/// <param name="Part">What was looked at, such as <c>node</c> or <c>recognizer</c>.</param>
/// <param name="State">Whether it works.</param>
/// <param name="Found">What is there, or what is wrong with it.</param>
/// <param name="Cure">What to do about it, where there is something to do.</param>
internal sealed record Finding(string Part, FindingState State, string Found, string? Cure = null);

/// <summary>Whether a part works.</summary>
internal enum FindingState
{
    /// <summary>It works.</summary>
    Ready,

    /// <summary>It is missing or weak, and the rest works without it.</summary>
    Lacking,

    /// <summary>It is missing and needed.</summary>
    Broken,
}
