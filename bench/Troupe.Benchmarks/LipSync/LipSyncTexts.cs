namespace Troupe.Benchmarks.LipSync;

/// <summary>What the voices say: sentences of our own, each group heavy with sounds that a mouth must show. They are for scoring; nothing is trained on them.</summary>
public static class LipSyncTexts
{
    /// <summary>All sentences in a fixed order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        // Lips that close.
        "Bob put a big map by the bedroom lamp.",
        "My mum may bake a plum pie for my birthday.",
        "Please stop the pump before the basement fills up.",
        "Maybe the blue bumper belongs to Pam.",
        "A number of people climbed up to the top camp.",
        "Pepper and parsley improve a simple pumpkin soup.",
        "The drummer bumped a cymbal and the bear woke up.",
        "I am hoping to map the empty harbour by Monday.",
        "Tap the bottom button, and keep the lid shut.",
        "Both of my brothers bring bamboo poles.",

        // The lower lip at the teeth.
        "Five very fine violets live in the valley.",
        "I have never found a fever that coffee fixed.",
        "Fifty voters waved from the ferry on Friday.",
        "The chef saved half of the olives for Eve.",
        "If you feel brave, dive off the cliff first.",
        "Twelve white vans were fuelled before five.",
        "Steve gave a vivid review of the film.",
        "We often refuse to leave without a receipt.",

        // Lips that round.
        "You who choose to snooze will lose the shoes.",
        "The old road goes slowly round the stone tower.",
        "Would you put two wooden stools by the pool?",
        "No one knows how the owl opened our window.",
        "Who threw the bowl of noodles at the cook?",
        "We wound the wool into a loose round ball.",
        "Joe wrote a whole poem about an oak boat.",
        "Our youth group grew quiet when the moon rose.",
        "I would go soon, although the show is good.",

        // Teeth together.
        "Six sisters sell seashells at the station.",
        "She chose a cheap chain and a silver brooch.",
        "The judge has just changed the jury's decision.",
        "Such fresh cherries should reach the shop by six.",
        "This zigzag stitch uses less thread than that one.",
        "Charles seizes each chance to measure the treasure.",
        "His glasses flash as he rushes across the bridge.",

        // Tongue and jaw.
        "Think of the thin path through the northern heath.",
        "Neither of them gathers leather in this weather.",
        "The grey goose took a quick look at the gate.",
        "Red roses rarely grow near the railway road.",
        "Lily only liked little yellow lemons.",
        "Dad did not tidy the attic until ten.",
        "Can Karen carry the kayak across the creek?",
        "Alarm clocks are harder to ignore after dark.",
        "Ann has an apple, a carrot and half a sandwich.",
        "They say the train may be eight days late.",
        "I might try to find my bicycle light tonight.",
        "How about a loud brown cow on the mountain?",
        "The boys enjoy noisy toys and boil the oysters.",

        // Somebody at a desk answers.
        "Hello, thank you for calling, how may I help you?",
        "I am sorry, I could not find your booking.",
        "Let me check the status of your parcel for you.",
        "You can reset the password from the profile page.",
        "Would you like me to transfer you to billing?",
        "Your refund should arrive within three working days.",
        "Tomorrow will be mostly cloudy, with showers by evening.",
        "Expect strong wind along the coast and snow above the pass.",
        "It is warm and sunny now, but fog may form overnight.",

        // Numbers.
        "Your code is four, seven, nine, zero, two.",
        "The total comes to $48.15, before tax.",
        "Flight 562 leaves at 10:45 from platform B.",
        "Between 1,200 and 3,600 visitors came on March 21.",
    ];
}
