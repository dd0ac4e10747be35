using Troupe.Conversation;

namespace Troupe.Server.Sessions;

/// <summary>Named sets of conversation settings, for places where the defaults do not fit. They come before all settings that are given one by one.</summary>
internal static class ConversationProfiles
{
    private static readonly Dictionary<string, Action<ConversationOptions>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        // A screen that is always on: nothing ends, and nobody is asked, because nobody is there.
        ["kiosk"] = options => (options.IdleTimeout, options.MaxDuration, options.StillThere) = (null, null, null),
    };

    /// <summary>What to say of a name that is none.</summary>
    public static string Unknown { get; } = $"Troupe:Sessions:Profile names no profile. Known: {string.Join(", ", Known.Keys)}; leave it out for none.";

    /// <summary>Whether a name is that of a profile, or of none.</summary>
    public static bool IsKnown(string? name) => string.IsNullOrEmpty(name) || Known.ContainsKey(name);

    /// <summary>Applies a profile; an unknown one is no matter of this place.</summary>
    public static void Apply(string? name, ConversationOptions options)
    {
        if (name is not null && Known.TryGetValue(name, out var apply))
        {
            apply(options);
        }
    }
}
