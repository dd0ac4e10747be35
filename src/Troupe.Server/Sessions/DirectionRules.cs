using Troupe.Contracts;
using Troupe.Contracts.Control;
using Troupe.Conversation.Acting;
using Troupe.Server.Commands;
using Troupe.Server.Policy;
using Troupe.Server.Presenters;

namespace Troupe.Server.Sessions;

/// <summary>What a direction must be, whatever the conversation is about. Pure; gives every reason at once.</summary>
internal static class DirectionRules
{
    /// <summary>Most characters that are said at once: two minutes of speech.</summary>
    private const int LongestText = 2_000;

    /// <summary>Why a direction is not taken; empty when it is.</summary>
    /// <param name="direction">The direction.</param>
    /// <param name="look">How the presenter looks; null for as the page likes.</param>
    /// <param name="parts">What presenters can be made of.</param>
    public static IReadOnlyList<Reason> Reasons(DirectionCommand direction, PresenterLook? look, PartCatalog parts) => direction switch
    {
        PresenterSay { Text: var text } => string.IsNullOrWhiteSpace(text) || text.Length > LongestText ? [new Reason("length", $"A text has 1 to {LongestText} characters.", "/text")] : [],
        PresenterGesture gesture => [.. Name(gesture.Name, ExpressionCurve.GestureNames), .. Weight(gesture.Weight), .. ProfileRules.Within(gesture.Duration, 100, 10_000, "/duration")],
        PresenterExpress expression => [.. Name(expression.Name, ExpressionCurve.ExpressionNames), .. Weight(expression.Weight), .. ProfileRules.Within(expression.Duration, 100, 60_000, "/duration")],
        PresenterGaze gaze => [.. Name(gaze.Name, ExpressionCurve.GazeNames), .. ProfileRules.Within(gaze.Duration, 100, 60_000, "/duration")],
        PresenterFrame frame => [.. ProfileRules.Look(new PresenterLook { Camera = frame.Camera }, parts, "")],
        PresenterWear wear => Wear(wear, look ?? new PresenterLook(), parts),
        _ => [],
    };

    /// <summary>What is to be worn and shown, as the policy knows it: under its places in a presenter's profile.</summary>
    public static IReadOnlyList<PolicyValue> Values(PresenterWear wear)
    {
        (string Place, string? Value)[] named = [("outfit", wear.Outfit), ("hair", wear.Hair), ("background", wear.Background), .. (wear.Props ?? []).Select((prop, index) => ($"props/{index}", (string?)prop))];
        return [.. named.Where(part => part.Value is not null).Select(part => new PolicyValue($"/look/{part.Place}", ValueKinds.Text, part.Value!))];
    }

    private static Reason[] Wear(PresenterWear wear, PresenterLook look, PartCatalog parts)
    {
        var worn = ChangingLook.With(look, new ChangeLook { Outfit = wear.Outfit, Hair = wear.Hair, Props = wear.Props, Background = wear.Background });
        Reason[] unknown = [.. ProfileRules.Look(worn, parts, "")];
        return unknown.Length > 0 || parts.Wardrobe.For == worn.Rig || (wear.Outfit ?? Wardrobe.AsDrawn, wear.Hair ?? Wardrobe.AsDrawn, wear.Props?.Count ?? 0) == (Wardrobe.AsDrawn, Wardrobe.AsDrawn, 0)
            ? unknown
            : [new Reason("outfit_not_for_rig", $"What there is to wear was drawn for {parts.Wardrobe.For}, not for {worn.Rig}.")];
    }

    private static IEnumerable<Reason> Name(string name, IReadOnlyList<string> known) =>
        known.Contains(name) ? [] : [new Reason("unknown_name", $"'{name}' is not known; there are {string.Join(", ", known)}.", "/name")];

    private static IEnumerable<Reason> Weight(double weight) => weight is > 0 and <= 1 ? [] : [new Reason("out_of_range", "A weight is above 0 and at most 1.", "/weight")];
}
