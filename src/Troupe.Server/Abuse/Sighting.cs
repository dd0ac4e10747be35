namespace Troupe.Server.Abuse;

/// <summary>A request, as far as abuse is a question.</summary>
/// <param name="At">When, in milliseconds of Unix time.</param>
/// <param name="Place">Where its address is; null when that is not known.</param>
/// <param name="IsSix">Whether the address is one of IPv6.</param>
/// <param name="Client">A short hash of what the program says it is.</param>
/// <param name="Target">A hash of the thing that is read; 0 when none is.</param>
internal readonly record struct Sighting(long At, Place? Place, bool IsSix, ushort Client, uint Target);

/// <summary>A sign of abuse.</summary>
/// <param name="Name"><c>travel</c>, <c>burst</c>, <c>scraping</c> or <c>reuse</c>.</param>
/// <param name="Chain">What led to it, in order, for the audit: regions and networks, never addresses.</param>
internal sealed record Signal(string Name, params IReadOnlyList<string> Chain);
