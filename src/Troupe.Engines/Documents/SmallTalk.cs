using System.Text.RegularExpressions;

namespace Troupe.Engines.Documents;

/// <summary>The little that everybody says to a presenter apart from questions.</summary>
internal static partial class SmallTalk
{
    /// <summary>The answer to small talk, or null when it is not.</summary>
    /// <param name="words">What was said.</param>
    /// <param name="name">How the presenter calls itself.</param>
    /// <param name="topics">What it can answer about, as it is spoken.</param>
    public static string? Answer(IReadOnlyList<string> words, string name, Func<string> topics)
    {
        var said = string.Join(' ', words);
        var bare = Politeness().Replace(said, "").Trim();
        if (WhoAreYou().IsMatch(bare))
        {
            return $"I am {name}, an AI presenter. I am not a person. {topics()}";
        }

        if (Help().IsMatch(bare))
        {
            return topics();
        }

        if (HowAreYou().IsMatch(bare))
        {
            return "I am fine, thank you. What would you like to know?";
        }

        if (Goodbye().IsMatch(bare))
        {
            return "Goodbye, and thank you for your visit.";
        }

        if (bare.Length > 0)
        {
            return null;
        }

        return said.Contains("thank", StringComparison.Ordinal) ? "You are welcome. Is there anything else that you would like to know?"
            : Greeting().IsMatch(said) ? $"Hello. I am {name}, an AI presenter. {topics()}"
            : null;
    }

    [GeneratedRegex(@"\b(hello|hi|hey|greetings|welcome|good (morning|afternoon|evening|day)|thank you|thanks|very much|so much|a lot|for your help|please|there|okay|ok|great|oh|well|um|uh|nice to meet you|excuse me)\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Politeness();

    [GeneratedRegex(@"\b(hello|hi|hey|greetings|good (morning|afternoon|evening|day)|nice to meet you)\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Greeting();

    [GeneratedRegex(@"^(and )?(who are you|what are you|who is this|what('s| is) your name|tell me your name|(introduce|present|tell me about) yourself|(so )?are you (a |an )?(real |actual )?(robot|human|human being|real|ai|artificial|artificial intelligence|machine|person|bot|computer|alive|man|woman)( person)?|(who|what) am i (talking|speaking) (to|with)|am i (talking|speaking) (to|with) (a |an )?(real |actual )?(robot|human|human being|ai|machine|person|bot|computer)|do you have a name)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex WhoAreYou();

    [GeneratedRegex(@"^((and )?what (can|do) you (do|know|tell me|answer|tell us|help( me)? with|know about|talk about|tell me about)( for me)?|what (can|could|should) i ask( you)?( about)?|how can you help( me)?|can you help( me)?|help( me)?|what are you (for|here for|able to do))$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Help();

    [GeneratedRegex(@"^(and )?(how are you( doing)?( today)?|how do you do|how is it going|how('s| is) your day|are you (well|ok|okay|fine))$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex HowAreYou();

    [GeneratedRegex(@"^(good ?bye|bye( bye)?|see you( later| soon| tomorrow)?|good night|have a (nice|good) day)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Goodbye();
}
