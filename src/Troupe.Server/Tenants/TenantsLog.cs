namespace Troupe.Server.Tenants;

/// <summary>Log ids 2200-2299.</summary>
internal static partial class TenantsLog
{
    [LoggerMessage(EventId = 2200, Level = LogLevel.Information, Message = "Read {Tenants} tenants and {Keys} keys in {Milliseconds:F0} ms")]
    public static partial void DirectoryRead(this ILogger logger, int tenants, int keys, double milliseconds);

    [LoggerMessage(EventId = 2201, Level = LogLevel.Error, Message = "The facts about each {Kind} cannot be followed; trying again, and until then changes on other nodes are not seen")]
    public static partial void DirectoryLags(this ILogger logger, Exception exception, string kind);
}
