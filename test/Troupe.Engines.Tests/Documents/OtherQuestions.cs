namespace Troupe.Engines.Tests.Documents;

/// <summary>Further questions to the sample documents, in other words than those on which thresholds and weights were chosen (<see cref="DocumentQuestions"/>).</summary>
internal static class OtherQuestions
{
    public static IReadOnlyList<(string Question, string Answer)> Known { get; } =
    [
        ("Until when are you open today?", "six in the evening"), ("could you tell me the opening times", "ten in the morning"), ("Do I have to pay for my kids?", "Children under twelve"), ("What is the price for adults?", "twelve dollars"),
        ("do you take cash", "cash"), ("Is there a discount for students?", "six dollars for students"), ("How do we book for a school class?", "one week ahead"), ("Which tram do I take?", "tram to Harbor Square"),
        ("Where exactly are you located?", "Harbor Street"), ("What does parking cost?", "two dollars an hour"), ("I am in a wheelchair, can I visit?", "wheelchair"), ("Are pets allowed?", "pets have to stay outside"),
        ("Can I have a coffee somewhere?", "coffee"), ("do you sell souvenirs", "books, post cards"), ("What can children do here?", "play room"), ("Are there lockers?", "Lockers for bags"),
        ("Is flash allowed?", "without a flash"), ("Someone found my phone, whom do I call?", "front desk"), ("what is the wifi called", "River Guest"), ("Who founded the museum?", "group of sailors"),
        ("What was the building before?", "customs house"), ("How heavy is the Aurora?", "ninety tons"), ("Where was the lamp made?", "France"), ("how old is Otto", "forty years"),
        ("How many maps do you have?", "two hundred"), ("Tell me about the flood.", "flood of 1925"), ("Does it run on my own computer?", "your own computer"), ("How do the lips move?", "lips"),
        ("What happens if no document helps?", "does not know"), ("How can I stop you?", "stop button"),
    ];

    public static IReadOnlyList<string> Unknown { get; } =
    [
        "What is your salary?", "How do I boil an egg?", "Who is the king of England?", "Do you like music?", "Which gate does my flight leave from?", "Can I pay my taxes here?", "How much does an elephant weigh?", "What is the fastest animal?",
        "Is there a doctor nearby?", "When is the next train to Boston?", "What did Einstein discover?", "How do I install Windows?", "Do you have any cheese?", "Where can I see a movie?", "How old is the universe?", "Can you call me a taxi?",
        "What is the best restaurant in Paris?", "How do I learn the guitar?", "Who invented the telephone?", "What are the lottery numbers?",
    ];
}
