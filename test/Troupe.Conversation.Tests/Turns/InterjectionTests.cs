using Troupe.Conversation.Turns;

namespace Troupe.Conversation.Tests.Turns;

[Trait("Category", "Unit")]
public class InterjectionTests
{
    [Theory]
    // Coughs, hesitations, and what a recogniser notes of them.
    [InlineData("", 200)]
    [InlineData("   ", 900)]
    [InlineData("uh", 300)]
    [InlineData("Um.", 400)]
    [InlineData("hm", 500)]
    [InlineData("Hmmmm...", 900)]
    [InlineData("mm", 300)]
    [InlineData("uh, um", 800)]
    [InlineData("ah", 400)]
    [InlineData("Oh!", 350)]
    [InlineData("ha", 250)]
    [InlineData("huh", 300)]
    [InlineData("[noise]", 700)]
    [InlineData("<unk>", 500)]
    [InlineData("++NOISE++", 500)]
    [InlineData("*coughs* *coughs*", 900)]
    [InlineData("(clears throat)", 900)]
    [InlineData("<sil> uh [background noise]", 1500)]
    // Words that a recogniser hears in a cough.
    [InlineData("the", 300)]
    [InlineData("a", 250)]
    [InlineData("of", 599)]
    [InlineData("but", 400)]
    [InlineData("up", 350)]
    [InlineData("uh the", 450)]
    [InlineData("of the", 400)]
    [InlineData("and", 1200)]
    [InlineData("cat", 250)]
    public void A_cough_says_nothing(string text, int voice) => Assert.Equal(InterjectionKind.Nothing, Of(text, voice));

    [Theory]
    [InlineData("mhm", 300)]
    [InlineData("Mm-hmm.", 400)]
    [InlineData("mmmhmmm", 400)]
    [InlineData("uh huh", 400)]
    [InlineData("Uh-huh.", 450)]
    [InlineData("a huh", 400)]
    [InlineData("um hum", 400)]
    [InlineData("aha", 300)]
    [InlineData("right", 350)]
    [InlineData("write", 350)]
    [InlineData("Yeah.", 300)]
    [InlineData("yeahhh", 700)]
    [InlineData("yep", 250)]
    [InlineData("yes", 300)]
    [InlineData("ok", 300)]
    [InlineData("Okay!", 400)]
    [InlineData("o.k.", 400)]
    [InlineData("oh kay", 400)]
    [InlineData("I see", 450)]
    [InlineData("i sea", 450)]
    [InlineData("ah, I see", 700)]
    [InlineData("sure", 300)]
    [InlineData("shore", 350)]
    [InlineData("Exactly.", 600)]
    [InlineData("really?", 450)]
    [InlineData("Oh, really?", 650)]
    [InlineData("wow", 400)]
    [InlineData("haha", 500)]
    [InlineData("Hahahaha", 1400)]
    [InlineData("ha ha ha", 900)]
    [InlineData("he he he", 900)]
    [InlineData("[laughter]", 1200)]
    [InlineData("(laughs) yeah", 1200)]
    [InlineData("yeah right", 600)]
    [InlineData("oh okay", 600)]
    [InlineData("Yeah, yeah, yeah.", 1100)]
    [InlineData("okay, got it", 800)]
    [InlineData("right, right, I see", 1300)]
    [InlineData("of course", 500)]
    [InlineData("fair enough", 600)]
    [InlineData("that's right", 600)]
    [InlineData("That\u2019s true", 600)]
    [InlineData("that makes sense", 800)]
    [InlineData("no way", 500)]
    [InlineData("oh my god", 700)]
    [InlineData("very interesting", 800)]
    [InlineData("all right", 500)]
    [InlineData("yeah the", 450)]
    [InlineData("mhm [noise]", 800)]
    public void A_listener_who_follows_does_not_take_the_floor(string text, int voice) => Assert.Equal(InterjectionKind.Backchannel, Of(text, voice));

    [Theory]
    // Commands, however short.
    [InlineData("stop", 200)]
    [InlineData("Stopped", 250)]
    [InlineData("wait", 200)]
    [InlineData("weight", 250)]
    [InlineData("waaait", 700)]
    [InlineData("no", 150)]
    [InlineData("Nooo!", 900)]
    [InlineData("know", 250)]
    [InlineData("Hold on.", 300)]
    [InlineData("hole on", 350)]
    [InlineData("hang on", 300)]
    [InlineData("Sorry?", 250)]
    [InlineData("excuse me", 400)]
    [InlineData("what", 200)]
    [InlineData("Pardon?", 250)]
    [InlineData("hey", 200)]
    [InlineData("hay", 200)]
    [InlineData("hello", 250)]
    [InlineData("help", 200)]
    [InlineData("quiet", 250)]
    [InlineData("enough", 250)]
    [InlineData("next", 250)]
    [InlineData("repeat", 250)]
    [InlineData("louder", 250)]
    [InlineData("slower", 250)]
    [InlineData("um, sorry", 500)]
    [InlineData("yeah, wait", 500)]
    [InlineData("okay stop", 500)]
    [InlineData("yeah no", 500)]
    // One word with a meaning, or several words.
    [InlineData("Tuesday", 450)]
    [InlineData("cat", 300)]
    [InlineData("blue shirts", 200)]
    [InlineData("how much is it", 700)]
    [InlineData("and the", 600)]
    [InlineData("can you", 650)]
    [InlineData("yeah but", 600)]
    [InlineData("right, so I", 900)]
    [InlineData("yeah but what about the price", 1500)]
    [InlineData("I see the problem", 1000)]
    [InlineData("the right one", 800)]
    [InlineData("42", 600)]
    [InlineData("what I meant is that the one on the left hand side of the picture is the one that I should like to know more about if that is all right with you, and also what it costs and when it comes", 9000)]
    public void Words_take_the_floor(string text, int voice) => Assert.Equal(InterjectionKind.Words, Of(text, voice));

    [Theory]
    [InlineData("yes", nameof(InterjectionKind.Words))]
    [InlineData("Yeah.", nameof(InterjectionKind.Words))]
    [InlineData("right", nameof(InterjectionKind.Words))]
    [InlineData("mhm", nameof(InterjectionKind.Words))]
    [InlineData("no", nameof(InterjectionKind.Words))]
    [InlineData("okay, sure", nameof(InterjectionKind.Words))]
    [InlineData("wow", nameof(InterjectionKind.Backchannel))]
    [InlineData("haha", nameof(InterjectionKind.Backchannel))]
    [InlineData("I see", nameof(InterjectionKind.Backchannel))]
    [InlineData("uh", nameof(InterjectionKind.Nothing))]
    [InlineData("the", nameof(InterjectionKind.Nothing))]
    public void After_a_question_agreement_is_its_answer(string text, string expected) =>
        Assert.Equal(expected, Interjection.Of(text, TimeSpan.FromMilliseconds(400), presenterAsked: true).ToString());

    [Theory]
    [InlineData("Ada", "Ada", nameof(InterjectionKind.Words))]
    [InlineData("uh ada", "Ada", nameof(InterjectionKind.Words))]
    [InlineData("ida", "Ada", nameof(InterjectionKind.Nothing))]
    [InlineData("lovelace", "Ada Lovelace", nameof(InterjectionKind.Words))]
    [InlineData("Martin", "Martha", nameof(InterjectionKind.Nothing))]
    [InlineData("Marta", "Martha", nameof(InterjectionKind.Words))]
    [InlineData("Marthas", "Martha", nameof(InterjectionKind.Words))]
    [InlineData("Murtha", "Martha", nameof(InterjectionKind.Words))]
    [InlineData("Bertha", "Martha", nameof(InterjectionKind.Nothing))]
    [InlineData("mhm", "Martha", nameof(InterjectionKind.Backchannel))]
    public void The_presenters_name_takes_the_floor(string text, string name, string expected) =>
        Assert.Equal(expected, Interjection.Of(text, TimeSpan.FromMilliseconds(250), presenterAsked: false, name).ToString());

    [Fact]
    public void It_allocates_nothing()
    {
        Of("yeah, right", 300);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Interjection.Of("(laughs) yeah, that's right, Martin", TimeSpan.FromMilliseconds(500), presenterAsked: false, "Martha Jones");
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static InterjectionKind Of(string text, int voice) => Interjection.Of(text, TimeSpan.FromMilliseconds(voice), presenterAsked: false);
}
