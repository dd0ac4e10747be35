using System.ComponentModel.DataAnnotations;
using Troupe.Cli.Doctor;
using Troupe.Cli.LipSync;
using Troupe.Conversation;
using Troupe.Engines;

namespace Troupe.Cli.Commands;

/// <summary>The options that a server would have here, for commands that work without one.</summary>
internal static class ServerOptions
{
    /// <summary>Reads them.</summary>
    /// <exception cref="LipSyncException">They cannot be read, or do not fit.</exception>
    public static (EngineOptions Engines, ConversationOptions Conversation) Read()
    {
        try
        {
            var settings = ServerSettings.Read([]);
            return (settings.Get<EngineOptions>(ServerSettings.Engines), settings.Get<ConversationOptions>(ServerSettings.Conversation));
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or InvalidOperationException or ValidationException)
        {
            throw new LipSyncException(unreadable.Message);
        }
    }
}
