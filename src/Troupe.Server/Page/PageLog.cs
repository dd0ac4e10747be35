namespace Troupe.Server.Page;

/// <summary>Log ids 1300-1399.</summary>
internal static partial class PageLog
{
    [LoggerMessage(EventId = 1300, Level = LogLevel.Warning, Message = "The web app is not built: / only says so. Build it with ./dev build, or set Troupe:Page:Folder")]
    public static partial void PageNotBuilt(this ILogger logger);
}
