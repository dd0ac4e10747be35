using Microsoft.Extensions.Options;
using Troupe.Server.Admission;
using Troupe.Server.Delivery;
using Troupe.Server.Limits;
using Troupe.Server.Policy;

namespace Troupe.Server.Sessions;

/// <summary>What all sessions share.</summary>
internal sealed class SessionRules(
    IOptions<SessionsOptions> sessions,
    IOptions<DeliveryOptions> delivery,
    Converse converse,
    ResumeTickets tickets,
    CredentialGuard guard,
    CredentialRenewal renewal,
    IOptions<TokensOptions> tokens,
    Limiter limiter,
    IPolicy policy,
    SessionWatch watch,
    SessionsMetrics metrics,
    TimeProvider time,
    ILogger<Session> logger)
{
    /// <summary>Options of the room.</summary>
    public SessionsOptions Sessions => sessions.Value;

    /// <summary>Options of the wire.</summary>
    public DeliveryOptions Delivery => delivery.Value;

    /// <summary>Holds a conversation.</summary>
    public Converse Converse => converse;

    /// <summary>Tickets of lost sockets.</summary>
    public ResumeTickets Tickets => tickets;

    /// <summary>Ends what outlives its credential.</summary>
    public CredentialGuard Guard => guard;

    /// <summary>Considers new tokens.</summary>
    public CredentialRenewal Renewal => renewal;

    /// <summary>How far clocks may be apart.</summary>
    public TimeSpan Leeway => tokens.Value.Leeway;

    /// <summary>Decides what tenants may use.</summary>
    public Limiter Limiter => limiter;

    /// <summary>What tenants allow.</summary>
    public IPolicy Policy => policy;

    /// <summary>Tells observers.</summary>
    public SessionWatch Watch => watch;

    /// <summary>Figures.</summary>
    public SessionsMetrics Metrics => metrics;

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>The log.</summary>
    public ILogger Logger => logger;
}
