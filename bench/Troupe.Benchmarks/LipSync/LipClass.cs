using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Listening;

namespace Troupe.Benchmarks.LipSync;

/// <summary>What a viewer sees from far: the classes that even engines with few shapes must show.</summary>
public enum LipClass
{
    /// <summary>At rest.</summary>
    Rest,

    /// <summary>Lips pressed together.</summary>
    Closed,

    /// <summary>Lower lip at the teeth.</summary>
    Labiodental,

    /// <summary>Lips rounded: oh, ou.</summary>
    Rounded,

    /// <summary>Wide open: aa.</summary>
    Open,

    /// <summary>Everything else.</summary>
    Mid,
}

/// <summary>What the 15 visemes look like: their class from far, and how far they open.</summary>
public static class LipClasses
{
    /// <summary>Number of classes.</summary>
    public const int Count = 6;

    /// <summary>The class of a viseme.</summary>
    public static LipClass Of(int viseme) => viseme switch
    {
        VisemeSet.Sil => LipClass.Rest,
        VisemeSet.PP => LipClass.Closed,
        VisemeSet.FF => LipClass.Labiodental,
        VisemeSet.OH or VisemeSet.OU => LipClass.Rounded,
        VisemeSet.AA => LipClass.Open,
        _ => LipClass.Mid,
    };

    /// <summary>How far a viseme opens the mouth at full weight, 0 to 1.</summary>
    public static float Opening(int viseme) => LipOpening.Of(viseme);

    /// <summary>How far weights of the 15 visemes open the mouth, 0 to 1 while they add up to 1.</summary>
    public static float Opening(ReadOnlySpan<float> weights) => LipOpening.Of(weights);
}
