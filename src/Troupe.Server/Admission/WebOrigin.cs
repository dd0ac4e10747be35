using System.Net;

namespace Troupe.Server.Admission;

/// <summary>Origins of pages (RFC 6454).</summary>
internal static class WebOrigin
{
    /// <summary>Reads an origin that a credential may be bound to: https, or http of this machine, without a path.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The origin as browsers send it, or null when it is none.</returns>
    public static string? Read(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.PathAndQuery != "/" || uri.Fragment.Length > 0)
        {
            return null;
        }

        return uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsLoopback(uri.Host)) ? uri.GetLeftPart(UriPartial.Authority) : null;
    }

    /// <summary>The origin of the page that sent a request; null when no page did.</summary>
    public static string? Of(HttpRequest request) => request.Headers.Origin is { Count: > 0 } origin ? origin.ToString() : null;

    /// <summary>Whether a name of a host is this machine.</summary>
    public static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
