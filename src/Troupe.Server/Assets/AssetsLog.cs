namespace Troupe.Server.Assets;

/// <summary>Log ids 2600-2699.</summary>
internal static partial class AssetsLog
{
    [LoggerMessage(EventId = 2600, Level = LogLevel.Debug, Message = "An upload of {Tenant} was refused with {Code}: {Detail}")]
    public static partial void UploadRefused(this ILogger logger, TenantId tenant, string code, string detail);

    [LoggerMessage(EventId = 2601, Level = LogLevel.Error, Message = "The log has the asset {Asset}, and the store of bytes does not; restore it from a backup")]
    public static partial void BytesMissing(this ILogger logger, AssetId asset);

    [LoggerMessage(EventId = 2602, Level = LogLevel.Information, Message = "Swept assets: {Removed} removed, the bytes of {Deleted} deleted")]
    public static partial void Swept(this ILogger logger, int removed, int deleted);

    [LoggerMessage(EventId = 2603, Level = LogLevel.Warning, Message = "The sweep of assets broke off and is tried again later")]
    public static partial void SweepBrokeOff(this ILogger logger, Exception failure);
}
