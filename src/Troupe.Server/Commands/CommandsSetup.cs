namespace Troupe.Server.Commands;

/// <summary>Adds the room.</summary>
internal static class CommandsSetup
{
    /// <summary>Registers the desk.</summary>
    public static void AddCommands(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IdempotencyKeys>();
        builder.Services.AddSingleton<CommandDesk>();
    }
}
