using System.Text;
using System.Text.Json.Nodes;
using Troupe.Contracts;

namespace Troupe.Testing.Isolation;

/// <summary>Sockets and streams: what attackers hear while their victims live, and whether they get into sockets of others.</summary>
/// <param name="server">Where the server is.</param>
/// <param name="report">What was found.</param>
/// <param name="needles">What belongs to the victims.</param>
internal sealed class Eavesdroppers(Uri server, LeakReport report, Needles needles) : IAsyncDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    private readonly List<(TenantClient Owner, HeardSocket Socket, string Place)> _sockets = [];
    private readonly List<(TenantClient Owner, string Ticket)> _tickets = [];

    /// <summary>Opens a conversation for everybody, and for attackers every socket that there is.</summary>
    public async Task OpenAsync(IReadOnlyList<TenantClient> victims, IReadOnlyList<TenantClient> attackers, IReadOnlyList<ApiOperation> operations, CancellationToken cancellationToken)
    {
        var create = operations.First(operation => operation.Name == "sessions.create");
        foreach (var tenant in victims.Concat(attackers))
        {
            await ConverseAsync(tenant, create, cancellationToken);
        }

        foreach (var attacker in attackers)
        {
            foreach (var operation in operations.Where(operation => operation.IsRead && operation.Name != "sessions.open"))
            {
                var path = attacker.RequestFor(operation, (field, kind) => attacker.IdFor(operation, field, kind, common: true)).Path;
                await KeepAsync(attacker, path, operation, cancellationToken);
            }
        }
    }

    /// <summary>Has victims live on, and searches what attackers hear meanwhile.</summary>
    public async Task ListenAsync(IReadOnlyList<TenantClient> victims, ApiDescription api, CancellationToken cancellationToken)
    {
        foreach (var victim in victims)
        {
            foreach (var operation in api.Operations.Where(operation => operation is { IsRead: false, IsDestructive: false } && operation.Scope != "platform:admin"))
            {
                await victim.DoAsync(operation, spare: false, common: true, cancellationToken);
            }
        }

        foreach (var (owner, socket, _) in _sockets)
        {
            var said = owner.Needles.Make(owner.Tenant, NeedleKind.Text, "words in a session");
            await socket.SayAsync(Encoding.UTF8.GetString(Wire.Write(new MessageSend { Id = "say", Text = $"Tell me about {said}." })), cancellationToken);
        }

        await Task.Delay(Moment, cancellationToken);
        foreach (var (owner, socket, place) in _sockets)
        {
            foreach (var needle in needles.FindIn(socket.Heard).Where(needle => needle.Tenant != owner.Tenant))
            {
                report.Found($"a socket at {place}", $"heard {needle.Kind} of {needle.Tenant} ({needle.Place}): {socket.Heard}");
            }
        }

        if (!_sockets.Exists(entry => needles.FindIn(entry.Socket.Heard).Any(needle => needle.Tenant == entry.Owner.Tenant)))
        {
            report.Gaps.Add("No victim heard its own words on its own socket: the sockets' part of the matrix proves nothing.");
        }
    }

    /// <summary>Tries to open sockets of others by their ids, with tickets of one's own or none.</summary>
    public async Task BreakInAsync(IReadOnlyList<ForeignThing> things, TenantClient attacker, ShownCredential credential, IReadOnlyList<ApiOperation> operations, CancellationToken cancellationToken)
    {
        var tickets = _tickets.Where(entry => entry.Owner == attacker).Select(entry => $"?ticket={entry.Ticket}").Append("").ToArray();
        foreach (var operation in operations.Where(operation => operation.IsRead))
        {
            foreach (var slot in operation.Parameters.Where(parameter => parameter is { In: "path", Type: "string" } && Vocabulary.ThingOf(operation.Name, parameter.Name) is not null))
            {
                foreach (var thing in things.Where(thing => thing.Kind == Vocabulary.ThingOf(operation.Name, slot.Name)))
                {
                    foreach (var ticket in tickets)
                    {
                        var there = await KnockAsync(thing.Id, ticket);
                        var nowhere = await KnockAsync(Shadow.Of(thing.Id), ticket);
                        if (there != nowhere)
                        {
                            report.Found($"{operation.Name} as a socket", $"answered {there} for a {thing.Kind} of another tenant and {nowhere} for one that never existed");
                        }
                    }

                    async Task<int> KnockAsync(string id, string ticket)
                    {
                        report.Sent(operation);
                        var path = ApiRequest.PathOf(operation, parameter => parameter == slot ? id : attacker.ValueOf(operation, parameter, (field, kind) => attacker.IdFor(operation, field, kind)));
                        await using var socket = await HeardSocket.OpenAsync(server, path + ticket, credential, report.Heard, cancellationToken);
                        return socket.Status;
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, socket, _) in _sockets)
        {
            await socket.DisposeAsync();
        }
    }

    private async Task ConverseAsync(TenantClient tenant, ApiOperation create, CancellationToken cancellationToken)
    {
        var answer = await tenant.SendAsync(tenant.RequestFor(create, (field, _) => field == "presenter" ? TenantClient.Common : null), tenant.Key, cancellationToken);
        if (!answer.IsDone)
        {
            report.Gaps.Add($"{tenant.Tenant} could not open a session of its own: {answer.Body}");
            return;
        }

        var url = new Uri(JsonNode.Parse(answer.Body)!["url"]!.GetValue<string>());
        _tickets.Add((tenant, url.Query["?ticket=".Length..]));
        var socket = await HeardSocket.OpenAsync(server, url.PathAndQuery, tenant.Key, report.Heard, cancellationToken);
        await socket.SayAsync(Encoding.UTF8.GetString(Wire.Write(new SessionStart { Id = "start", Protocol = Protocol.Version })), cancellationToken);
        _sockets.Add((tenant, socket, "a session of its own"));
    }

    private async Task KeepAsync(TenantClient attacker, string path, ApiOperation operation, CancellationToken cancellationToken)
    {
        var socket = await HeardSocket.OpenAsync(server, path, attacker.Key, report.Heard, cancellationToken);
        if (socket.IsOpen)
        {
            _sockets.Add((attacker, socket, operation.Name));
        }
        else
        {
            await socket.DisposeAsync();
        }
    }
}
