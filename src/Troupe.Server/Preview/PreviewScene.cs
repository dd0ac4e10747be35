namespace Troupe.Server.Preview;

/// <summary>A sentence that shows something about a mouth.</summary>
/// <param name="Id">Its name in addresses.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Shows">What to look at.</param>
/// <param name="Text">What is said.</param>
internal sealed record PreviewScene(string Id, string Title, string Shows, string Text)
{
    /// <summary>Speaking rate, 0.5 to 2.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The scenes, each one hard for mouths in its own way.</summary>
    public static IReadOnlyList<PreviewScene> All { get; } =
    [
        new("greeting", "Greeting", "Everyday speech, with a smile and a nod.", "Hello, I am Ada! May I help you find your way?"),
        new("bilabials", "Lips that touch", "Every P, B and M closes the lips.", "Maybe Bob and Pam bump the big blue map, and maybe Mum pumps up the raft."),
        new("labiodentals", "Teeth on the lip", "F and V: the lower lip touches the upper teeth.", "Five very fine vans drove over the valley for Vivian's favourite fish."),
        new("rounding", "Round lips", "The lips are round before the vowel sounds.", "Who moved the blue boat through the cool pool so slowly?"),
        new("sibilants", "Hissing", "S, Z, SH and CH: teeth together, lips apart.", "She saves six thick slices of cheese for Zoe's choosy sister."),
        new("open-vowels", "Wide open", "Long open vowels, and how far the jaw drops.", "Father parked the large car far apart from the calm garden."),
        new("pauses", "Pauses", "The mouth rests in every pause, and never flaps.", "Wait. Let me see. Yes, that is it. Now we can go."),
        new("hurried", "Hurried", "Fast speech: shapes shrink, but lips still touch.", "Pack my box with five dozen jugs of maple syrup before the bus leaves Bombay.") { Speed = 1.6 },
    ];
}
