namespace Troupe.Benchmarks.Turn;

/// <summary>Questions to the sample documents.</summary>
internal static class SpokenQuestions
{
    public static IReadOnlyList<string> Texts { get; } =
    [
        "When are you open on Sundays?",
        "How much is a ticket for adults?",
        "Is there a café in the museum?",
        "Where can I park my car?",
        "When does the guided tour start?",
        "Can I take photographs in the museum?",
        "Are dogs welcome in the building?",
        "Which bus goes to the museum?",
        "Is the museum closed on Monday?",
        "What does the shop sell?",
        "Can I get around with a wheelchair?",
        "Do you have free wireless internet?",
        "Where are the rest rooms?",
        "What is there for children?",
        "How much does a family ticket cost?",
        "When do you close on Thursday?",
        "Where do I find the lockers?",
        "I have lost my umbrella. Who can help me?",
        "Do groups pay less money?",
        "What can I eat for lunch?",
    ];
}
