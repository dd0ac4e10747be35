using Troupe.Conversation.Audio;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Speaking;

namespace Troupe.Benchmarks.Turn;

/// <summary>Questions to the sample documents, spoken by another voice than the presenter's.</summary>
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

    /// <summary>Speaks a question with half a second of silence behind it, as a microphone that stays open.</summary>
    public static async Task<WavFile> SpeakAsync(ISpeechSynthesizer voice, string text, CancellationToken cancellationToken)
    {
        var samples = new List<short>();
        await foreach (var chunk in voice.SpeakAsync(new Phrase(0, text, IsLast: true), SpeakingStyle.Neutral, cancellationToken))
        {
            samples.AddRange(chunk.Audio.Span);
        }

        samples.AddRange(new short[voice.Voice.Format.Samples(TimeSpan.FromMilliseconds(500))]);
        return new WavFile(voice.Voice.Format, samples.ToArray());
    }
}
