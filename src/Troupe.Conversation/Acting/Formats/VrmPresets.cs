using System.Collections.Frozen;

namespace Troupe.Conversation.Acting.Formats;

/// <summary>
/// The preset expressions of VRM 1.0 and their names in VRM 0.x (vrm-c/vrm-specification, <c>VRMC_vrm-1.0/expressions.md</c> and
/// <c>0.0/schema/vrm.blendshape.group.schema.json</c>).
/// </summary>
public static class VrmPresets
{
    /// <summary>Number of presets.</summary>
    public const int Count = 18;

    /// <summary>Names in VRM 1.0 by position: five emotions, five mouths, blinks, directions of gaze, neutral.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "happy", "angry", "sad", "relaxed", "surprised", "aa", "ih", "ou", "ee", "oh",
        "blink", "blinkLeft", "blinkRight", "lookUp", "lookDown", "lookLeft", "lookRight", "neutral",
    ];

    /// <summary>Names in VRM 0.x by position, where weights go from 0 to 100; null for <c>surprised</c>, which it lacks.</summary>
    public static IReadOnlyList<string?> LegacyNames { get; } =
    [
        "joy", "angry", "sorrow", "fun", null, "a", "i", "u", "e", "o",
        "blink", "blink_l", "blink_r", "lookup", "lookdown", "lookleft", "lookright", "neutral",
    ];

    private static readonly FrozenDictionary<string, int> Positions = Names.Concat(LegacyNames).Select((name, index) => (Name: name, Position: index % Count))
        .Where(pair => pair.Name is not null).DistinctBy(pair => pair.Name, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(pair => pair.Name!, pair => pair.Position, StringComparer.OrdinalIgnoreCase);

    internal const int Happy = 0;
    internal const int Angry = 1;
    internal const int Sad = 2;
    internal const int Surprised = 4;
    internal const int AA = 5;
    internal const int IH = 6;
    internal const int OU = 7;
    internal const int EE = 8;
    internal const int OH = 9;
    internal const int Blink = 10;
    internal const int BlinkLeft = 11;
    internal const int BlinkRight = 12;
    internal const int LookUp = 13;
    internal const int LookDown = 14;
    internal const int LookLeft = 15;
    internal const int LookRight = 16;

    /// <summary>Reads a name of either version, without regard to case.</summary>
    /// <returns>Whether it is a preset.</returns>
    public static bool TryParse(string name, out int preset)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Positions.TryGetValue(name, out preset);
    }
}
