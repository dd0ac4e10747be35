using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Troupe.Server.Admission;

/// <summary>
/// Admits whoever sits at this machine: the connection, the Host and the Origin must all be loopback, and nothing may have forwarded the request.
/// </summary>
/// <remarks>
/// The Host is checked against DNS rebinding, the Origin against pages of other sites. A forwarding header means a proxy on this machine
/// speaks for somebody elsewhere, so the loopback connection proves nothing.
/// </remarks>
internal sealed class DevelopmentAdmission(IOptions<AdmissionOptions> options)
{
    private static readonly string[] ForwardingHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"];

    private readonly byte[] _key = Encoding.UTF8.GetBytes(options.Value.DevelopmentKey);

    /// <summary>Decides about a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="holdsTicket">Whether the endpoint asks for a ticket of its own, so that the key is not needed again.</param>
    public AdmissionDecision Decide(HttpRequest request, bool holdsTicket)
    {
        if (request.HttpContext.Connection.RemoteIpAddress is not { } remote || !IPAddress.IsLoopback(remote))
        {
            return new AdmissionDecision.Refused("unauthorized", "This server has a development key only, which is valid from this machine. Open the page on the machine that runs the server.");
        }

        if (ForwardingHeaders.Any(request.Headers.ContainsKey))
        {
            return new AdmissionDecision.Refused("unauthorized", "The development key is not valid through a proxy.");
        }

        if (!WebOrigin.IsLoopback(request.Host.Host))
        {
            return new AdmissionDecision.Refused("forbidden_origin", "The development key is valid for http://localhost and http://127.0.0.1 only.");
        }

        if (request.Headers.Origin.Count > 0 && !IsLoopbackOrigin(request.Headers.Origin.ToString()))
        {
            return new AdmissionDecision.Refused("forbidden_origin", "Pages of other sites may not use the development key.");
        }

        return holdsTicket ? new AdmissionDecision.Admitted(Caller.Local) : DecideOnKey(request.Headers.Authorization.ToString());
    }

    private AdmissionDecision DecideOnKey(string authorization)
    {
        if (authorization.Length == 0)
        {
            return options.Value.RequireKey
                ? new AdmissionDecision.Refused("unauthorized", "Send the development key: Authorization: Bearer <key>.")
                : new AdmissionDecision.Admitted(Caller.Local);
        }

        return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(authorization["Bearer ".Length..].Trim()), _key)
            ? new AdmissionDecision.Admitted(Caller.Local)
            : new AdmissionDecision.Refused("unauthorized", "The key is not known: it is no tenant's, and not the one in Troupe:Admission:DevelopmentKey.");
    }

    private static bool IsLoopbackOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") && WebOrigin.IsLoopback(uri.Host);
}

/// <summary>What admission decided.</summary>
internal abstract record AdmissionDecision
{
    /// <summary>The request may go on.</summary>
    /// <param name="Caller">On whose behalf.</param>
    internal sealed record Admitted(Caller Caller) : AdmissionDecision;

    /// <summary>The request is refused.</summary>
    /// <param name="Code">A code of <see cref="Contracts.ErrorCodes"/>.</param>
    /// <param name="Detail">Why, and the way out.</param>
    internal sealed record Refused(string Code, string Detail) : AdmissionDecision;
}
