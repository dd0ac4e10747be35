using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Troupe.Contracts;

namespace Troupe.Testing.Isolation;

/// <summary>A session that goes on, with the socket of whoever talks in it.</summary>
internal sealed partial class Conversation : IAsyncDisposable
{
    private Conversation(TenantClient owner, string session, string ticket, HeardSocket socket) => (Owner, Session, Ticket, Socket) = (owner, session, ticket, socket);

    /// <summary>Whose it is.</summary>
    public TenantClient Owner { get; }

    /// <summary>The session.</summary>
    public string Session { get; }

    /// <summary>The ticket that opened it.</summary>
    public string Ticket { get; }

    /// <summary>The socket.</summary>
    public HeardSocket Socket { get; }

    /// <summary>The ticket that resumes it; null until the server told it.</summary>
    public string? ResumeTicket => ResumePattern().Match(Socket.Heard) is { Success: true } found ? found.Groups["ticket"].Value : null;

    /// <summary>Opens one with the presenter that all tenants call the same.</summary>
    /// <returns>The conversation; null with what the server answered when it was refused.</returns>
    public static async Task<(Conversation? Opened, Answer Answer)> OpenAsync(Uri server, TenantClient owner, ShownCredential credential, LeakReport report, CancellationToken cancellationToken)
    {
        var create = owner.Find("sessions.create");
        var answer = await owner.SendAsync(owner.RequestFor(create, (field, _) => field == "presenter" ? TenantClient.Common : null), credential, cancellationToken);
        if (!answer.IsDone)
        {
            return (null, answer);
        }

        var created = JsonNode.Parse(answer.Body)!;
        var (url, session) = (new Uri(created["url"]!.GetValue<string>()), created["session"]!.GetValue<string>());
        var socket = await HeardSocket.OpenAsync(server, url.PathAndQuery, credential, report.Heard, cancellationToken);
        owner.Note("session", session);
        owner.Done.Add("sessions.open");
        var opened = new Conversation(owner, session, url.Query["?ticket=".Length..], socket);
        await opened.TellAsync(new SessionStart { Id = "start", Protocol = Protocol.Version }, cancellationToken);
        return (opened, answer);
    }

    /// <summary>Sends a message.</summary>
    public Task TellAsync(ClientMessage message, CancellationToken cancellationToken) => Socket.SayAsync(Encoding.UTF8.GetString(Wire.Write(message)), cancellationToken);

    /// <summary>Says words of the owner's.</summary>
    /// <returns>The word that nobody else knows.</returns>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="more">What it says beside.</param>
    public async Task<string> SayAsync(CancellationToken cancellationToken, string more = "")
    {
        var word = Owner.Needles.Make(Owner.Tenant, NeedleKind.Text, "words in a session");
        await TellAsync(new MessageSend { Id = word, Text = $"Tell me about {word}{more}." }, cancellationToken);
        return word;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Socket.DisposeAsync();

    [GeneratedRegex("\"resumeUrl\":\"[^\"]*ticket=(?<ticket>[0-9a-zA-Z_.-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex ResumePattern();
}
