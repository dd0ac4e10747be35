using System.Text.Json;
using Troupe.Conversation.Acting;

namespace Troupe.Server.Presenters;

/// <summary>A character, as far as it matters whether speech can be seen on it.</summary>
/// <param name="Id">Its name in looks.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Visemes">The visemes that move something in it.</param>
internal sealed record Rig(string Id, string Title, IReadOnlySet<string> Visemes)
{
    /// <summary>The visemes that do not show on it, in the order of the wire; silence shows on every face.</summary>
    public IReadOnlyList<string> MissingVisemes => [.. VisemeSet.Names.Skip(1).Where(viseme => !Visemes.Contains(viseme))];

    /// <summary>Reads a character's file.</summary>
    /// <param name="id">Its name in looks.</param>
    /// <param name="character">The file.</param>
    public static Rig Read(string id, JsonElement character)
    {
        var title = character.TryGetProperty("name", out var name) && name.ValueKind is JsonValueKind.String ? name.GetString()! : id;
        var moved = new HashSet<string>(StringComparer.Ordinal);
        Collect(character, moved);
        return new Rig(id, title, VisemeSet.Names.Where(moved.Contains).ToHashSet(StringComparer.Ordinal));
    }

    // A viseme shows where a driver, a bend, a fade, a move or a turn has its name and is not empty.
    private static void Collect(JsonElement element, HashSet<string> moved)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    if (member.Name is "drivers" or "bend" or "fade" or "move" or "turn" && member.Value.ValueKind is JsonValueKind.Object)
                    {
                        moved.UnionWith(member.Value.EnumerateObject().Where(control => !IsEmpty(control.Value)).Select(control => control.Name));
                    }
                    else
                    {
                        Collect(member.Value, moved);
                    }
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Collect(item, moved);
                }

                break;
        }
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Number => value.GetDouble() == 0,
        _ => true,
    };
}
