namespace Troupe.Server.Admission;

/// <summary>Holds back requests that no credential pays for. Without I/O; thread-safe.</summary>
internal interface IStrangerLimit
{
    /// <summary>Counts a request against whoever sends it; null when it may have its answer, otherwise the refusal.</summary>
    IResult? Refuse(HttpContext context);
}
