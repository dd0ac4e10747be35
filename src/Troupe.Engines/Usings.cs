global using Troupe.Conversation;
global using Troupe.Conversation.Audio;
global using Troupe.Conversation.Dialogue;
global using Troupe.Conversation.Speaking;
