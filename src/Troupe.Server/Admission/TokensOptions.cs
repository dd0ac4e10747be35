using System.ComponentModel.DataAnnotations;
using Troupe.Server.Events;

namespace Troupe.Server.Admission;

/// <summary>Session tokens and what they are made with; section <c>Troupe:Tokens</c>.</summary>
internal sealed class TokensOptions
{
    /// <summary>The issuer that tokens name; servers that take each other's tokens have one issuer. Default: "troupe".</summary>
    [Required, MaxLength(256)]
    public string Issuer { get; set; } = "troupe";

    /// <summary>The audience that tokens name. Default: "troupe".</summary>
    [Required, MaxLength(256)]
    public string Audience { get; set; } = "troupe";

    /// <summary>How long a token lasts when nobody asks for less or more. Default: 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest life that may be asked for; a token that claims a longer one is refused. Default: 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a token can be refreshed from when it was issued. Default: 24 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "90.00:00:00")]
    public TimeSpan RefreshLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a refresh whose answer was lost may be repeated. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RefreshGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How far clocks may be apart: a token is good for so long before and after its times. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Leeway { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The age at which another signing key is made. Default: 30 days.</summary>
    [Range(typeof(TimeSpan), "00:30:00", "400.00:00:00")]
    public TimeSpan KeyAge { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// The file of the signing keys, for its owner's eyes alone; made when it is missing, and shared by the servers of a cluster. It must not lie where the log of facts lies: who
    /// has both can be anybody. Default: null, for <c>secrets/keys.json</c> where the server is started; with the store Memory, for keys that live as long as the process.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>The file in use; null for none.</summary>
    public string? KeyFileWith(EventsOptions events) => KeyFile ?? (events.Store is EventStoreKind.Memory ? null : Path.Combine("secrets", "keys.json"));

    /// <summary>The least time between two readings of an issuer's keys because a token named one that was not among them. Default: 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan IssuerInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The age at which an issuer's keys are read again. Default: 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan IssuerKeyAge { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an issuer's keys may take to arrive. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan IssuerPatience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Networks in which issuers may be beside the internet, such as <c>10.1.0.0/16</c> for the sign-in of a company, or <c>127.0.0.0/8</c> for one on a developer's machine (by http too). Every tenant can
    /// have this server ask there. Default: none.
    /// </summary>
    public IList<string> IssuerNetworks { get; set; } = [];
}
