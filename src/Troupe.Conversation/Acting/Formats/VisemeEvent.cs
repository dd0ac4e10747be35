namespace Troupe.Conversation.Acting.Formats;

/// <summary>A change of the mouth as Azure Speech and SAPI 5 report it: a point in time that holds until the next.</summary>
/// <param name="Id">0 to 21; see <see cref="SapiVisemes"/>.</param>
/// <param name="Offset">From the first sample.</param>
public readonly record struct VisemeEvent(int Id, TimeSpan Offset);

/// <summary>The two numberings of the 22 visemes, which differ in one phone.</summary>
public enum VisemeNumbering
{
    /// <summary>Azure Speech: θ is 19, with d, t and n.</summary>
    Azure,

    /// <summary>SAPI 5: θ is 17, with ð.</summary>
    Sapi,
}
