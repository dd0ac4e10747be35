using System.Text;
using Troupe.Contracts;
using Troupe.Conversation.Journal;

namespace Troupe.Testing;

/// <summary>Writes a journal as text, one fact a line: the same text for the same conversation.</summary>
public static class JournalText
{
    /// <summary>All facts.</summary>
    public static string Of(IEnumerable<ConversationEvent> facts)
    {
        var text = new StringBuilder();
        foreach (var fact in facts)
        {
            text.Append(LineOf(fact)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>One fact: its time, its direction (<c>&lt;</c> to the client, <c>&gt;</c> from it, <c>·</c> inside) and what it was.</summary>
    public static string LineOf(ConversationEvent fact) => fact.At + fact switch
    {
        MessageSent sent => " < " + Encoding.UTF8.GetString(Wire.Write(sent.Message)),
        MessageReceived received => " > " + Encoding.UTF8.GetString(Wire.Write(received.Message)),
        SpeechSent speech => $" < speech epoch {speech.Epoch} at {speech.Offset} +{speech.Length}{(speech.IsLast ? " last" : "")}",
        MicrophoneHeard sound => $" > microphone at {sound.Offset} +{sound.Length}",
        PhraseScreened phrase => $" · phrase {phrase.Index} of epoch {phrase.Epoch} may be spoken: {phrase.Text}",
        PhraseRefused phrase => $" · phrase {phrase.Index} of epoch {phrase.Epoch} may not be spoken",
        PhraseSynthesised phrase => $" · phrase {phrase.Index} of epoch {phrase.Epoch} synthesised, {phrase.Audio.TotalMilliseconds} ms",
        EngineFailed failed => $" · {failed.Part} failed: {failed.Reason}",
        _ => " · " + fact,
    };
}
