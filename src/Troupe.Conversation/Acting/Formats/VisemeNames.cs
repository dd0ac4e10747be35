using System.Collections.Frozen;

namespace Troupe.Conversation.Acting.Formats;

/// <summary>
/// The spellings of the 15 visemes that rigs and engines use. All are read, without regard to case; one is written.
/// Sources: the Khronos registry (<c>XR_FACE_TRACKING_VISEME_PP_META</c>), Meta's viseme reference (<c>ih</c> or <c>I</c>, <c>oh</c> or <c>O</c>,
/// <c>ou</c> or <c>U</c>) and the morph targets of glTF avatars (<c>viseme_PP</c>).
/// </summary>
public static class VisemeNames
{
    private const string MorphStart = "viseme_";
    private const string OpenXrStart = "XR_FACE_TRACKING_VISEME_";
    private const string OpenXrEnd = "_META";

    private static readonly FrozenDictionary<string, int> Positions = Build();

    /// <summary>Names of the morph targets of glTF avatars, by position: <c>viseme_sil</c> to <c>viseme_U</c>.</summary>
    public static IReadOnlyList<string> Morphs { get; } =
        [.. VisemeSet.Names.Select(name => MorphStart + name switch { "ih" => "I", "oh" => "O", "ou" => "U", _ => name })];

    /// <summary>Reads a name in any spelling.</summary>
    /// <param name="name">Such as <c>PP</c>, <c>viseme_PP</c>, <c>I</c> or <c>ih</c>.</param>
    /// <param name="viseme">Position in <see cref="VisemeSet"/>; 0 if the name is unknown.</param>
    /// <returns>Whether the name is known.</returns>
    public static bool TryParse(string name, out int viseme)
    {
        ArgumentNullException.ThrowIfNull(name);
        var own = name.StartsWith(OpenXrStart, StringComparison.OrdinalIgnoreCase) && name.EndsWith(OpenXrEnd, StringComparison.OrdinalIgnoreCase)
            && name.Length > OpenXrStart.Length + OpenXrEnd.Length
            ? name[OpenXrStart.Length..^OpenXrEnd.Length]
            : name.StartsWith(MorphStart, StringComparison.OrdinalIgnoreCase) ? name[MorphStart.Length..] : name;
        return Positions.TryGetValue(own, out viseme);
    }

    private static FrozenDictionary<string, int> Build()
    {
        var positions = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["I"] = VisemeSet.IH, ["O"] = VisemeSet.OH, ["U"] = VisemeSet.OU };
        for (var viseme = 0; viseme < VisemeSet.Count; viseme++)
        {
            positions.Add(VisemeSet.Names[viseme], viseme);
        }

        return positions.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
