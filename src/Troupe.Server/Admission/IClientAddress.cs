using System.Net;

namespace Troupe.Server.Admission;

/// <summary>From which address a request comes, beyond the proxies that are trusted. Thread-safe.</summary>
internal interface IClientAddress
{
    /// <summary>The address; null when the connection has none.</summary>
    IPAddress? Of(HttpContext context);
}
