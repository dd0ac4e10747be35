using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Presenters;

/// <summary>A whole presenter to begin with.</summary>
/// <param name="Id">Its name in commands.</param>
/// <param name="Title">What it is for, for people.</param>
internal sealed record Preset(string Id, string Title)
{
    /// <summary>How it looks.</summary>
    public required PresenterLook Look { get; init; }

    /// <summary>Its voice; null for the server's.</summary>
    public string? Voice { get; init; }

    /// <summary>How it speaks.</summary>
    public SpeechStyle Speech { get; init; } = new();

    /// <summary>How it moves.</summary>
    public GestureStyle Gestures { get; init; } = new();

    /// <summary>The presets.</summary>
    public static IReadOnlyList<Preset> All { get; } =
    [
        new("host", "A friendly host") { Look = new PresenterLook() },
        new("newsroom", "Reads the news")
        {
            Look = new PresenterLook { Outfit = "blazer", Hair = "black", Background = "night", Captions = new CaptionColors("#ffffff", "#14182c") },
            Speech = new SpeechStyle { LipSync = new LipSyncStyle { Preset = "crisp" } },
            Gestures = new GestureStyle { Amount = 0.7 },
        },
        new("weather", "Tells the weather")
        {
            Look = new PresenterLook { Outfit = "raincoat", Hair = "blond", Background = "sky", Captions = new CaptionColors("#0b2a3c", "#eaf6fc") },
            Gestures = new GestureStyle { Amount = 1.2 },
        },
        new("support", "Helps on the phone")
        {
            Look = new PresenterLook { Outfit = "turtleneck", Hair = "bun", Props = ["headset", "mug"] },
            Speech = new SpeechStyle { Rate = 0.95 },
        },
        new("kiosk", "A screen across a hall")
        {
            Look = new PresenterLook { Hair = "silver", Props = ["glasses"], Background = "paper", Camera = new CameraFraming(1.25, 0, -0.1), Captions = new CaptionColors("#000000", "#ffffff") },
            Speech = new SpeechStyle { Rate = 0.9, LipSync = new LipSyncStyle { Preset = "calm" } },
        },
    ];

    /// <summary>A preset by its name; null when there is none.</summary>
    public static Preset? Find(string id) => All.FirstOrDefault(preset => preset.Id == id);

    /// <summary>The profile of a presenter that begins as it is.</summary>
    public PresenterProfile ToProfile() => new() { Preset = Id, Look = Look, Voice = Voice, Speech = Speech, Gestures = Gestures };
}
