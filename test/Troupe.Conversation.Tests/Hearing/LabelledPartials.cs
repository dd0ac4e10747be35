namespace Troupe.Conversation.Tests.Hearing;

/// <summary>What somebody may have said when they fall silent, and whether a listener would take the turn.</summary>
/// <param name="Partial">The words so far.</param>
/// <param name="IsComplete">Whether the turn is over.</param>
/// <param name="Said">What the presenter said before.</param>
public sealed record LabelledPartial(string Partial, bool IsComplete, string? Said = null);

/// <summary>Partial transcripts with the judgement of a listener: the measure of the turn detector.</summary>
public static class LabelledPartials
{
    private const string Phone = "What is your phone number?";
    private const string Email = "What is your e-mail address?";
    private const string Spell = "Could you spell your last name?";
    private const string Birth = "When were you born?";
    private const string Date = "What day would you like to come?";
    private const string Confirm = "Shall I book it?";
    private const string Name = "Hello. What is your name?";

    public static IReadOnlyList<LabelledPartial> All { get; } =
    [
        // Plain clauses and questions.
        Complete("what time is it"), Complete("are you open on mondays"), Complete("where are you from"), Complete("tell me about the museum"), Complete("I would like two tickets"),
        Complete("how much does it cost"), Complete("turn it on"), Complete("can you log me in"), Complete("what is that for"), Complete("that's what I want"), Complete("thank you very much"),
        Complete("I don't know where it is"), Complete("how are you"), Complete("my name is Anna"), Complete("what is it about"), Complete("if it rains we stay at home"),
        Complete("because I like it", "Why did you choose it?"), Complete("um what time is it"), Complete("book a table for two at seven"), Complete("What should I wait for?"),
        Open("I would like to"), Open("what is the price of"), Open("put it in the"), Open("I'd like a coffee and"), Open("can you tell me"), Open("where is"), Open("I want"), Open("so what do you"),
        Open("if I come on monday"), Open("the thing is"), Open("I was wondering"), Open("First of all,"), Open("we need to talk about"), Open("she said that they"), Open("it depends on"),
        Open("could you"), Open("my favourite is"), Open("I was going to"), Open("it's kind of"), Open("at half past"),

        // Hesitation.
        Open("um"), Open("I would say uh"), Open("yes hmm"), Open("I'd like um"), Open("well"), Open("so I was –"), Open("can I get the the"), Open("two tickets and er"),

        // Yes and no.
        Complete("yes", Confirm), Complete("yeah", Confirm), Complete("no", Confirm), Complete("okay", Confirm), Complete("yes please", Confirm), Complete("no thanks", "Do you want another one?"),
        Complete("that's right", "Your number ends with five, right?"), Complete("okay"), Complete("sure"),
        Open("yes but", Confirm), Open("no because", Confirm), Open("yes and", Confirm), Open("well I", Confirm),

        // Numbers.
        Complete("my number is five five five one two three four"), Complete("five five five one two three four five six seven", Phone), Complete("oh seven seven double oh nine one two three four five", Phone),
        Complete("four nine two one", "Please tell me your PIN."), Complete("two", "How many would you like?"), Complete("twenty five"), Complete("fifty dollars", "How much is it?"),
        Complete("one two three four five six", "What is the code?"), Complete("I don't have one", Phone), Complete("why do you need it", Phone), Complete("number 250"),
        Open("five five five", Phone), Open("my number is five five", Phone), Open("five five five one", Phone), Open("oh seven seven double", Phone), Open("four one one one two two two two", "What is your card number?"),
        Open("it's", Phone), Open("my number is", Phone), Open("555 123", Phone), Open("call oh one two three four five six seven eight"), Open("three point"), Open("a hundred and"), Open("five five", "What is the code?"),

        // Addresses.
        Complete("john at example dot com", Email), Complete("it's john dot smith at example dot org", Email), Complete("j smith at example dot co dot uk", Email),
        Complete("write to anna at example dot net"), Complete("I don't have one", Email), Complete("john@example.com", Email),
        Open("john", Email), Open("john at", Email), Open("john dot smith", Email), Open("john at example", Email), Open("john at example dot", Email), Open("j smith at example dot co", Email),
        Open("it's john underscore", Email), Open("my email is", Email), Open("write to anna dot smith at example"),

        // Spellings and names.
        Complete("smith s m i t h", Spell), Complete("maria m a r i a", Spell), Complete("s m i t h", "Mister Smith, could you spell that?"), Complete("Anna", Name), Complete("I'm Anna Maria", Name), Complete("where is the A T M"),
        Open("s m i", Spell), Open("s", Spell), Open("s m i double", Spell), Open("smith s m i", Spell), Open("it's spelled m e y e"), Open("my name is", Name), Open("b as in", Spell), Open("I'm", Name),

        // Dates.
        Complete("march third", Date), Complete("tomorrow", Date), Complete("on monday", Date), Complete("the third of may nineteen ninety two", Birth), Complete("march twenty first nineteen eighty five", Birth),
        Complete("the fifth of june", Date), Complete("may 3 1990", Birth),
        Open("march", Date), Open("the third of", Date), Open("the third", Birth), Open("march third", Birth), Open("march third nineteen", Birth), Open("the third of may", Birth), Open("june twenty", Date),

        // Written without a look at the rules; some are beyond them.
        Complete("hi can you help me with something"), Complete("what's the weather like today"), Complete("set a timer for ten minutes"), Complete("no that's wrong"),
        Complete("I'm looking for a present for my sister"), Complete("where can I park"), Complete("do you take credit cards"), Complete("tell me more"),
        Complete("that would be great"), Complete("okay let's do that"), Complete("I have a reservation"), Complete("never mind"), Complete("could you repeat that"),
        Complete("how old is this painting"), Complete("stop"), Complete("I'll have the soup"), Complete("we are four people"), Complete("what do you recommend"),
        Complete("eight thirty", "What time shall I write down?"), Complete("yes I would", "Would you like a receipt?"), Complete("not today", "Would you like a receipt?"),
        Complete("oh two oh seven nine four six oh nine five eight", "Could I have your telephone number?"),
        Complete("mary dot jones at mail dot com", "Which email should I use?"), Complete("it's k a t e kate", "Can you spell that?"),
        Complete("next friday", "When would you like to come?"), Complete("july the fourth", "What date suits you?"), Complete("ten past three"),
        Complete("about forty", "How many guests will there be?"), Complete("Peter Miller", "And what is your name?"), Complete("I moved here in 2019"),
        Complete("the blue one over there"), Complete("is it free for children"), Open("I'm looking for a"), Open("can I have the"), Open("what's the best way to get to"),
        Open("I'd like to book a table for"), Open("the reason I'm asking is"), Open("my sister and I"), Open("I think that maybe"), Open("do you know if"),
        Open("there's a problem with my"), Open("we arrive on the"), Open("yesterday I went to the uh"), Open("so basically what I"), Open("when I was in london"),
        Open("I'd like two coffees one tea and"), Open("could you please"), Open("I need to change"), Open("oh two oh seven", "Could I have your telephone number?"),
        Open("five three one", "Could I have your telephone number?"), Open("mary dot", "Which email should I use?"), Open("mary dot jones at", "Which email should I use?"),
        Open("k a t", "Can you spell that?"), Open("it's k a", "Can you spell that?"), Open("it was in", "When were you born?"), Open("november nineteen", "When were you born?"),
        Open("the twelfth of august", "When were you born?"), Open("let me think", "How many guests will there be?"), Open("hmm", "Would you like a receipt?"),
        Open("twenty", "What is your phone number?"), Open("four five six seven eight nine one two", "Read me the card number, please."), Open("it costs three hundred"),
        Open("give me the one that is"), Open("I want you to"),
    ];

    private static LabelledPartial Complete(string partial, string? said = null) => new(partial, IsComplete: true, said);

    private static LabelledPartial Open(string partial, string? said = null) => new(partial, IsComplete: false, said);
}
