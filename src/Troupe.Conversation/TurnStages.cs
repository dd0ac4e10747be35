using Troupe.Conversation.Acting;
using Troupe.Conversation.Dialogue;
using Troupe.Conversation.Speaking;

namespace Troupe.Conversation;

/// <summary>What makes answers: the stages that all turns of a session share.</summary>
/// <param name="Writer">Writes.</param>
/// <param name="Screen">Looks at phrases before they are spoken; null when all pass.</param>
/// <param name="Voice">Speaks; null in a text-only session.</param>
/// <param name="Actor">Gives speech its face.</param>
/// <param name="Style">How the voice speaks.</param>
/// <param name="PhrasesAhead">Phrases that are synthesised beyond the one that plays.</param>
/// <param name="BlendShapes">Whether the client wants blend shapes.</param>
/// <param name="Fillers">What is said when an answer takes its time; null for nothing.</param>
internal sealed record TurnStages(
    ReplyWriter Writer, IPhraseScreen? Screen, ISpeechSynthesizer? Voice, Actor Actor, SpeakingStyle Style, int PhrasesAhead, bool BlendShapes, Fillers? Fillers);
